export default { navigationBarTitleText: '面授培训', enablePullDownRefresh: true }
