import { useCallback, useEffect, useRef, useState } from 'react'
import { toCallError, type CallError } from './call'

const SLOW_MS = 1000

export interface Act<A extends unknown[], T> {
  /** Ignored while the same act is under way, so five taps are one. Resolves with undefined when it failed or was ignored. */
  run(...args: A): Promise<T | undefined>
  busy: boolean
  /** Under way for more than a second: say so. */
  slow: boolean
  error: CallError | undefined
  clear(): void
}

/** One thing that a person does: the button's state, and what to say when it fails. */
export const useAct = <A extends unknown[], T>(work: (...args: A) => Promise<T>): Act<A, T> => {
  const [state, setState] = useState<{ busy: boolean; slow: boolean; error?: CallError }>({ busy: false, slow: false })
  const underWay = useRef(false)
  const mounted = useMounted()
  const latest = useRef(work)
  latest.current = work

  const run = useCallback(async (...args: A) => {
    if (underWay.current) return undefined
    underWay.current = true
    setState({ busy: true, slow: false })
    const timer = setTimeout(() => { if (mounted.current) setState({ busy: true, slow: true }) }, SLOW_MS)
    let error: CallError | undefined
    try {
      return await latest.current(...args)
    } catch (failure) {
      error = toCallError(failure)
      return undefined
    } finally {
      clearTimeout(timer)
      underWay.current = false
      if (mounted.current) setState({ busy: false, slow: false, error })
    }
  }, [mounted])

  const clear = useCallback(() => setState(now => ({ ...now, error: undefined })), [])
  return { run, busy: state.busy, slow: state.slow, error: state.error, clear }
}

const useMounted = () => {
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => { mounted.current = false }
  }, [])
  return mounted
}
