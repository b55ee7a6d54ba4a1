export default { navigationBarTitleText: '学员提问', enablePullDownRefresh: true }
