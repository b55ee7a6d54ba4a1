export default { navigationBarTitleText: '会议规则' }
