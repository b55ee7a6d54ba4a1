export default { navigationBarTitleText: '证书', enablePullDownRefresh: true }
