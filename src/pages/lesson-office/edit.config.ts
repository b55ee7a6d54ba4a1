export default { navigationBarTitleText: '编辑课程' }
