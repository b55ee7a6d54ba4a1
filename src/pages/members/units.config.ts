export default { navigationBarTitleText: '单位' }
