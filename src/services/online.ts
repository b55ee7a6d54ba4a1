import { host } from './host'
import { createStore } from './store'

const store = createStore(true)

/** Begins to follow the phone's network state; the app calls it once. `onReturn` runs whenever the network is back. */
export const followNetwork = (onReturn: () => void) => {
  host.followNetwork(online => {
    const returned = online && !store.get()
    store.set(online)
    if (returned) onReturn()
  })
}

/** Whether the phone has a network at all; the server may be out of reach all the same. */
export const useOnline = (): boolean => store.use()
