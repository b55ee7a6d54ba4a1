export default { navigationBarTitleText: '证书' }
