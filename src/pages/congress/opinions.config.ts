export default { navigationBarTitleText: '讨论意见', enablePullDownRefresh: true }
