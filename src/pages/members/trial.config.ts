export default { navigationBarTitleText: '体验码' }
