export default { navigationBarTitleText: '问卷', enablePullDownRefresh: true }
