export default { navigationBarTitleText: '表决' }
