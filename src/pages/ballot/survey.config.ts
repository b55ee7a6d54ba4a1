export default { navigationBarTitleText: '匿名问卷' }
