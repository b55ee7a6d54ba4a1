export default { navigationBarTitleText: '优秀提案', enablePullDownRefresh: true }
