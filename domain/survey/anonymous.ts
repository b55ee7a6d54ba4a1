import type { SurveyEdit } from '../../types/survey'
import type { Problem } from '../../types/survey-questions'
import type { Group } from '../../types/survey-results'
import { questionsOf } from './questions'
import { oneText } from './same'

/**
 * How far an anonymous 匿名 survey has come: joining 报名; freezing, planning, setting = who joined is listed, the rounds of
 * papers are laid out, and set up; drawing 领卷; settling = the draws are being closed; sealing 待签封; open 作答; ending = the boxes still take what is on its
 * way; counting = waits for the final seals and counts what is sealed; counted = only the buckets are still to be recounted.
 */
export type Phase = 'joining' | 'freezing' | 'planning' | 'setting' | 'drawing' | 'settling' | 'sealing' | 'open' | 'ending' | 'counting' | 'counted'

/** Joining, drawing and answering take so long at least. */
export const LEAST_STEP = 600_000

/** Fewer papers than this hide nobody: a group draws its own from so many on, and a round with fewer is void. */
export const LEAST_PAPERS = 10

/** As many seats as one list of a function's answer holds; a larger group has several rounds. */
export const MOST_SEATS = 2_000
export const MOST_ROUNDS = 60

/** The definition stands in the manifest, which holds 200,000 characters in all, quotes and back strokes doubled. */
const LONGEST_DEFINITION = 100_000
const LONGEST_WRITTEN = 150_000

/** What keeps an anonymous survey from being published, beside what keeps any. */
export function anonymousProblems({ mode, anonymous, startsAt, endsAt, definition, settings: { editable, by, quotaBy } }: SurveyEdit): Problem[] {
  if (mode !== 'anonymous') return anonymous === null ? [] : [{ at: 'anonymous', code: 'MODE', message: '只有匿名问卷才有领卷时间，请重新选择方式' }]
  if (anonymous === null) return [{ at: 'anonymous', code: 'WINDOW', message: '请设定匿名问卷的领卷时间和作答时间' }]
  const { drawFrom, answerFrom, split } = anonymous
  const found: Problem[] = []
  const add = (at: string, code: string, message: string) => found.push({ at, code, message })
  if (startsAt !== null && drawFrom < startsAt + LEAST_STEP) add('anonymous.drawFrom', 'WINDOW', '报名至少要留 10 分钟，请把领卷的开始时间改晚一些')
  if (answerFrom < drawFrom + LEAST_STEP) add('anonymous.answerFrom', 'WINDOW', '领卷至少要留 10 分钟，请把作答的开始时间改晚一些')
  if (endsAt !== null && endsAt < answerFrom + LEAST_STEP) add('endsAt', 'WINDOW', '作答至少要留 10 分钟，请把结束时间改晚一些')
  if (editable) add('editable', 'EDITABLE', '匿名问卷交出以后找不到是谁的，不能修改。请关掉“可以修改自己的回答”')
  if (quotaBy !== null) add('quotas', 'QUOTA', '匿名问卷不能设配额')
  if (by.join() !== (split ? 'unit' : '')) add('by', 'SPLIT', split ? '各单位分开领卷的匿名问卷，只能按单位看结果' : '不分单位领卷的匿名问卷，不能分组看结果')
  for (const q of questionsOf(definition)) if (q.kind === 'picture') add(q.key, 'PICTURE', '匿名问卷不能有图片题：图片会暴露是谁上传的。请删去图片题')
  const text = oneText(definition)
  if (text.length > LONGEST_DEFINITION || JSON.stringify(text).length > LONGEST_WRITTEN) add('', 'TOO_LONG', '匿名问卷的题目文字太多，放不进选票。请删去一些题目或说明')
  return found
}

/** A round of papers as it is laid out: of which groups, and how many people of them. */
export interface Planned { no: number; group: string; groups: string[]; name: string; seats: number }

/** The group of those whose own would be too small. */
export const POOLED: Group = { group: 'pooled', name: '其他单位' }

interface Pool { group: string; groups: string[]; name: string; n: number }

/**
 * Small groups are put together, and the next smallest with them until there are enough. What is pooled is decided by
 * numbers alone, before anybody has drawn.
 */
function pooled(groups: readonly Pool[]): Pool[] {
  const sorted = [...groups].sort((a, b) => a.n - b.n || (a.group < b.group ? -1 : 1))
  let taken = sorted.filter(g => g.n < LEAST_PAPERS).length
  const size = () => sorted.slice(0, taken).reduce((sum, g) => sum + g.n, 0)
  if (taken === 0) return sorted
  while (size() < LEAST_PAPERS && taken < sorted.length) taken++
  return [...sorted.slice(taken), { ...POOLED, groups: sorted.slice(0, taken).map(g => g.group), n: size() }]
}

/** Without one round too many: the smallest groups are pooled until the rounds suffice. */
function fewEnough(groups: readonly Pool[]): Pool[] {
  const rounds = (all: readonly Pool[]) => all.reduce((sum, g) => sum + Math.ceil(g.n / MOST_SEATS), 0)
  let all = [...groups]
  while (rounds(all) > MOST_ROUNDS && all.length > 1) {
    const [a, b, ...rest] = all.sort((x, y) => x.n - y.n || (x.group < y.group ? -1 : 1))
    all = [...rest, { ...POOLED, groups: [...a!.groups, ...b!.groups], n: a!.n + b!.n }]
  }
  return all
}

/**
 * Lays the rounds out by how many joined of each group (`split` null: of all together). Null = fewer than ten in all. A group
 * of more than two thousand is cut into equal parts.
 */
export function planRounds(joined: readonly (Group & { n: number })[], split: boolean): Planned[] | null {
  const present = joined.filter(g => g.n > 0).sort((a, b) => (a.group < b.group ? -1 : 1))
  const all = present.reduce((sum, g) => sum + g.n, 0)
  if (all < LEAST_PAPERS) return null
  const own = present.map(({ group, name, n }): Pool => ({ group, groups: [group], name, n }))
  const pools = split ? fewEnough(pooled(own)) : [{ group: 'all', groups: own.map(g => g.group), name: '全体', n: all }]
  // By numbers and ids alone, so that laying them out again gives the same, whatever units are called by then.
  pools.sort((a, b) => Number(a.group === POOLED.group) - Number(b.group === POOLED.group) || b.n - a.n || (a.group < b.group ? -1 : 1))
  return pools.flatMap(partsOf).map((part, i) => ({ ...part, no: i + 1 }))
}

function partsOf({ group, groups, name, n }: Pool): Omit<Planned, 'no'>[] {
  const parts = Math.ceil(n / MOST_SEATS)
  const seats = (i: number) => Math.floor(n / parts) + (i < n % parts ? 1 : 0)
  return Array.from({ length: parts }, (_, i) => ({ group, groups, seats: seats(i), name: parts > 1 ? `${name}（第 ${i + 1} 票箱）` : name }))
}

export const TOO_FEW_JOINED = `报名参加的不到 ${LEAST_PAPERS} 人，匿名不了，问卷没有开始作答`
export const TOO_FEW_PAPERS = `领到卷的不到 ${LEAST_PAPERS} 人，匿名不了，这个票箱作废`
export const NOT_SEALED_IN_TIME = '到结束时间还没有两名监票人签封领卷名单，这个票箱没有开放作答'
export const NOTHING_LEFT = '所有票箱都作废了，问卷没有结果'
export const TOO_LATE = '到作答时间还没能开始领卷，剩下的时间不够，问卷没有开始作答'
export const STUFFED = '收回的答卷多于发出的卷，这个票箱作废'

/** 60 rounds of 2,000: beyond that a survey cannot be anonymous by these papers. */
export const MOST_JOINED = MOST_ROUNDS * MOST_SEATS
