export default { navigationBarTitleText: '学习统计' }
