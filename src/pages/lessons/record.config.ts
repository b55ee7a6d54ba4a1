export default { navigationBarTitleText: '我的学习', enablePullDownRefresh: true }
