import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../types/api'
import { call, toCallError, type CallError } from '../../services/call'
import { useShown } from '../../services/use-clock'

export type SignInStart = Output<'members', 'webStart'>

const EVERY_MS = 2000

/** Asks, as long as the page is shown and the code lives, whether the phone has confirmed. Gaps in the network do not end it. */
export const useSignInWatch = (start: SignInStart, onToken: (token: string) => Promise<void>) => {
  const [state, setState] = useState<{ ready?: boolean; offline?: boolean; refused?: CallError }>({})
  const shown = useShown()
  const latest = useRef(onToken)
  latest.current = onToken

  useEffect(() => {
    if (!shown) return undefined
    let live = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = (next: typeof state) => { if (live) setState(next) }
    const ask = async () => {
      if (Date.now() >= start.until) return
      try {
        const reply = await call('members', 'webFinish', { scene: start.scene, secret: start.secret })
        if (reply.state === 'ready' && reply.token) {
          settle({ ready: true })
          return await latest.current(reply.token)
        }
        settle({})
      } catch (e) {
        const error = toCallError(e)
        if (error.kind === 'refusal') return settle({ refused: error })
        settle({ offline: true })
      }
      if (live) timer = setTimeout(() => void ask(), EVERY_MS)
    }
    timer = setTimeout(() => void ask(), EVERY_MS)
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [start, shown])

  return { ready: state.ready === true, offline: state.offline === true, refused: state.refused }
}
