export default { navigationBarTitleText: '网页登录确认' }
