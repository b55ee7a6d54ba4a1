export default { navigationBarTitleText: '记录选举' }
