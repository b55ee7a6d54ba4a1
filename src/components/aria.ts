type Role = 'button' | 'heading' | 'img' | 'list' | 'listitem' | 'main' | 'navigation' | 'banner' | 'dialog' | 'status' |
  'alert' | 'radio' | 'radiogroup' | 'checkbox' | 'tab' | 'tablist' | 'search' | 'table' | 'row' | 'cell' |
  'columnheader' | 'progressbar' | 'group' | 'region' | 'link'

/** A role by the name that each host reads it: WeChat wants `ariaRole`, a browser `role`. */
export const role = (name: Role): { role?: string; ariaRole?: string } =>
  process.env.TARO_ENV === 'h5' ? { role: name } : { ariaRole: name }
