import { useEffect, useRef, useState } from 'react'
import type { CallError } from '../../services/call'
import { AGAIN_MS, mayRetry, told } from './keys'

/**
 * Works as long as it is wanted, and again after what may pass: a lost network, an issuer that was away. Begins anew
 * when `name` is another.
 * @returns why it does not go on
 */
export const useRetried = (wanted: boolean, name: string, work: () => Promise<void>): CallError | undefined => {
  const [problem, setProblem] = useState<CallError>()
  const latest = useRef(work)
  latest.current = work

  useEffect(() => {
    if (!wanted) return undefined
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const go = async () => {
      try {
        await latest.current()
        if (!stopped) setProblem(undefined)
      } catch (failure) {
        if (stopped) return
        const error = told(failure)
        setProblem(error)
        if (mayRetry(error)) timer = setTimeout(() => void go(), AGAIN_MS)
      }
    }
    void go()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [wanted, name])

  return wanted ? problem : undefined
}
