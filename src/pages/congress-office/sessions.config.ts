export default { navigationBarTitleText: '职代会' }
