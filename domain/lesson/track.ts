import type { Segment } from '../../types/lesson-watch'

/** So far, milliseconds, one may jump beyond what one has seen: a rough finger on the bar is no cheater. */
export const LEAP_MS = 2000

/** Players report a few times a second, sleeping ones late: more media time than the clock allows is a jump, not watching. */
const SLACK_MS = 1000

/** Where a player stood, and when by the phone's own clock; both milliseconds. */
export interface Place {
  media: number
  at: number
}

/** What may be done in an episode 课时 that is being watched. Times are media time, milliseconds. */
export interface Track {
  length: number
  /** The furthest point that was watched. */
  furthest: number
  /** Learned already: one may jump anywhere, and nobody asks any more. */
  free: boolean
  /** Where the player asks whether somebody is there 挂机提醒. */
  prompts: readonly number[]
}

export type Step =
  | { kind: 'watched'; segment: Segment; furthest: number; prompt: boolean }
  | { kind: 'jumped' }
  | { kind: 'blocked'; to: number }

/**
 * What it means that a player stands at `to` after it stood at `from` (undefined = it was paused). Only the server credits
 * what is watched; the phone's clock serves to tell watching from jumping.
 * @param speed at which it plays
 */
export const stepTo = (track: Track, from: Place | undefined, to: Place, speed: number): Step => {
  const media = Math.min(track.length, Math.round(to.media))
  const moved = from ? media - from.media : 0
  if (from && moved > 0 && moved <= (to.at - from.at) * speed + SLACK_MS) {
    const furthest = Math.max(track.furthest, media)
    const prompt = !track.free && track.prompts.some(p => p > track.furthest && p <= media)
    return { kind: 'watched', segment: [from.media, media], furthest, prompt }
  }
  return track.free || media <= track.furthest + LEAP_MS ? { kind: 'jumped' } : { kind: 'blocked', to: track.furthest }
}

/** A player says that it is at the end a moment before or after the length that staff measured. */
export const endOf = (track: Track, from: Place | undefined): Segment | undefined =>
  from && from.media < track.length && track.length - from.media <= SLACK_MS ? [from.media, track.length] : undefined
