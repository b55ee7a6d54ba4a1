export default { navigationBarTitleText: '表决结果', enablePullDownRefresh: true }
