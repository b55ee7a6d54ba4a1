export default { navigationBarTitleText: '填写问卷' }
