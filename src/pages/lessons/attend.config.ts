export default { navigationBarTitleText: '面授签到' }
