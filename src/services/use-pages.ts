import { useCallback, useEffect, useRef, useState } from 'react'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { toCallError, type CallError } from './call'
import { useReloadOnline, useReloadOnReturn } from './use-load'
import { useTurn } from './use-turn'

export interface ListPage<T> {
  items: T[]
  /** Absent on the last page. */
  next?: string
}

export interface Pages<T> {
  items: T[]
  error: CallError | undefined
  /** The first page is on its way and there is nothing to show yet. */
  loading: boolean
  refreshing: boolean
  loadingMore: boolean
  /** There is no further page. */
  ended: boolean
  reload(): Promise<void>
  more(): Promise<void>
}

interface State<T> {
  items: T[]
  next?: string
  loaded: boolean
  busy?: 'first' | 'more'
  error?: CallError
}

const START: State<never> = { items: [], loaded: false, busy: 'first' }

/**
 * A list that comes page by page; the next page is fetched when the page's end is reached, pulling down starts anew.
 * @param active false while another list of the same page is shown (tabs); it then neither loads nor listens.
 */
export const usePages = <T>(
  load: (cursor?: string) => Promise<ListPage<T>>, keys: readonly unknown[], active = true,
): Pages<T> => {
  const [state, setState] = useState<State<T>>(START)
  const now = useRef(state)
  now.current = state
  const turn = useTurn()
  const latest = useRef(load)
  latest.current = load

  const fetchPages = useCallback(async (busy: 'first' | 'more', atLeast = 0) => {
    const isNewest = turn.take()
    setState(old => ({ ...old, busy }))
    try {
      const before = busy === 'more' ? now.current : START
      let { items, next } = await latest.current(before.next)
      // A page that is narrowed after it was read may hold nothing and still have a next.
      while (next !== undefined && items.length < Math.max(1, atLeast) && isNewest()) {
        const page = await latest.current(next)
        items = [...items, ...page.items]
        next = page.next
      }
      if (isNewest()) setState({ items: [...before.items, ...items], next, loaded: true })
    } catch (error) {
      if (isNewest()) setState(old => ({ ...old, busy: undefined, error: toCallError(error) }))
    }
  }, [turn])

  const reload = useCallback(() => fetchPages('first'), [fetchPages])
  const more = useCallback(async () => {
    const { busy, next } = now.current
    if (!busy && next !== undefined) await fetchPages('more')
  }, [fetchPages])

  useEffect(() => {
    if (!active) return undefined
    setState(START)
    void reload()
    return () => turn.drop()
    // The keys stand for whatever `load` closes over.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [...keys, active])

  // As many rows as before, so that somebody who comes back from a row finds the list where it was.
  useReloadOnReturn(() => fetchPages('first', now.current.items.length), !active || state.busy !== undefined)
  useReloadOnline(reload, active ? state.error : undefined)
  useReachBottom(() => { if (active) void more() })
  usePullDownRefresh(async () => {
    if (active) await reload()
    Taro.stopPullDownRefresh()
  })

  const { items, next, loaded, busy, error } = state
  return {
    items, error, reload, more,
    loading: busy === 'first' && !loaded,
    refreshing: busy === 'first' && loaded,
    loadingMore: busy === 'more',
    ended: loaded && next === undefined,
  }
}
