import { useCallback, useEffect, useRef, useState } from 'react'
import { useDidHide } from '@tarojs/taro'
import { dropDraft, readDraft, saveDraft } from './draft'

// Typing is written down at the first pause, and at the latest after two seconds without one.
const PAUSE_MS = 400
const AT_LATEST_MS = 2000

export interface Draft<T> {
  data: T
  change(patch: Partial<T>): void
  /** When the phone last kept it; undefined = nothing kept yet. */
  savedAt: number | undefined
  /** The phone could not keep it (its storage is full). */
  failed: boolean
  /** Writes what is pending now. */
  flush(): void
  /** Forgets it: it was sent, or thrown away. Nothing pending comes back afterwards. */
  drop(): void
}

/**
 * A form that keeps itself on the phone while it is typed, and is found again after the app was killed.
 * `person`, `kind` and `id` stay the same for one form; give the component a key when they change.
 */
export const useDraft = <T extends object>(person: string, kind: string, id: string, initial: T): Draft<T> => {
  const [kept] = useState(() => readDraft<T>(person, kind, id))
  const [data, setData] = useState<T>(() => ({ ...initial, ...kept?.data }))
  const [saved, setSaved] = useState<{ at: number | undefined; failed: boolean }>({ at: kept?.savedAt, failed: false })
  const current = useRef(data)
  const [writer] = useState(createWriter)

  const write = useCallback(() => {
    try {
      setSaved({ at: saveDraft(person, kind, id, current.current).savedAt, failed: false })
    } catch {
      setSaved(now => ({ ...now, failed: true }))
    }
  }, [person, kind, id])

  const change = useCallback((patch: Partial<T>) => {
    current.current = { ...current.current, ...patch }
    setData(current.current)
    writer.soon(write)
  }, [writer, write])

  const drop = useCallback(() => {
    writer.cancel()
    dropDraft(person, kind, id)
    setSaved({ at: undefined, failed: false })
  }, [writer, person, kind, id])

  useDidHide(() => writer.flush())
  useEffect(() => () => writer.flush(), [writer])

  return { data, change, savedAt: saved.at, failed: saved.failed, flush: writer.flush, drop }
}

/** Runs the latest given work after a pause, once for many requests. */
const createWriter = () => {
  let work: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let since = 0
  const cancel = () => {
    clearTimeout(timer)
    work = undefined
  }
  const flush = () => {
    const due = work
    cancel()
    due?.()
  }
  const soon = (given: () => void) => {
    if (!work) since = Date.now()
    clearTimeout(timer)
    work = given
    timer = setTimeout(flush, Math.max(0, Math.min(PAUSE_MS, since + AT_LATEST_MS - Date.now())))
  }
  return { soon, flush, cancel }
}
