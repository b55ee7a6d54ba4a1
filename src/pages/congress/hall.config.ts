export default { navigationBarTitleText: '会场' }
