import { useCallback, useEffect, useRef, useState } from 'react'
import { toCallError, type CallError } from './call'
import { dropDraft, readDraft } from './draft'
import { useDraft } from './use-draft'

/** What is edited, as the server holds it. */
export interface HeldEdit<E, P> { edit: E; rev: number; problems: readonly P[] }

export interface SavedEditOptions<E, P> {
  person: string
  /** What it is, for its place on this device. */
  kind: string
  id: string
  held: HeldEdit<E, P>
  /** What keeps it from being saved at all. */
  unsavable: (edit: E) => string | undefined
  /** @throws CallError */
  save: (rev: number, edit: E) => Promise<{ rev: number; problems: readonly P[] }>
}

interface Kept<E> { edit: E; rev: number; dirty: boolean }

export type Saving = { state: 'saved' | 'saving' | 'unsaved'; at?: number } | { state: 'invalid' | 'offline' | 'refused'; message: string }

const PAUSE_MS = 1200

/** Survives an edit by somebody else: the phone's words are only taken up again when they stand on the server's revision. */
const cleared = <E, P>({ person, kind, id, held }: SavedEditOptions<E, P>): boolean => {
  const kept = readDraft<Kept<E>>(person, kind, id)
  const lost = kept !== undefined && kept.data.dirty && kept.data.rev !== held.rev
  if (kept && (!kept.data.dirty || lost)) dropDraft(person, kind, id)
  return lost
}

/** A document while it is made: kept on this device as it is typed, and saved at every pause. */
export const useSavedEdit = <E, P>(options: SavedEditOptions<E, P>) => {
  const { person, kind, id, held } = options
  const [lost] = useState(() => cleared(options))
  const draft = useDraft<Kept<E>>(person, kind, id, { edit: held.edit, rev: held.rev, dirty: false })
  const [saving, setSaving] = useState<Saving>({ state: draft.data.dirty ? 'unsaved' : 'saved' })
  const [problems, setProblems] = useState(held.problems)
  const latest = useRef(draft.data)
  latest.current = draft.data
  const given = useRef(options)
  given.current = options
  const { change } = draft
  const underWay = useRef<Promise<CallError | undefined>>()

  const send = useCallback(async (): Promise<CallError | undefined> => {
    const { edit, rev } = latest.current
    setSaving({ state: 'saving' })
    try {
      const reply = await given.current.save(rev, edit)
      const dirty = latest.current.edit !== edit
      latest.current = { edit: latest.current.edit, rev: reply.rev, dirty }
      change({ rev: reply.rev, dirty })
      setProblems(reply.problems)
      setSaving({ state: dirty ? 'unsaved' : 'saved', at: Date.now() })
      return undefined
    } catch (failure) {
      const error = toCallError(failure)
      setSaving({ state: error.kind === 'refusal' ? 'refused' : 'offline', message: error.message })
      return error
    }
  }, [change])

  /** Saves what is not saved yet. False = it could not be. */
  const save = useCallback(async (): Promise<boolean> => {
    while (underWay.current) await underWay.current
    if (!latest.current.dirty) return true
    const wrong = given.current.unsavable(latest.current.edit)
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

  const set = useCallback((by: Partial<E>) => change({ edit: { ...latest.current.edit, ...by }, dirty: true }), [change])
  return { edit, rev: () => latest.current.rev, set, save, saving, problems, lost, drop: draft.drop }
}
