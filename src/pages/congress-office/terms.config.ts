export default { navigationBarTitleText: '届与代表' }
