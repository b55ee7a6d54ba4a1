export default { navigationBarTitleText: '通知', enablePullDownRefresh: true }
