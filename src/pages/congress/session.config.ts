export default { navigationBarTitleText: '会议', enablePullDownRefresh: true }
