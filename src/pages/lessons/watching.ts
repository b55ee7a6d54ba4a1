import { percentOf } from '../../../domain/lesson/length-words'
import { endOf as lastOf, lengthOf, minus, union } from '../../../domain/lesson/segments'
import { endOf, stepTo, type Place, type Track } from '../../../domain/lesson/track'
import type { LearnerCourse, LearnerEpisode, Segment, WatchState } from '../../../types/lesson-watch'
import { newId } from '../../services/new-id'
import { createStore } from '../../services/store'
import { beginViewing, keepWatched, leaveViewing, pendingOf, reportNow } from '../../services/watch-out'

/** What plays, on either host. Seconds of media time. */
export interface Player {
  play(): void
  pause(): void
  seek(seconds: number): void
  speed(times: number): void
}

/** What a player says. */
export interface PlayerEvents {
  play(): void
  pause(): void
  /** Where it stands, a few times a second and after each jump. */
  time(seconds: number): void
  ended(): void
  speed(times: number): void
}

/** What the page draws again for, and nothing more often than each per cent. */
export interface Shown {
  viewing: string | undefined
  percent: number
  playing: boolean
  /** Waits for a tap 挂机提醒. */
  asking: boolean
  /** Somebody wanted to go beyond what was seen. */
  blocked: boolean
  speed: number
}

/** Nobody wants to see the last moments only. */
const NEAR_THE_END_MS = 3000

/** Where the player begins, milliseconds: where it was left on whichever phone; at the end, what is missing, or all anew. */
const startOf = (e: LearnerEpisode, seen: readonly Segment[]): number => {
  const length = e.seconds * 1000
  const missing = minus([[0, length]], seen)[0]?.[0] ?? 0
  if (e.progress?.coveredAt != null) return e.progress.position < length - NEAR_THE_END_MS ? e.progress.position : 0
  const reads = e.kind === 'article' || e.kind === 'pdf'
  const position = e.progress?.position ?? 0
  return reads || position >= length - NEAR_THE_END_MS ? missing : position
}

/** One episode 课时 on one phone, from opening to leaving. Follows the player without drawing anything; what was watched goes to the outbox. */
export const createWatching = (person: string, course: LearnerCourse, episode: LearnerEpisode) => {
  const length = episode.seconds * 1000
  let seen: Segment[] = union([...episode.progress?.segments ?? [], ...pendingOf(person, course._id, episode.key)])
  let track: Track = {
    length, furthest: Math.max(episode.progress?.furthest ?? 0, lastOf(seen)), free: episode.progress?.completedAt != null, prompts: episode.prompts.map(s => s * 1000),
  }
  let player: Player | undefined
  let place: Place | undefined
  /** Watched in the moment before the viewing had its id. */
  const early: Segment[] = []
  let position = startOf(episode, seen)
  const standsAt = () => Math.min(length, Math.round(position))
  const shown = createStore<Shown>({ viewing: undefined, percent: percentOf(lengthOf(seen), length), playing: false, asking: false, blocked: false, speed: 1 })
  const show = (by: Partial<Shown>) => {
    const now = shown.get()
    if (Object.entries(by).some(([key, value]) => now[key as keyof Shown] !== value)) shown.set({ ...now, ...by })
  }

  /** Taps come quicker than an id: two of them are one viewing. */
  let beginning = false
  /** Another phone plays; only a tap on 改在这里继续 brings it back. */
  let away = false
  const begin = async () => {
    if (beginning) return
    beginning = true
    const viewing = await newId().finally(() => { beginning = false })
    away = false
    show({ viewing })
    beginViewing(person, viewing, course._id, episode.key, Math.round(position))
    for (const segment of early.splice(0)) keepWatched(viewing, segment, segment[1])
  }

  const took = (segment: Segment) => {
    const { viewing } = shown.get()
    seen = union([...seen, segment])
    track = { ...track, furthest: Math.max(track.furthest, segment[1]) }
    if (viewing) keepWatched(viewing, segment, segment[1])
    else early.push(segment)
    show({ percent: percentOf(lengthOf(seen), length) })
  }

  const report = () => {
    const { viewing } = shown.get()
    if (viewing) reportNow(viewing, standsAt())
  }

  const on: PlayerEvents = {
    play() {
      if (shown.get().asking || away) return player?.pause()
      place = { media: Math.round(position), at: Date.now() }
      show({ playing: true, blocked: false })
      if (!shown.get().viewing) void begin()
    },
    pause() {
      place = undefined
      show({ playing: false })
      report()
    },
    time(seconds) {
      const to: Place = { media: seconds * 1000, at: Date.now() }
      const step = stepTo(track, place, to, shown.get().speed)
      position = step.kind === 'blocked' ? step.to : Math.min(length, Math.round(to.media))
      if (place) place = { media: position, at: to.at }
      if (step.kind === 'watched') took(step.segment)
      if (step.kind === 'watched' && step.prompt) {
        show({ asking: true })
        player?.pause()
      }
      if (step.kind === 'blocked') {
        show({ blocked: true })
        player?.seek(position / 1000)
      }
    },
    ended() {
      const rest = endOf(track, place)
      if (rest) took(rest)
      position = length
      on.pause()
    },
    speed(times) {
      if (times > course.maxSpeed) return player?.speed(course.maxSpeed)
      show({ speed: times })
    },
  }

  return {
    shown, on,
    startAt: position / 1000,
    attach(given: Player | undefined) { player = given },
    position: standsAt,
    /** Somebody is there. */
    answer() {
      show({ asking: false })
      player?.play()
    },
    pause: () => player?.pause(),
    speed: (times: number) => player?.speed(times),
    /** Goes on here after another phone took over. */
    async takeOver() {
      const { viewing } = shown.get()
      if (beginning) return
      if (viewing) leaveViewing(viewing, standsAt())
      await begin()
      player?.play()
    },
    /** What the server says counts: the other phone may have been further. */
    follow({ viewing, progress, elsewhere }: WatchState) {
      if (viewing === shown.get().viewing) away = elsewhere !== null
      seen = union([...seen, ...progress.segments])
      track = { ...track, furthest: Math.max(track.furthest, progress.furthest), free: progress.completedAt !== null }
      show({ percent: percentOf(lengthOf(seen), length) })
    },
    report,
    leave() {
      const { viewing } = shown.get()
      if (viewing) leaveViewing(viewing, standsAt())
    },
  }
}

export type Watching = ReturnType<typeof createWatching>
