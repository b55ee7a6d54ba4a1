import { useEffect } from 'react'
import { useOnline } from './online'
import { useShown } from './use-clock'
import type { Loaded } from './use-load'

const SLOWEST_MS = 30_000

/** Each miss doubles the pause, so that a hall without a network does not drown it when it comes back. */
const pause = (everyMs: number, missed: number, slowestMs: number) => Math.min(slowestMs, everyMs * 2 ** Math.min(missed, 10))

export interface Pace {
  /** False: nothing changes any more, so nothing is asked. */
  active?: boolean
  slowestMs?: number
}

/**
 * Follows something that others change: asks again `everyMs` after each answer while the page is shown, and at once
 * when the network or the page comes back.
 */
export const usePoll = (loaded: Pick<Loaded<unknown>, 'follow'>, everyMs: number, { active = true, slowestMs = SLOWEST_MS }: Pace = {}): void => {
  const shown = useShown()
  const online = useOnline()
  const { follow } = loaded

  useEffect(() => {
    if (!shown || !active) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let missed = 0
    let left = false
    const look = async () => {
      missed = await follow() ? 0 : missed + 1
      if (!left) timer = setTimeout(() => void look(), pause(everyMs, missed, slowestMs))
    }
    void look()
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [everyMs, slowestMs, active, shown, online, follow])
}
