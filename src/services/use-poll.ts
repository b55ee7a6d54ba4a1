import { useCallback, useEffect, useRef, useState } from 'react'
import { toCallError, type CallError } from './call'
import { useOnline } from './online'
import { useShown } from './use-clock'
import { useTurn } from './use-turn'

const SLOWEST_MS = 30_000

export interface Polled<T> {
  /** The last state; stays when the server cannot be asked. */
  data: T | undefined
  /** Why the last question was not answered; undefined while what is shown is fresh. */
  error: CallError | undefined
  /** Asks now, and goes on from there. */
  refresh(): Promise<void>
}

/** Each miss doubles the pause, so that a hall without a network does not drown it when it comes back. */
const pause = (everyMs: number, missed: number, slowestMs: number) => Math.min(slowestMs, everyMs * 2 ** Math.min(missed, 10))

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Follows something that others change: asks at once, `everyMs` after each answer while the page is shown, and at once
 * when the network or the page comes back. What is unchanged is not drawn again.
 */
export const usePoll = <T>(ask: () => Promise<T>, everyMs: number, key: string, slowestMs = SLOWEST_MS): Polled<T> => {
  const [state, setState] = useState<{ key: string; data?: T; error?: CallError }>({ key })
  const shown = useShown()
  const online = useOnline()
  const turn = useTurn()
  const latest = useRef(ask)
  latest.current = ask
  const now = useRef<() => Promise<void>>(async () => undefined)

  useEffect(() => {
    if (!shown) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let missed = 0
    const look = async () => {
      clearTimeout(timer)
      const isNewest = turn.take()
      try {
        const data = await latest.current()
        missed = 0
        if (isNewest()) setState(old => old.key === key && !old.error && same(old.data, data) ? old : { key, data })
      } catch (failure) {
        missed++
        const error = toCallError(failure)
        if (isNewest()) setState(old => old.key === key ? { ...old, error } : { key, error })
      }
      if (isNewest()) timer = setTimeout(() => void look(), pause(everyMs, missed, slowestMs))
    }
    now.current = look
    void look()
    return () => {
      clearTimeout(timer)
      turn.drop()
    }
  }, [everyMs, slowestMs, key, shown, online, turn])

  const refresh = useCallback(() => now.current(), [])
  const { data, error } = state.key === key ? state : { data: undefined, error: undefined }
  return { data, error, refresh }
}
