export default { navigationBarTitleText: '查验证书' }
