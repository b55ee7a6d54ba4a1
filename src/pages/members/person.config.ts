export default { navigationBarTitleText: '职工', enablePullDownRefresh: true }
