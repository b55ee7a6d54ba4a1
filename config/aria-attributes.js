// What WeChat's reader understands and our components use: https://developers.weixin.qq.com/miniprogram/dev/component/aria-component.html
const attributes = {
  'aria-role': '',
  'aria-label': '',
  'aria-hidden': '',
  'aria-checked': '',
  'aria-selected': '',
  'aria-expanded': '',
  'aria-disabled': '',
  'aria-describedby': '',
  'aria-labelledby': '',
  'aria-live': '',
  'aria-modal': '',
}

const named = ['View', 'Text', 'Image', 'Button', 'Input', 'Textarea', 'Picker', 'Switch', 'Label', 'ScrollView', 'Canvas']

module.exports = { components: Object.fromEntries(named.map(name => [name, { ...attributes }])) }
