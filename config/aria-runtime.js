import { mergeInternalComponents } from '@tarojs/shared'
import { attributes, components } from './aria.json'

const empty = () => Object.fromEntries(attributes.map(name => [name, '']))

mergeInternalComponents(Object.fromEntries(components.map(name => [name, empty()])))
