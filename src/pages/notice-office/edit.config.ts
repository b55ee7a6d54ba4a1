export default { navigationBarTitleText: '写通知' }
