export default { navigationBarTitleText: '上课' }
