export default { navigationBarTitleText: '师资库', enablePullDownRefresh: true }
