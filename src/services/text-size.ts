import Taro from '@tarojs/taro'
import { host } from './host'
import { createStore } from './store'

export const TEXT_SIZES = [1, 1.25, 1.6] as const
export type TextSize = (typeof TEXT_SIZES)[number]

const KEY = 'textSize'

const isSize = (value: unknown): value is TextSize => TEXT_SIZES.includes(value as TextSize)

/** The step of ours next to the size that is set in WeChat or the browser. */
export const nearestSize = (scale: number): TextSize => scale < 1.12 ? 1 : scale < 1.37 ? 1.25 : 1.6

const chosen = (): TextSize | undefined => {
  const kept: unknown = Taro.getStorageSync(KEY)
  return isSize(kept) ? kept : undefined
}

const store = createStore<{ size: TextSize; own: boolean }>({ size: 1, own: false })

/** Reads the person's own choice or else WeChat's font size; the app calls it whenever it comes to the front. */
export const refreshTextSize = () => {
  const own = chosen()
  const size = own ?? nearestSize(host.fontScale())
  const now = store.get()
  if (now.size !== size || now.own !== (own !== undefined)) store.set({ size, own: own !== undefined })
}

/** `undefined` = follow WeChat's setting again. */
export const chooseTextSize = (size: TextSize | undefined) => {
  if (size === undefined) Taro.removeStorageSync(KEY)
  else Taro.setStorageSync(KEY, size)
  refreshTextSize()
}

/** The size of type in force; `own` = chosen here rather than in WeChat. */
export const useTextSize = () => store.use()
