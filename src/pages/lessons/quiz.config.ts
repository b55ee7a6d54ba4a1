export default { navigationBarTitleText: '测验' }
