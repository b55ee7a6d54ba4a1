import Taro from '@tarojs/taro'
import { createStore } from './store'

const store = createStore(true)

/** Begins to follow the phone's network state; the app calls it once. */
export const followNetwork = () => {
  Taro.onNetworkStatusChange(({ isConnected }) => store.set(isConnected))
  Taro.getNetworkType({ success: ({ networkType }) => store.set(networkType !== 'none') })
}

/** Whether the phone has a network at all; the server may be out of reach all the same. */
export const useOnline = (): boolean => store.use()
