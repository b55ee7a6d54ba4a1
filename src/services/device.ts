import Taro from '@tarojs/taro'
import { host } from './host'
import { newId } from './new-id'

const KEY = 'device'

export interface Device { id: string; name: string }

const nameOf = (): string => {
  if (host.kind === 'h5') return '浏览器'
  const { brand, model } = Taro.getDeviceInfo()
  return `手机（${model || brand}）`.slice(0, 40)
}

/** This phone among a person's phones; a random name, kept here only. */
export const thisDevice = async (): Promise<Device> => {
  const known = Taro.getStorageSync<string>(KEY)
  const id = known || await newId()
  if (!known) Taro.setStorageSync(KEY, id)
  return { id, name: nameOf() }
}
