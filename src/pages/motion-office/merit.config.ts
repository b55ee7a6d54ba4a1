export default { navigationBarTitleText: '优秀提案' }
