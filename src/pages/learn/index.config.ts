export default { navigationBarTitleText: '课堂', enablePullDownRefresh: true }
