export default { navigationBarTitleText: '推荐讲师' }
