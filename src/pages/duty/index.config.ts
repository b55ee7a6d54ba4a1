export default { navigationBarTitleText: '履职', enablePullDownRefresh: true }
