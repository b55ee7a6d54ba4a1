export default { navigationBarTitleText: '问卷结果' }
