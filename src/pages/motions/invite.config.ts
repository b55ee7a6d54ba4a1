export default { navigationBarTitleText: '邀请附议' }
