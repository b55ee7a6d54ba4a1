export default { navigationBarTitleText: '编辑问卷' }
