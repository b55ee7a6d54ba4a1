import { useCallback, useEffect, useRef, useState } from 'react'
import type { Output } from '../../../types/api'
import type { Preference } from '../../../types/notice'
import type { NoticeKind } from '../../../types/notice-fields'
import { call, toCallError, type CallError } from '../../services/call'
import { useOnline } from '../../services/online'

type Preferences = Output<'notices', 'preferences'>

/** What is said beside the kind that was changed last. */
export interface Said { kind: NoticeKind; state: 'saving' | 'saved' | CallError }

/**
 * Each choice is saved by itself as soon as it is made, as in the phone's own settings. What could not be saved stays as it
 * was chosen, is said to be unsaved beside it, and goes out by itself when the network is back.
 */
export const useWishes = (onSaved: (saved: Preferences) => void) => {
  const unsaved = useRef(new Map<NoticeKind, Preference>())
  const underWay = useRef(false)
  const [said, setSaid] = useState<Said>()
  const latest = useRef(onSaved)
  latest.current = onSaved

  const send = useCallback(async () => {
    if (underWay.current) return
    underWay.current = true
    let last: NoticeKind | undefined
    try {
      while (unsaved.current.size > 0) {
        const going = [...unsaved.current.values()]
        last = going.at(-1)!.kind
        setSaid({ kind: last, state: 'saving' })
        const saved = await call('notices', 'savePreferences', { items: going.map(({ kind, inbox, message }) => ({ kind, inbox, message })) })
        // Another tap on the same switch meanwhile is still to be saved.
        for (const p of going) if (unsaved.current.get(p.kind) === p) unsaved.current.delete(p.kind)
        latest.current(saved)
        setSaid({ kind: last, state: 'saved' })
      }
    } catch (failure) {
      if (last) setSaid({ kind: last, state: toCallError(failure) })
    } finally {
      underWay.current = false
    }
  }, [])

  const choose = useCallback((next: Preference) => {
    unsaved.current.delete(next.kind)
    unsaved.current.set(next.kind, next)
    setSaid({ kind: next.kind, state: 'saving' })
    void send()
  }, [send])

  const online = useOnline()
  useEffect(() => { if (online && unsaved.current.size > 0) void send() }, [online, send])

  /** As chosen, whatever the server has. */
  const shown = (items: readonly Preference[]) => items.map(p => unsaved.current.get(p.kind) ?? p)
  return { shown, said, choose, send }
}
