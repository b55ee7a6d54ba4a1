export default { navigationBarTitleText: '通知设置' }
