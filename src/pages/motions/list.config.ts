export default { navigationBarTitleText: '提案', enablePullDownRefresh: true }
