import { useCallback, useEffect, useRef, useState } from 'react'
import { toCallError, type CallError } from './call'
import { dropDraft, readDraft } from './draft'
import { useDraft } from './use-draft'

interface Kept<T> {
  edit: T
  rev: number
  dirty: boolean
  /** Went out on top of `rev`, and no answer came: the server may have it. */
  sent?: T
}

const PAUSE_MS = 1200

export type Saving = { state: 'saved' | 'saving' | 'unsaved'; at?: number } | { state: 'invalid' | 'offline' | 'refused'; message: string }

export interface SavedEditOptions<T> {
  person: string
  /** What is edited, for the name under which the device keeps it. */
  kind: string
  id: string
  /** As the server has it. */
  edit: T
  rev: number
  /** What keeps it from being saved at all, in words. */
  unsavable: (edit: T) => string | undefined
  /** Saves on top of `rev`. @returns the new revision. @throws CallError */
  send: (rev: number, edit: T) => Promise<number>
}

export interface SavedEdit<T> {
  edit: T
  rev: () => number
  /** A function is given what stands there now: work that ends later must not put older words back. */
  set: (by: Partial<T> | ((now: T) => Partial<T>)) => void
  /** Saves what is not saved yet. False = it could not be. */
  save: () => Promise<boolean>
  saving: Saving
  /** Somebody else has changed it: what this device had not saved was given up. */
  lost: boolean
  /** Forgets what the device keeps of it. */
  drop: () => void
}

/** Refused before anybody looked at what was sent: signed out meanwhile, another role, another version, a secret ballot under way. */
const AT_THE_DOOR = ['CASTING', 'NOT_BOUND', 'NOT_ALLOWED', 'UNKNOWN_ACTION']

/** No word of the server about what was sent: it may be there, now or from before. */
const isUnanswered = (error: CallError) => error.kind !== 'refusal' || AT_THE_DOOR.includes(error.code)

/**
 * Survives an edit by somebody else: the device's words are only taken up again when they stand on the server's revision.
 * One revision more may be what this device itself sent: sending it again tells.
 */
const cleared = (person: string, kind: string, id: string, rev: number): boolean => {
  const kept = readDraft<Kept<unknown>>(person, kind, id)
  const own = kept?.data.sent !== undefined && kept.data.rev + 1 === rev
  const lost = kept !== undefined && kept.data.dirty && kept.data.rev !== rev && !own
  if (kept && (!kept.data.dirty || lost)) dropDraft(person, kind, id)
  return lost
}

/** A thing that is made in an editor: kept on this device as it is typed, and saved at every pause. */
export const useSavedEdit = <T extends object>(p: SavedEditOptions<T>): SavedEdit<T> => {
  const [lost] = useState(() => cleared(p.person, p.kind, p.id, p.rev))
  const draft = useDraft<Kept<T>>(p.person, p.kind, p.id, { edit: p.edit, rev: p.rev, dirty: false })
  const [saving, setSaving] = useState<Saving>({ state: draft.data.dirty ? 'unsaved' : 'saved' })
  const latest = useRef(draft.data)
  latest.current = draft.data
  const means = useRef(p)
  means.current = p
  const { change, flush } = draft
  const underWay = useRef<Promise<CallError | undefined>>()

  const keep = useCallback((by: Partial<Kept<T>>) => {
    latest.current = { ...latest.current, ...by }
    change(by)
  }, [change])

  const send = useCallback(async (edit: T): Promise<CallError | undefined> => {
    setSaving({ state: 'saving' })
    // Written down before it goes: the page may be killed before the answer comes.
    keep({ sent: edit })
    flush()
    try {
      const rev = await means.current.send(latest.current.rev, edit)
      const dirty = latest.current.edit !== edit
      keep({ rev, dirty, sent: undefined })
      setSaving({ state: dirty ? 'unsaved' : 'saved', at: Date.now() })
      return undefined
    } catch (failure) {
      const error = toCallError(failure)
      if (!isUnanswered(error)) keep({ sent: undefined })
      setSaving({ state: error.kind === 'refusal' ? 'refused' : 'offline', message: error.message })
      return error
    }
  }, [keep, flush])

  /** First what may have arrived, word for word on the same revision, so that the server knows it again; then what was typed since. */
  const sendAll = useCallback(async (): Promise<CallError | undefined> => {
    const { sent } = latest.current
    const error = sent && await send(sent)
    if (error && isUnanswered(error)) return error
    return latest.current.dirty ? send(latest.current.edit) : undefined
  }, [send])

  const save = useCallback(async (): Promise<boolean> => {
    while (underWay.current) await underWay.current
    if (!latest.current.dirty) return true
    const wrong = means.current.unsavable(latest.current.edit)
    if (wrong) {
      setSaving({ state: 'invalid', message: wrong })
      return false
    }
    underWay.current = sendAll().finally(() => { underWay.current = undefined })
    return await underWay.current === undefined
  }, [sendAll])

  const { edit, dirty } = draft.data
  useEffect(() => {
    if (!dirty) return undefined
    const timer = setTimeout(() => void save(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [edit, dirty, save])

  const set = useCallback((by: Partial<T> | ((now: T) => Partial<T>)) => {
    const { edit: now } = latest.current
    keep({ edit: { ...now, ...(typeof by === 'function' ? by(now) : by) }, dirty: true })
  }, [keep])
  const rev = useCallback(() => latest.current.rev, [])
  return { edit, rev, set, save, saving, lost, drop: draft.drop }
}
