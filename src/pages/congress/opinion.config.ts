export default { navigationBarTitleText: '提意见' }
