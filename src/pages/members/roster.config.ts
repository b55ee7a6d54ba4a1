export default { navigationBarTitleText: '职工名册', enablePullDownRefresh: true }
