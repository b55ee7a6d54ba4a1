export default { navigationBarTitleText: '会议文件' }
