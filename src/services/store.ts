import { useSyncExternalStore } from 'react'

export interface Store<T> {
  get(): T
  set(next: T): void
  /** Re-renders the component whenever the value changes. */
  use(): T
}

/** One value that several pages share. */
export const createStore = <T>(initial: T): Store<T> => {
  let value = initial
  const listeners = new Set<() => void>()
  const get = () => value
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => { listeners.delete(listener) }
  }
  return {
    get,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      listeners.forEach(listener => listener())
    },
    use: () => useSyncExternalStore(subscribe, get, get),
  }
}
