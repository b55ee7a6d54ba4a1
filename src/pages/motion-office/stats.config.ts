export default { navigationBarTitleText: '提案统计' }
