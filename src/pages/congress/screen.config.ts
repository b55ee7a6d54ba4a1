export default { navigationBarTitleText: '会场大屏' }
