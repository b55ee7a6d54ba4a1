export default { navigationBarTitleText: '推荐优秀提案' }
