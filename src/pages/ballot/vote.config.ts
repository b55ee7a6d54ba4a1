export default { navigationBarTitleText: '无记名投票' }
