import { useCallback, useEffect, useRef, useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { toCallError, type CallError } from './call'
import { useOnline } from './online'
import { useTurn } from './use-turn'

export interface Loaded<T> {
  /** Stays when a later load fails: old data with a word about it beats none. */
  data: T | undefined
  error: CallError | undefined
  /** Nothing to show yet. */
  loading: boolean
  /** Loading again while the old data are shown. */
  refreshing: boolean
  reload(): Promise<void>
  /** Asks without a word, or joins a question that is under way: what is unchanged is not drawn again. False = no answer came. */
  follow(): Promise<boolean>
  /** Puts the answer of an act in place without asking again. */
  put(data: T): void
}

interface State<T> {
  data?: T
  error?: CallError
  busy: boolean
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Loads what a page shows: at once, whenever `keys` change, whenever the page is shown again, and when the network
 * comes back after an offline failure.
 */
export const useLoad = <T>(load: () => Promise<T>, keys: readonly unknown[]): Loaded<T> => {
  const [state, setState] = useState<State<T>>({ busy: true })
  const turn = useTurn()
  const latest = useRef(load)
  latest.current = load

  const underWay = useRef<Promise<boolean>>()
  const ask = useCallback(async () => {
    const isNewest = turn.take()
    // An answer that was overtaken by a newer question, or by leaving the page, is dropped.
    const settle = (next: (now: State<T>) => State<T>) => { if (isNewest()) setState(next) }
    try {
      const data = await latest.current()
      settle(now => !now.busy && !now.error && same(now.data, data) ? now : { data, busy: false })
      return true
    } catch (error) {
      settle(now => ({ data: now.data, error: toCallError(error), busy: false }))
      return false
    }
  }, [turn])

  const question = useCallback(() => {
    const asked = ask().finally(() => { if (underWay.current === asked) underWay.current = undefined })
    underWay.current = asked
    return asked
  }, [ask])
  const follow = useCallback(() => underWay.current ?? question(), [question])
  const reload = useCallback(async () => {
    setState(now => now.busy ? now : { ...now, busy: true })
    await question()
  }, [question])

  useEffect(() => {
    // Other keys are another thing: what was loaded before must not be taken for it.
    setState(now => now.data === undefined && now.error === undefined ? now : { busy: true })
    void reload()
    return () => turn.drop()
    // The keys stand for whatever `load` closes over.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, keys)

  useReloadOnReturn(reload, state.busy)
  useReloadOnline(reload, state.error)

  const put = useCallback((data: T) => {
    turn.drop()
    setState({ data, busy: false })
  }, [turn])
  const { data, error, busy } = state
  return { data, error, loading: busy && data === undefined, refreshing: busy && data !== undefined, reload, follow, put }
}

/** Loads again when the person comes back to the page; its first showing finds the first load still under way. */
export const useReloadOnReturn = (reload: () => Promise<void>, busy: boolean) => {
  useDidShow(() => { if (!busy) void reload() })
}

/** Tries again by itself when the network returns. */
export const useReloadOnline = (reload: () => Promise<void>, error: CallError | undefined) => {
  const online = useOnline()
  const was = useRef(online)
  useEffect(() => {
    const returned = online && !was.current
    was.current = online
    if (returned && error?.kind === 'offline') void reload()
  }, [online, error, reload])
}
