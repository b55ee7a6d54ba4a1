export default { navigationBarTitleText: '单位', enablePullDownRefresh: true }
