export default { navigationBarTitleText: '名册导入', enablePullDownRefresh: true }
