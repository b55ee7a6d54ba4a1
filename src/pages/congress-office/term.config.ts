export default { navigationBarTitleText: '届' }
