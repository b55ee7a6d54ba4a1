export default { navigationBarTitleText: '新的问卷' }
