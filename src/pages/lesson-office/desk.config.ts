export default { navigationBarTitleText: '网上课堂管理', enablePullDownRefresh: true }
