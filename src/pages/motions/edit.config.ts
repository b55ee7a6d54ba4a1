export default { navigationBarTitleText: '写提案' }
