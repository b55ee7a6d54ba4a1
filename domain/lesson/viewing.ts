import type { Episode } from '../../types/lesson-course'
import type { Segment } from '../../types/lesson-watch'
import { Refusal } from '../refusal'
import { budgetOf, credit, type Earning } from './credit'
import { newLearned, onEdition, settled, type Demand, type Learned } from './progress'

/** A viewing 观看: what it earns, and all that a report of it must know of its episode. */
export interface Viewing extends Earning {
  id: string
  courseId: string
  episode: string
  edition: number
  demand: Demand
  rule: Episode['quiz']
  device: string
  deviceName: string
  /** Who took over; null = it goes on. */
  endedBy: { device: string; deviceName: string } | null
}

/** Ended viewings that a phone may still report on; of older ones it sends what is left as part of the next. */
const MOST_PAST = 20

/** What is kept of a person's learning, as far as viewings change it. */
export interface Learning {
  viewing: Viewing | null
  past: Viewing[]
  /** By course and episode, `episodeId`. */
  episodes: Record<string, Learned>
}

export const episodeId = (courseId: string, episode: string): string => `${courseId}_${episode}`

export const findViewing = ({ viewing, past }: Pick<Learning, 'viewing' | 'past'>, id: string): Viewing | undefined =>
  viewing?.id === id ? viewing : past.find(v => v.id === id)

export type Beginning = Pick<Viewing, 'id' | 'courseId' | 'episode' | 'edition' | 'demand' | 'rule' | 'device' | 'deviceName' | 'speed'>

/**
 * Begins a viewing and ends the one before at the same instant of the server's clock: viewings of one person never overlap, and no
 * clock that is behind opens time that was earned already.
 */
export function begin(learning: Learning, it: Beginning, now: number): Learning {
  const startedAt = Math.max(now, learning.viewing?.lastAt ?? 0)
  const ended = learning.viewing && { ...learning.viewing, endedAt: startedAt, endedBy: { device: it.device, deviceName: it.deviceName } }
  const key = episodeId(it.courseId, it.episode)
  const before = onEdition(learning.episodes[key] ?? newLearned(it.edition, startedAt), it.edition)
  return {
    viewing: { ...it, startedAt, lastAt: startedAt, endedAt: null, credited: 0, endedBy: null },
    past: ended ? [ended, ...learning.past].slice(0, MOST_PAST) : learning.past,
    episodes: { ...learning.episodes, [key]: { ...before, hits: before.hits + 1, lastAt: startedAt } },
  }
}

export interface Reported { viewing: Viewing; learned: Learned }

/** @throws Refusal on pieces that no phone that plays this episode could have: nothing of the report is kept */
export function demandSoundPieces(segments: readonly Segment[], position: number, { seconds }: Demand): void {
  const end = seconds * 1000
  if (segments.some(([from, to]) => !(from < to))) throw new Refusal('BAD_INPUT', '观看片段的起止时间不对，没有记录', 'segments')
  if (segments.some(([, to]) => to > end) || position > end) throw new Refusal('BAD_INPUT', '观看片段超出了课时的长度，没有记录', 'segments')
}

/**
 * A report of a viewing, current or ended: in any order, any grouping, as often as one likes. A file that was replaced since takes
 * no more credit; only the current viewing says where to go on.
 */
export function report(viewing: Viewing, learned: Learned, segments: readonly Segment[], position: number, now: number): Reported {
  const earned = learned.edition === viewing.edition ? credit(learned.segments, segments, budgetOf(viewing, now)) : { segments: learned.segments, credited: 0 }
  const lastAt = viewing.endedAt ?? Math.max(now, viewing.lastAt)
  const more: Learned = { ...learned, segments: earned.segments, ...(viewing.endedAt === null ? { position, lastAt: Math.max(learned.lastAt, lastAt) } : {}) }
  return {
    viewing: { ...viewing, lastAt, credited: viewing.credited + earned.credited },
    learned: learned.edition === viewing.edition ? settled(more, viewing.demand, lastAt) : learned,
  }
}
