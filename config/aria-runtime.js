import { mergeInternalComponents } from '@tarojs/shared'
import aria from './aria.json'

const attributes = {}
for (const name of aria.attributes) attributes[name] = ''

const components = {}
for (const name of aria.components) components[name] = attributes

mergeInternalComponents(components)
