export default { navigationBarTitleText: '讲师', enablePullDownRefresh: true }
