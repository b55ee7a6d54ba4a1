export default { navigationBarTitleText: '职工' }
