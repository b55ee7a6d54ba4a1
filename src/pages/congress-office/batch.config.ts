export default { navigationBarTitleText: '录入计票' }
