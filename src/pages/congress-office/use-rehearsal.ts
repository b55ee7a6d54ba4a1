import { useEffect, useRef, useState } from 'react'
import type { Input } from '../../../types/api'
import { call, toCallError, type CallError } from '../../services/call'

type Rehearse = Input<'congress', 'rehearse'>

/** How fast the invented delegates act: how many at a time, and the pause between. */
export const speeds = {
  slow: { text: '慢', note: '每秒约 2 人，看清每一步', count: 2, pause: 1000 },
  usual: { text: '中', note: '每秒约 10 人', count: 10, pause: 1000 },
  fast: { text: '快', note: '不停，压力演练', count: 100, pause: 0 },
} as const
export type Speed = keyof typeof speeds

export interface Running { act: Rehearse['act']; done: number; total: number }

export interface Rehearsal {
  running: Running | undefined
  /** What the last run did, when it has ended. */
  ended: Running | undefined
  error: CallError | undefined
  start: (act: Rehearse['act'], speed: Speed, most: number, mix?: Rehearse['mix']) => Promise<void>
  stop: () => void
}

/** Lets invented delegates act, some at a time, until enough have, or until it is stopped or left. */
export const useRehearsal = (id: string, onStep: () => void): Rehearsal => {
  const [running, setRunning] = useState<Running>()
  const [ended, setEnded] = useState<Running>()
  const [error, setError] = useState<CallError>()
  const stopped = useRef(true)
  const latest = useRef(onStep)
  latest.current = onStep
  useEffect(() => () => { stopped.current = true }, [])

  const start: Rehearsal['start'] = async (act, speed, most, mix) => {
    if (!stopped.current) return
    stopped.current = false
    setError(undefined)
    setEnded(undefined)
    let now: Running = { act, done: 0, total: most }
    setRunning(now)
    try {
      while (!stopped.current && now.done < most) {
        const { done, left } = await call('congress', 'rehearse', { id, act, count: Math.min(speeds[speed].count, most - now.done), mix })
        now = { act, done: now.done + done, total: Math.min(most, now.done + done + left) }
        setRunning(now)
        latest.current()
        if (left === 0 || done === 0) break
        if (speeds[speed].pause > 0) await new Promise(next => setTimeout(next, speeds[speed].pause))
      }
    } catch (e) {
      setError(toCallError(e))
    } finally {
      stopped.current = true
      setRunning(undefined)
      setEnded(now)
    }
  }
  return { running, ended, error, start, stop: () => { stopped.current = true } }
}
