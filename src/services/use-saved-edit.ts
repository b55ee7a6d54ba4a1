import { useCallback, useEffect, useRef, useState } from 'react'
import { toCallError, type CallError } from './call'
import { dropDraft, readDraft } from './draft'
import { useDraft } from './use-draft'

interface Kept<T> { edit: T; rev: number; dirty: boolean }

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

/** Survives an edit by somebody else: the device's words are only taken up again when they stand on the server's revision. */
const cleared = (person: string, kind: string, id: string, rev: number): boolean => {
  const kept = readDraft<Kept<unknown>>(person, kind, id)
  const lost = kept !== undefined && kept.data.dirty && kept.data.rev !== rev
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
  const { change } = draft
  const underWay = useRef<Promise<CallError | undefined>>()

  const send = useCallback(async (): Promise<CallError | undefined> => {
    const { edit, rev } = latest.current
    setSaving({ state: 'saving' })
    try {
      const next = await means.current.send(rev, edit)
      const dirty = latest.current.edit !== edit
      latest.current = { edit: latest.current.edit, rev: next, dirty }
      change({ rev: next, dirty })
      setSaving({ state: dirty ? 'unsaved' : 'saved', at: Date.now() })
      return undefined
    } catch (failure) {
      const error = toCallError(failure)
      setSaving({ state: error.kind === 'refusal' ? 'refused' : 'offline', message: error.message })
      return error
    }
  }, [change])

  const save = useCallback(async (): Promise<boolean> => {
    while (underWay.current) await underWay.current
    if (!latest.current.dirty) return true
    const wrong = means.current.unsavable(latest.current.edit)
    if (wrong) {
      setSaving({ state: 'invalid', message: wrong })
      return false
    }
    underWay.current = send().finally(() => { underWay.current = undefined })
    return await underWay.current === undefined
  }, [send])

  const { edit, dirty } = draft.data
  useEffect(() => {
    if (!dirty) return undefined
    const timer = setTimeout(() => void save(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [edit, dirty, save])

  const set = useCallback((by: Partial<T> | ((now: T) => Partial<T>)) => {
    const { edit: now } = latest.current
    latest.current = { ...latest.current, edit: { ...now, ...(typeof by === 'function' ? by(now) : by) }, dirty: true }
    change({ edit: latest.current.edit, dirty: true })
  }, [change])
  const rev = useCallback(() => latest.current.rev, [])
  return { edit, rev, set, save, saving, lost, drop: draft.drop }
}
