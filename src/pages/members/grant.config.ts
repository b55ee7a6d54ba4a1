export default { navigationBarTitleText: '授予身份' }
