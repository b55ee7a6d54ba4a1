export default { navigationBarTitleText: '绑定身份' }
