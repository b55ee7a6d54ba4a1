export default { navigationBarTitleText: '职代通', enablePullDownRefresh: true }
