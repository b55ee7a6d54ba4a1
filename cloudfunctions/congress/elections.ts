import { dayOf, isDay } from '../../domain/calendar'
import { districtResult, recallResult } from '../../domain/congress/seats'
import { endSentence, seatFrom, seatOfTerm } from '../../domain/congress/term'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { CongressRules } from '../../types/congress-rules'
import type { DistrictElection, SeatEnd, SeatRow } from '../../types/congress-term'
import type { InputOf } from '../../types/contract'
import { command } from '../_kit/cloud'
import type { PersonDoc, TermDoc } from '../_kit/documents'
import type { Call, Handlers } from '../_kit/serve'
import { peopleByIds } from './roll-seeds'
import { currentVersion } from './rules'
import { settleSeats } from './seat-writes'
import { holdersBeside, seatRows } from './terms'

type Elections = Pick<Handlers<typeof congress>, 'elect' | 'endSeat'>
type Elect = InputOf<typeof congress.elect>
type End = InputOf<typeof congress.endSeat>

const no = (code: string, message: string, field?: string) => new Refusal(code, message, field)

interface Kept { term: TermDoc; rules: CongressRules; seats: SeatRow[] }

/** The term and who holds a seat of it on a day; what was left half done is done first. */
async function readTerm({ me, store, now }: Call<unknown>, termId: string, day: string): Promise<Kept> {
  const read = () => store.terms.joined(termId, holdersBeside(me.tenantId))
  let found = await read()
  if (!found) throw notFound('一届')
  if (found.doc.pending?.length) {
    await settleSeats(store, found.doc, me.person!.name, now)
    found = (await read())!
  }
  const { doc: term, beside } = found
  return { term, rules: currentVersion(beside.rules[0]).rules, seats: seatRows(term, beside.people, beside.imports[0]?.state, day) }
}

function demandHeld(day: string, field: string, now: number) {
  if (!isDay(day)) throw no('BAD_DAY', '日历上没有这一天，请重新选择日期', field)
  if (day > dayOf(now)) throw no('BAD_DAY', '这一天还没有到，请填写实际日期', field)
}

export const electionActs: Elections = {
  elect: {
    allow: ['staff'],
    // Five, one for each person elected, and one more for each hundred candidates.
    trips: 7 + 200,
    async run(call) {
      const { input, me, store, now } = call
      demandHeld(input.heldOn, 'heldOn', now)
      const kept = await readTerm(call, input.termId, input.heldOn)
      const known = kept.term.elections.find(e => e.id === input.id)
      if (known) return known.districtId === input.districtId ? kept.term : Promise.reject(stale('这次选举'))
      const people = await peopleByIds(store, [...new Set(input.votes.map(v => v.personId))])
      const election = electionOf(input, kept, people, me.person!.name, now)
      const saved = await store.terms.changeOne({ _id: input.termId, rev: kept.term.rev }, {
        elections: command.push([election]),
        ...(election.votes.some(v => v.elected) ? { pending: command.push([election.id]) } : {}),
        events: command.push([{ act: 'elect', by: me.person!.name, at: now, note: election.sentence }]),
      })
      if (!saved) throw stale('这一届')
      return settleSeats(store, saved, me.person!.name, now)
    },
  },

  endSeat: {
    allow: ['staff'],
    trips: 10,
    async run(call) {
      const { input, me, store, now } = call
      demandHeld(input.on, 'on', now)
      const kept = await readTerm(call, input.termId, input.on)
      if (kept.term.ends.some(e => e.id === input.id)) return kept.term
      const end = endOf(input, kept, me.person!.name, now)
      const saved = await store.terms.changeOne({ _id: input.termId, rev: kept.term.rev }, {
        ends: command.push([end]), pending: command.push([end.id]), events: command.push([{ act: 'endSeat', by: me.person!.name, at: now, note: end.sentence }]),
      })
      if (!saved) throw stale('这一届')
      return settleSeats(store, saved, me.person!.name, now)
    },
  },
}

function electionOf(input: Elect, { term, rules, seats }: Kept, people: PersonDoc[], by: string, at: number): DistrictElection {
  const district = term.districts.find(d => d.id === input.districtId)
  if (!district) throw no('NOT_FOUND', '这一届没有这个选区，请先在选区里添加', 'districtId')
  if (input.heldOn > term.to) throw no('BAD_DAY', `这一届到 ${term.to} 为止`, 'heldOn')
  const open = district.seats - seats.filter(s => s.district === district.name).length
  if (open <= 0) throw no('FULL', `${district.name}的名额已满，不需要选举`, 'districtId')
  const votes = input.votes.map(v => ({ ...v, name: demandCandidate(v.personId, people, term, seatFrom(term, input.heldOn)) }))
  if (new Set(votes.map(v => v.personId)).size !== votes.length) throw no('BAD_INPUT', '同一位候选人填了两次', 'votes')
  demandFigures(input, district.eligible, open)
  const { outcome, sentence, elected } = districtResult({ eligible: district.eligible, took: input.took, seats: open, votes: votes.map(v => ({ id: v.personId, name: v.name, yes: v.yes })) }, rules)
  const won = new Set(elected.map(e => e.id))
  return {
    id: input.id, districtId: input.districtId, why: input.why, heldOn: input.heldOn, eligible: district.eligible, took: input.took,
    votes: votes.map(v => ({ ...v, elected: won.has(v.personId) })), valid: outcome !== 'noQuorum' && outcome !== 'void', sentence, by, at,
  }
}

/** A delegate has one seat: who holds one on that day in this term cannot be elected again. */
function demandCandidate(personId: string, people: PersonDoc[], term: TermDoc, from: string): string {
  const person = people.find(p => p._id === personId)
  if (!person?.live || person.erased || person.trialUntil !== null) throw no('NOT_FOUND', '有候选人不在名册上，请重新选择', 'votes')
  if (!person.settled) throw no('IMPORTING', `${person.name}正在名册导入中，请等导入完成后再登记`, 'votes')
  if (seatOfTerm(person.memberships, term.name, from)) throw no('SEATED', `${person.name}已经是这一届的代表`, 'votes')
  const later = person.memberships.some(m => m.role === 'delegate' && m.from >= from)
  if (later) throw no('SEATED', `${person.name}在这一天之后另有代表资格，请核对日期`, 'votes')
  return person.name
}

/** What cannot have happened is a slip of the pen, not a result. */
function demandFigures({ took, votes }: Elect, eligible: number, open: number) {
  if (took > eligible) throw no('BAD_COUNT', `选区职工 ${eligible} 人，参加人数不能更多`, 'took')
  if (votes.some(v => v.yes > took)) throw no('BAD_COUNT', `参加 ${took} 人，一位候选人的得票不能更多`, 'votes')
  if (votes.reduce((n, v) => n + v.yes, 0) > took * open) throw no('BAD_COUNT', `参加 ${took} 人，每人最多选 ${open} 人，得票合计超过了可能的数目`, 'votes')
}

function endOf(input: End, { term, rules, seats }: Kept, by: string, at: number): SeatEnd {
  const seat = seats.find(s => s.personId === input.personId)
  if (!seat || seat.from > input.on) throw no('NOT_SEATED', '这位职工在这一天不是这一届的代表', 'personId')
  const base = { id: input.id, personId: input.personId, name: seat.name, districtId: term.districts.find(d => d.name === seat.district)?.id ?? seat.district, why: input.why, on: input.on, by, at }
  const ends = endSentence(base, rules)
  if (input.why !== 'recalled') return { ...base, sentence: ends }
  const district = term.districts.find(d => d.name === seat.district)
  if (!district) throw no('NOT_FOUND', '这位代表的选区没有登记，请先在选区里添加', 'personId')
  if (input.took === undefined || input.yes === undefined) throw no('BAD_INPUT', '罢免须填写参加投票的人数和同意罢免的票数', 'took')
  if (input.took > district.eligible || input.yes > input.took) throw no('BAD_COUNT', `选区职工 ${district.eligible} 人，参加人数和同意票数不能更多`, 'took')
  const { outcome, sentence } = recallResult({ eligible: district.eligible, took: input.took, yes: input.yes }, rules)
  if (outcome !== 'passed') throw no('NOT_CARRIED', `${sentence}，代表资格不变`, 'yes')
  return { ...base, sentence: `${sentence}。${ends}` }
}
