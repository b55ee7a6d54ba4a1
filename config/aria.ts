import { join } from 'node:path'
import type { IPluginContext } from '@tarojs/service'
import { attributes, components } from './aria.json'

interface Platform {
  platform: string
  runtimePath: string | string[]
  template?: { mergeComponents(ctx: IPluginContext, components: Record<string, Record<string, string>>): void }
}

// Taro's WeChat templates carry no aria-* attribute. The same list goes into the templates (here) and into the runtime
// (aria-runtime.js), because both number a component's attributes in sorted order and must agree.
export default (ctx: IPluginContext) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: Platform) {
      if (platform.platform !== 'weapp') return
      const empty = () => Object.fromEntries(attributes.map(name => [name, '']))
      platform.template?.mergeComponents(ctx, Object.fromEntries(components.map(name => [name, empty()])))
      platform.runtimePath = [platform.runtimePath, join(__dirname, 'aria-runtime.js')].flat()
    },
  })
}
