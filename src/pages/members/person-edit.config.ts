export default { navigationBarTitleText: '职工资料' }
