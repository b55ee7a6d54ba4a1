export default { navigationBarTitleText: '提案' }
