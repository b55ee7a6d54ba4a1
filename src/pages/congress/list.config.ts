export default { navigationBarTitleText: '职代会', enablePullDownRefresh: true }
