export default { navigationBarTitleText: '办理提案', enablePullDownRefresh: true }
