export default { navigationBarTitleText: '履职' }
