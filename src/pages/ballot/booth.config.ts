export default { navigationBarTitleText: '写票处' }
