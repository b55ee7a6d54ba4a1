export default { navigationBarTitleText: '监票签封' }
