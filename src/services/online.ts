import Taro from '@tarojs/taro'
import { createStore } from './store'

const store = createStore(true)

/** Begins to follow the phone's network state; the app calls it once. `onReturn` runs whenever the network is back. */
export const followNetwork = (onReturn: () => void) => {
  Taro.onNetworkStatusChange(({ isConnected }) => {
    const returned = isConnected && !store.get()
    store.set(isConnected)
    if (returned) onReturn()
  })
  Taro.getNetworkType({ success: ({ networkType }) => store.set(networkType !== 'none') })
}

/** Whether the phone has a network at all; the server may be out of reach all the same. */
export const useOnline = (): boolean => store.use()
