export default { navigationBarTitleText: '换届' }
