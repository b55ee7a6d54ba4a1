export default { navigationBarTitleText: '提案规则' }
