export default { navigationBarTitleText: '问卷已提交' }
