import { useCallback, useEffect, useRef, useState } from 'react'
import { toCallError, upload } from '../../services/call'
import { dropDraft, listDrafts, saveDraft } from '../../services/draft'
import type { PickedFile } from '../../services/host'
import { newId } from '../../services/new-id'
import { useOnline } from '../../services/online'
import { personKey, type Me } from '../../services/session'
import { episodeFileName, wrongEpisodeFile, type Arrived, type FileKind } from './episode-file'
import { readFilm } from './film'
import { sendFile, type Kept } from './send-file'

/**
 * left: begun before this page was opened, the file has to be chosen again · reading: the device looks into it · sending ·
 * paused: by the person · cut: the network went, goes on by itself, or (with a message) the server met a fault, goes on at a tap · joining: the cloud puts the pieces together · refused
 */
export interface UploadNow {
  step: 'left' | 'reading' | 'sending' | 'paused' | 'cut' | 'joining' | 'refused'
  name: string
  size: number
  sent: number
  message?: string
}

interface Job { kind: FileKind; file: PickedFile; kept: Kept; extra: Pick<Arrived, 'seconds' | 'poster'>; shown: Record<string, string>; stop: boolean; running: boolean }

const KIND = 'lessonUpload'
const idOf = (courseId: string, key: string) => `${courseId}/${key}`

const sameFile = (kept: Kept, file: PickedFile) =>
  kept.fileName === episodeFileName(file.name) && kept.size === file.size && kept.modified === (file.modified ?? 0)

/** What was begun on this device and not finished, by episode. */
const leftOf = (person: string, courseId: string): Map<string, Kept> => new Map(listDrafts<Kept>(person, KIND)
  .filter(d => d.id.startsWith(`${courseId}/`))
  .map(d => [d.id.slice(courseId.length + 1), d.data]))

const BROKEN = '这个视频打不开，手机上也放不了。请转成 MP4（H.264 编码）再上传'

/** The files of a course's episodes on their way to the cloud: with progress, a pause, and going on after a cut or a reload. */
export const useUploads = (me: Me, courseId: string, onArrived: (key: string, arrived: Arrived, urls: Record<string, string>) => void) => {
  const person = personKey(me)
  const folder = `${me.tenantId}/${me.personId}/lessons`
  const left = useRef<Map<string, Kept>>()
  left.current ??= leftOf(person, courseId)
  const jobs = useRef(new Map<string, Job>())
  const [now, setNow] = useState<Record<string, UploadNow | undefined>>(() => Object.fromEntries(
    [...left.current!].map(([key, { fileName, size }]) => [key, { step: 'left' as const, name: fileName, size, sent: 0 }])))
  const arrived = useRef(onArrived)
  arrived.current = onArrived
  const say = useCallback((key: string, by: UploadNow | undefined) => setNow(all => ({ ...all, [key]: by })), [])
  const patch = useCallback((key: string, by: Partial<UploadNow>) => setNow(all => all[key] ? { ...all, [key]: { ...all[key], ...by } } : all), [])

  const forget = useCallback((key: string) => {
    const job = jobs.current.get(key)
    if (job) job.stop = true
    jobs.current.delete(key)
    left.current!.delete(key)
    dropDraft(person, KIND, idOf(courseId, key))
    say(key, undefined)
  }, [person, courseId, say])

  const run = useCallback(async (key: string) => {
    const job = jobs.current.get(key)
    if (!job || job.running) return
    Object.assign(job, { running: true, stop: false })
    patch(key, { step: 'sending', message: undefined })
    const mine = () => jobs.current.get(key) === job
    try {
      const whole = await sendFile(job.file, job.kept, {
        folder, stopped: () => job.stop, onSent: sent => { if (mine()) patch(key, { sent }) }, onJoining: () => { if (mine()) patch(key, { step: 'joining' }) },
      })
      if (!mine()) return
      if (!whole) return patch(key, { step: 'paused', message: undefined })
      forget(key)
      arrived.current(key, { file: whole.fileId, fileName: job.kept.fileName, size: job.kept.size, ...job.extra }, { ...job.shown, [whole.fileId]: whole.url })
    } catch (failure) {
      const error = toCallError(failure)
      if (mine()) patch(key, error.kind === 'refusal' ? { step: 'refused', message: error.message } : { step: 'cut', message: error.kind === 'fault' ? error.message : undefined })
    } finally {
      job.running = false
    }
  }, [folder, forget, patch])

  /** Takes a file for an episode: says what is wrong with it, or sends it, going on where the same file stopped before. */
  const begin = useCallback(async (key: string, kind: FileKind, file: PickedFile) => {
    const fileName = episodeFileName(file.name)
    const about = { name: fileName, size: file.size, sent: 0 }
    const wrong = wrongEpisodeFile(kind, file.name, file.size)
    if (wrong) return say(key, { ...about, step: 'refused', message: wrong })
    say(key, { ...about, step: 'reading' })
    try {
      const facts = kind === 'pdf' ? undefined : await readFilm(file, kind)
      if (facts?.broken) return say(key, { ...about, step: 'refused', message: BROKEN })
      const before = left.current!.get(key)
      const kept = before && sameFile(before, file) ? before : { upload: await newId(), fileName, size: file.size, modified: file.modified ?? 0 }
      left.current!.set(key, kept)
      saveDraft(person, KIND, idOf(courseId, key), kept)
      const poster = facts?.frame && await upload(facts.frame, `${folder}/${kept.upload}.jpg`)
      jobs.current.set(key, { kind, file, kept, extra: { ...(facts ? { seconds: facts.seconds } : {}), ...(poster ? { poster } : {}) }, shown: poster ? { [poster]: facts.frame!.path } : {}, stop: false, running: false })
      await run(key)
    } catch (failure) {
      say(key, { ...about, step: 'refused', message: toCallError(failure).message })
    }
  }, [say, run, folder, person, courseId])

  const pause = useCallback((key: string) => {
    const job = jobs.current.get(key)
    if (!job?.running) return
    job.stop = true
    patch(key, { message: '传完手头这一段就停' })
  }, [patch])

  const online = useOnline()
  const cut = Object.entries(now).filter(([, u]) => u?.step === 'cut').map(([key]) => key).join()
  useEffect(() => {
    if (online && cut) for (const key of cut.split(',')) void run(key)
    // Only the network's return calls for another try; a failure while it is there waits for the person.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [online])
  useEffect(() => {
    const running = jobs.current
    return () => { for (const job of running.values()) job.stop = true }
  }, [])

  return { now, begin, pause, resume: run, forget, busy: Object.values(now).some(u => u?.step === 'sending' || u?.step === 'joining' || u?.step === 'reading') }
}

export type Uploads = ReturnType<typeof useUploads>
