import { useCallback, useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { DraftText } from '../../../types/motion-text'
import { MOTION_DRAFT, draftTextOf, emptyDraft, sameText, type MotionDraft } from '../../components/motion-draft'
import { call, type CallError } from '../../services/call'
import { useOnline } from '../../services/online'
import { personKey, type Me } from '../../services/session'
import { useDraft } from '../../services/use-draft'

// The server hears of a pause in the typing; after a failure it is asked again less often.
const PAUSE_MS = 1500
const AGAIN_MS = 15_000

export type Saving =
  | { state: 'new' | 'saving' | 'offline' | 'held' | 'full' }
  | { state: 'saved'; at: number }
  | { state: 'failed'; message: string }

/** The codes that mean: the server's draft is not the one that this text stands on. */
const overtaken = (e: CallError) => e.kind === 'refusal' && ['STALE', 'WRONG_STATE', 'NOT_FOUND'].includes(e.code)

const isText = (key: string) => key in draftTextOf(emptyDraft)

/**
 * A motion's draft: on the phone as it is typed, on the server at the next pause.
 * @param onStale the server holds another text than the one that was opened
 */
export const useMotionDraft = (me: Me, id: string, start: MotionDraft, onStale: () => void) => {
  const draft = useDraft<MotionDraft>(personKey(me), MOTION_DRAFT, id, start)
  const [saving, setSaving] = useState<Saving>({ state: 'new' })
  const [tries, setTries] = useState(0)
  const online = useOnline()
  const current = useRef(draft.data)
  current.current = draft.data
  const closed = useRef(false)
  const underWay = useRef<Promise<void>>()
  const resting = useRef(false)
  const known = useRef(0)
  const wait = useRef(PAUSE_MS)

  const { change: changeDraft, flush } = draft
  // Whom to ask and in whose name stays on the phone until the motion is sent: only the text is saved.
  const write = useCallback(
    (patch: Partial<MotionDraft>) => changeDraft(Object.keys(patch).some(isText) ? { ...patch, dirty: true } : patch),
    [changeDraft],
  )

  const saveNow = useCallback(async () => {
    flush()
    const sent = current.current
    const text = draftTextOf(sent)
    if (!z.safeParse(DraftText, text).success) return setSaving({ state: 'held' })
    setSaving({ state: 'saving' })
    try {
      const motion = await call('motions', 'saveDraft', { id, rev: sent.rev, text })
      known.current = motion.rev
      if (closed.current) return
      changeDraft({ rev: motion.rev, dirty: !sameText(sent, current.current) })
      wait.current = PAUSE_MS
      setSaving({ state: 'saved', at: motion.updatedAt })
    } catch (e) {
      if (closed.current) return
      const error = e as CallError
      if (overtaken(error)) {
        flush()
        return onStale()
      }
      setSaving(error.kind === 'offline' ? { state: 'offline' } : { state: 'failed', message: error.message })
      wait.current = AGAIN_MS
      setTries(n => n + 1)
    }
  }, [id, changeDraft, flush, onStale])

  const save = useCallback(() => {
    underWay.current = saveNow().finally(() => { underWay.current = undefined })
  }, [saveNow])

  const { data, failed } = draft
  const words = JSON.stringify(draftTextOf(data))
  useEffect(() => {
    wait.current = PAUSE_MS
  }, [online])

  useEffect(() => {
    if (!data.dirty || closed.current) return undefined
    if (!online) {
      // Said only once it is true.
      flush()
      return setSaving({ state: 'offline' })
    }
    // While one save is under way its end brings us here again.
    const timer = setTimeout(() => { if (!underWay.current && !resting.current) save() }, wait.current)
    return () => clearTimeout(timer)
  }, [words, data.dirty, data.rev, online, tries, save, flush])

  /** Waits for a save under way and begins no other, so that the motion is sent on top of what is really there; its revision. */
  const rest = async (): Promise<number> => {
    resting.current = true
    await underWay.current
    return Math.max(known.current, current.current.rev)
  }

  /** It was not sent after all: go on saving. */
  const resume = () => {
    resting.current = false
    setTries(n => n + 1)
  }

  /** Sent or thrown away: nothing of it may come back. */
  const close = () => {
    closed.current = true
    draft.drop()
  }

  const status: Saving = failed ? { state: 'full' } : saving
  return { data, write, flush, status, rest, resume, close }
}
