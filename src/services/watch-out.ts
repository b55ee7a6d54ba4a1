import Taro from '@tarojs/taro'
import { lengthOf, minus, union } from '../../domain/lesson/segments'
import type { MOST_SEGMENTS, Segment, WatchState } from '../../types/lesson-watch'
import { call, toCallError, type CallError } from './call'
import { thisDevice } from './device'
import { meNow, personKey } from './session'
import { createStore } from './store'

/**
 * What was watched on this phone and the server has not confirmed yet. Written to the phone as it is watched and sent
 * until the server has it, in any order and as often as need be: media time counts once.
 */
interface Kept {
  /** personKey(me): on a shared phone everybody sends one's own only. */
  person: string
  viewing: string
  courseId: string
  episode: string
  /** The server knows of this viewing; before that nothing of it can be credited. */
  begun: boolean
  pending: readonly Segment[]
  position: number
  token?: string
}

/** What the page knows of its viewing 观看. */
export interface Heard {
  state?: WatchState
  /** No answer came; what was watched is on the phone and goes by itself. */
  missed?: CallError
  /** A rule said no. */
  refused?: CallError
}

const KEY = 'watchOut'
const REPORT_MS = 20_000
const AGAIN_MS = 4000
const SLOWEST_MS = 60_000
const WRITE_MS = 1000
/** The contract's number, which the type keeps: a service that took the schema along would be in every page. The earliest pieces go first. */
const MOST: typeof MOST_SEGMENTS = 200
/** Not now; what was watched is as good later. Whoever is not known any more (the session is over, the phone was bound anew) may be known again. */
const LATER: readonly string[] = ['CASTING', 'STALE', 'BUSY', 'NOT_BOUND']

const heard = createStore<Readonly<Record<string, Heard>>>({})
const kept = new Map<string, Kept>()
/** On the screen now; what is not is forgotten as soon as the server has it. */
const live = new Set<string>()
/** Where the player stands has changed since the last report. */
const moved = new Set<string>()
const underWay = new Set<string>()
/** The server does not remember these viewings any more: what is left of them goes with the next one of their episode. */
const lost = new Set<string>()
/** Wanted at once while an answer was still on its way. */
const again = new Set<string>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
let written = 0

const write = () => {
  written = Date.now()
  const list = [...kept.values()].filter(k => k.begun && (k.pending.length > 0 || live.has(k.viewing)))
  try {
    if (list.length > 0) Taro.setStorageSync(KEY, list)
    else Taro.removeStorageSync(KEY)
  } catch { /* The phone is full: what was watched is still sent while the app is open. */ }
}

const change = (viewing: string, by: Partial<Kept>) => {
  const before = kept.get(viewing)
  if (before) kept.set(viewing, { ...before, ...by })
}

const tell = (viewing: string, by: Heard) => heard.set({ ...heard.get(), [viewing]: { ...heard.get()[viewing], ...by } })

const forget = (viewing: string) => {
  lost.delete(viewing)
  clearTimeout(timers.get(viewing))
  timers.delete(viewing)
  kept.delete(viewing)
  write()
}

const plan = (viewing: string, ms: number, missed = 0) => {
  clearTimeout(timers.get(viewing))
  timers.set(viewing, setTimeout(() => void send(viewing, missed), ms))
}

const ask = async (k: Kept): Promise<WatchState> => {
  if (k.begun) return call('lessons', 'report', { viewing: k.viewing, ...(k.token ? { token: k.token } : {}), segments: [...k.pending.slice(0, MOST)], position: k.position })
  const device = await thisDevice()
  return call('lessons', 'watch', { courseId: k.courseId, episode: k.episode, viewing: k.viewing, device: device.id, deviceName: device.name })
}

/** The server credits no more than its clock allows, so the last seconds may want a moment. */
const planRest = (k: Kept, gained: boolean, elsewhere: boolean) => {
  if (k.pending.length === 0 || elsewhere || !gained) return live.has(k.viewing) ? undefined : forget(k.viewing)
  plan(k.viewing, Math.min(REPORT_MS, Math.max(1000, lengthOf(k.pending))))
}

const settle = (before: Kept, state: WatchState) => {
  const { viewing } = before
  const now = kept.get(viewing)
  if (!now) return
  const pending = minus(now.pending, state.progress.segments)
  change(viewing, { begun: true, token: state.token, pending })
  tell(viewing, { state, missed: undefined, refused: undefined })
  write()
  const after = { ...now, pending }
  const gained = !before.begun || lengthOf(pending) < lengthOf(now.pending)
  if (moved.has(viewing) && live.has(viewing)) plan(viewing, REPORT_MS)
  else planRest(after, gained, state.elsewhere !== null)
}

const send = async (viewing: string, misses: number): Promise<void> => {
  timers.delete(viewing)
  const k = kept.get(viewing)
  if (!k) return
  if (underWay.has(viewing)) return void again.add(viewing)
  // Somebody else holds the phone now: it waits until its own person is back.
  if (personKey(meNow()) !== k.person) return plan(viewing, SLOWEST_MS)
  underWay.add(viewing)
  moved.delete(viewing)
  try {
    settle(k, await ask(k))
  } catch (failure) {
    const error = toCallError(failure)
    if (error.kind === 'refusal' && !LATER.includes(error.code)) {
      tell(viewing, { refused: error })
      if (!k.begun || error.code !== 'NOT_FOUND') return forget(viewing)
      live.delete(viewing)
      lost.add(viewing)
      return write()
    }
    tell(viewing, { missed: error })
    moved.add(viewing)
    plan(viewing, Math.min(SLOWEST_MS, AGAIN_MS * 2 ** Math.min(misses, 5)), misses + 1)
  } finally {
    underWay.delete(viewing)
    if (again.delete(viewing)) plan(viewing, 0)
  }
}

export const useHeard = (viewing: string | undefined): Heard => heard.use()[viewing ?? ''] ?? {}

/** What of an episode this phone still holds for its person. */
export const pendingOf = (person: string, courseId: string, episode: string): Segment[] =>
  union([...kept.values()].filter(k => k.person === person && k.courseId === courseId && k.episode === episode).flatMap(k => [...k.pending]))

/** Begins a viewing. The same again asks again, when no answer came. */
export const beginViewing = (person: string, viewing: string, courseId: string, episode: string, position: number) => {
  live.add(viewing)
  if (!kept.has(viewing)) {
    const left = [...kept.values()].filter(k => lost.has(k.viewing) && k.person === person && k.courseId === courseId && k.episode === episode)
    kept.set(viewing, { person, viewing, courseId, episode, begun: false, pending: union(left.flatMap(k => [...k.pending])), position })
    left.forEach(k => forget(k.viewing))
  }
  plan(viewing, 0)
}

/** This much more was watched. */
export const keepWatched = (viewing: string, segment: Segment, position: number) => {
  const k = kept.get(viewing)
  if (!k) return
  change(viewing, { pending: union([...k.pending, segment]), position })
  moved.add(viewing)
  if (Math.abs(Date.now() - written) >= WRITE_MS) write()
  if (!timers.has(viewing) && !underWay.has(viewing)) plan(viewing, REPORT_MS)
}

/** Paused, hidden or at the end: what there is goes now. */
export const reportNow = (viewing: string, position: number) => {
  if (!kept.has(viewing)) return
  change(viewing, { position })
  write()
  if (kept.get(viewing)?.begun) plan(viewing, 0)
}

/** The page is left; what is not confirmed goes on its way without it. */
export const leaveViewing = (viewing: string, position: number) => {
  live.delete(viewing)
  if (!kept.get(viewing)?.begun) return forget(viewing)
  reportNow(viewing, position)
}

/** Goes on with what was under way when the app was closed. */
export const startWatched = () => {
  for (const k of Taro.getStorageSync<Kept[] | ''>(KEY) || []) if (!kept.has(k.viewing)) kept.set(k.viewing, k)
  hurryWatched()
}

/** The network is back. */
export const hurryWatched = () => kept.forEach((_, viewing) => plan(viewing, 0))
