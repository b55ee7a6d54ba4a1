import type { Motion } from '../types/motion'
import type { InputOfAct } from '../types/motion-acts'
import type { ActContext, Decided } from './motion-decide'
import { ratingWords, settlementWords } from './motion-words'
import { deadline, type WorkCalendar } from './working-days'
import { dayOf } from './calendar'
import { Refusal } from './refusal'

/** Ratings of the reply that stands now. */
export const roundRatings = (m: Pick<Motion, 'ratings' | 'round'>) => m.ratings.filter(r => r.round === m.round)

/** Everybody who judges the reply: the proposer, and those of the filings merged into the case, each once. */
export const ratersOf = (m: Pick<Motion, 'proposerId' | 'proposerName' | 'parts'>): { personId: string; name: string }[] => {
  const all = [{ personId: m.proposerId, name: m.proposerName }, ...m.parts.map(p => ({ personId: p.personId, name: p.name }))]
  return all.filter((r, i) => all.findIndex(o => o.personId === r.personId) === i)
}

/** One of them alone says what the reply is worth; the last of them ends the round. */
export function rate(m: Motion, { value, note }: InputOfAct<'rate'>, context: ActContext): Decided {
  const { viewer, now, calendar } = context
  if (value === 'dissatisfied' && note.length < 2) throw new Refusal('BAD_INPUT', '评价为不满意时，请写明原因', 'note')
  const rated = { ...m, ratings: [...m.ratings, { personId: viewer.personId!, name: viewer.name, value, note, at: now, round: m.round }] }
  const missing = ratersOf(m).some(r => !roundRatings(rated).some(x => x.personId === r.personId))
  return { set: { ratings: rated.ratings, ...(missing ? {} : roundOver(rated, now, calendar)) }, note: [ratingWords[value], note].filter(Boolean).join('：') }
}

/**
 * The end of a round of rating. 不满意 reopens the case once; the second time it goes to the committee. Whoever said
 * nothing is 未评价, and counts as neither.
 */
export function roundOver(m: Motion, now: number, calendar: WorkCalendar): Partial<Motion> {
  if (!roundRatings(m).some(r => r.value === 'dissatisfied')) return { state: 'closed', closedAt: now, rateBy: null }
  return m.round === 1 ? reopened(m, now, calendar) : { state: 'committee', rateBy: null }
}

const reopened = (m: Motion, now: number, calendar: WorkCalendar): Partial<Motion> => ({
  state: 'handling', round: m.round + 1, rateBy: null, promise: null, extension: null, overdueAt: null,
  due: deadline(dayOf(now), m.terms.replyDays, m.terms.working, calendar),
})

/** The committee's word after a second 不满意: close with the reply as it is, or have it done again. */
export function settle(m: Motion, { how, note }: InputOfAct<'settle'>, { now, viewer, calendar }: ActContext): Decided {
  const settlement = { how, note, by: viewer.name, at: now }
  return {
    set: how === 'close' ? { state: 'closed', closedAt: now, settlement } : { ...reopened(m, now, calendar), settlement },
    note: `${settlementWords[how]}：${note}`,
  }
}

/** 公开: to the whole enterprise, or to some of its units with all below them. */
export function publish(m: Motion, input: InputOfAct<'publish'>, { now, units }: ActContext): Decided {
  const unitIds = [...new Set(input.unitIds)]
  if (unitIds.some(id => !units.some(u => u._id === id))) throw new Refusal('NOT_FOUND', '所选的单位里有的找不到，请重新选择', 'unitIds')
  const { title, proposal, reply } = input
  return {
    set: { published: { title, proposal, reply, unitIds, proposer: input.named ? m.proposerName : null, at: now } },
    note: unitIds.length ? `在 ${unitIds.length} 个单位公开` : '全单位公开',
  }
}

export const unpublish = (_m: Motion, { note }: InputOfAct<'unpublish'>): Decided => ({ set: { published: null }, note })

export const archive = (): Decided => ({ set: { state: 'archived' } })
