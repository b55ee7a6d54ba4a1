export default { navigationBarTitleText: '注销申请', enablePullDownRefresh: true }
