export default { navigationBarTitleText: '登记手机' }
