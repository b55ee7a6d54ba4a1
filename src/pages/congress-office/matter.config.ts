export default { navigationBarTitleText: '议题' }
