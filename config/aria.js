// Taro's WeChat templates carry no aria-* attribute. The same list goes into the templates (at build time) and into
// the runtime (aria-runtime.js), because both number a component's attributes in sorted order and must agree.
const { join } = require('node:path')
const { components } = require('./aria-attributes')

module.exports = ctx => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (platform.platform !== 'weapp') return
      platform.template.mergeComponents(ctx, components)
      platform.runtimePath = [].concat(platform.runtimePath, join(__dirname, 'aria-runtime.js'))
    },
  })
}
