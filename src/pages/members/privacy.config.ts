export default { navigationBarTitleText: '隐私和我的数据' }
