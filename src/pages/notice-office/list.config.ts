export default { navigationBarTitleText: '发通知', enablePullDownRefresh: true }
