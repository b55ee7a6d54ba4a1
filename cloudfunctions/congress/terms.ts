import { dayOf } from '../../domain/calendar'
import { demandKeptDistricts, demandSoundTerm, quotaAnswer, seatOfTerm, termFindings } from '../../domain/congress/term'
import { womenCount, type WomenCount } from '../../domain/congress/seats'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { SeatRow } from '../../types/congress-term'
import type { InputOf } from '../../types/contract'
import { command } from '../_kit/cloud'
import type { PersonDoc, TermDoc, UnitDoc } from '../_kit/documents'
import { reading } from '../_kit/identity'
import type { Call, Handlers } from '../_kit/serve'
import type { Join, NewDoc, Store } from '../_kit/store'
import { tenantOf } from './known'
import { peopleByIds } from './roll-seeds'
import { currentVersion } from './rules'
import { extension, settleSeats } from './seat-writes'

type Terms = Pick<Handlers<typeof congress>, 'terms' | 'term' | 'termSave' | 'committeesSave'>
type SaveInput = InputOf<typeof congress.termSave>

/** Terms whose delegates are counted one by one; of those before them their own record tells. */
const COUNTED = 3
const MOST = 40
const PEOPLE = 5000
const noTerm = () => notFound('一届')

/** Everybody with a delegate's seat, and what the roster's open import says of them. */
export const holdersBeside = (tenantId: string) => ({
  people: { from: 'people', match: { 'memberships.role': 'delegate', live: true, erased: false }, limit: PEOPLE, fields: ['name', 'memberships', 'unitId', 'gender', 'settled', 'roster', 'live', 'erased'] },
  imports: { from: 'imports', match: { slot: tenantId }, limit: 1, fields: ['state', 'settled'] },
  rules: { from: 'congressRules', match: { _id: tenantId }, limit: 1 },
} as const satisfies Record<string, Join>)

/** The seats of a term that are not over on this day. */
export function seatRows(term: Pick<TermDoc, 'name'>, people: PersonDoc[], state: Parameters<typeof reading>[1], day: string, units: Pick<UnitDoc, '_id' | 'name'>[] = []): SeatRow[] {
  const names = new Map(units.map(u => [u._id, u.name]))
  return people.map(p => reading(p, state)).flatMap(p => {
    const m = seatOfTerm(p.memberships, term.name, day)
    return m?.seat ? [{ personId: p._id, name: p.name, delegation: m.seat.delegation, district: m.seat.district, kind: m.seat.kind, from: m.from, to: m.to, unitName: names.get(p.unitId) ?? '' }] : []
  }).sort((a, b) => (a.delegation + a.name + a.personId < b.delegation + b.name + b.personId ? -1 : 1))
}

/** Counted here, so that who is which leaves the server with nobody. */
export function womenOf(people: PersonDoc[], state: Parameters<typeof reading>[1], delegates: readonly { personId: string }[]): WomenCount {
  const genders = new Map(people.map(p => [p._id, reading(p, state).gender ?? null]))
  return womenCount(delegates.map(d => { const gender = genders.get(d.personId) ?? null; return gender && gender === 'woman' }))
}

/** A term that is over is looked at as it was on its last day. */
const dayFor = (term: Pick<TermDoc, 'to'>, now: number) => (term.to < dayOf(now) ? term.to : dayOf(now))

const recorded = (t: TermDoc) => {
  const ended = new Set(t.ends.map(e => e.personId))
  return new Set(t.elections.flatMap(e => e.votes.filter(v => v.elected && !ended.has(v.personId)).map(v => v.personId))).size
}

const countSeats = (store: Store, t: TermDoc, day: string) => store.people.count({
  live: true, erased: false,
  // Raw operators: the SDK encodes nothing inside elemMatch.
  memberships: command.elemMatch({ role: 'delegate', 'seat.term': t.name, $or: [{ to: null }, { to: { $gte: day } }] }),
})

export const termActs: Terms = {
  terms: {
    allow: 'person',
    reach: 'below',
    trips: 3 + COUNTED,
    async run({ store, now }) {
      const found = await store.terms.find({}, { order: [['no', 'desc'], ['kind', 'asc']], limit: MOST })
      const filled = await Promise.all(found.map((t, i) => (i < COUNTED ? countSeats(store, t, dayFor(t, now)) : recorded(t))))
      return { items: found.map((t, i) => ({ ...t, filled: filled[i]! })) }
    },
  },

  term: {
    allow: 'person',
    reach: 'below',
    trips: 3,
    async run({ input: { id, tenant }, me, store, now }) {
      const found = await store.terms.joined(id, { ...holdersBeside(tenantOf(me, tenant)), units: { from: 'units', match: {}, limit: PEOPLE, fields: ['name'] } })
      if (!found) throw noTerm()
      const { doc: term, beside } = found
      const { rules } = currentVersion(beside.rules[0])
      const seats = seatRows(term, beside.people, beside.imports[0]?.state, dayFor(term, now), beside.units)
      return { term, seats, quota: quotaAnswer(term.staffing.headcount, rules), findings: termFindings(term, seats, womenOf(beside.people, beside.imports[0]?.state, seats), rules, Boolean(term.pending?.length)) }
    },
  },

  termSave: {
    allow: ['staff'],
    // Three; another for each delegate when the end of the term is moved.
    trips: 8 + 500,
    async run(call) {
      const { input } = call
      demandSoundTerm(input)
      return input.rev === 0 ? create(call) : change(call)
    },
  },

  committeesSave: {
    allow: ['staff'],
    // One for each hundred people.
    trips: 3 + 16,
    async run({ input: { termId, rev, committees }, me, store, now }) {
      const ids = [...new Set(committees.flatMap(c => [...(c.headId ? [c.headId] : []), ...c.memberIds]))]
      if (new Set(committees.map(c => c.id)).size !== committees.length) throw new Refusal('BAD_INPUT', '有两个小组的编号相同，请删去一个', 'committees')
      const people = await peopleByIds(store, ids)
      const names = new Map(people.filter(p => p.live && !p.erased).map(p => [p._id, p.name]))
      if (ids.some(id => !names.has(id))) throw new Refusal('NOT_FOUND', '所选的人中有的已不在名册上，请重新选择', 'committees')
      const person = (personId: string) => ({ personId, name: names.get(personId)! })
      const kept = committees.map(c => ({ id: c.id, name: c.name, head: c.headId ? person(c.headId) : null, members: [...new Set(c.memberIds)].map(person) }))
      const saved = await store.terms.changeOne({ _id: termId, rev }, { committees: kept, events: command.push([{ act: 'committees', by: me.person!.name, at: now }]) })
      if (saved) return { committees: saved.committees, rev: saved.rev }
      const there = await store.terms.get(termId)
      if (!there) throw noTerm()
      if (JSON.stringify(there.committees) !== JSON.stringify(kept)) throw stale('专门小组')
      return { committees: there.committees, rev: there.rev }
    },
  },
}

const fieldsOf = ({ no, kind, name, from, to, seats, staffing, districts }: SaveInput) => ({ no, kind, name, from, to, seats, staffing, districts })

const isSame = (doc: TermDoc, fields: ReturnType<typeof fieldsOf>) =>
  (Object.keys(fields) as (keyof typeof fields)[]).every(k => JSON.stringify(doc[k]) === JSON.stringify(fields[k]))

const sameNo = (no: number) => new Refusal('SAME_NO', `本单位已有第 ${no} 届，请核对届数`, 'no')

async function create({ input, me, store, now }: Call<SaveInput>): Promise<TermDoc> {
  const fields = fieldsOf(input)
  const doc: NewDoc<TermDoc> = { _id: input.id, rev: 1, ...fields, elections: [], ends: [], committees: [], pending: [], events: [{ act: 'create', by: me.person!.name, at: now }] }
  // Seats name their term, so no two terms may be called the same.
  const named = await store.terms.first({ name: fields.name })
  if (named && named._id !== input.id) throw new Refusal('SAME_NAME', `本单位已有名为“${fields.name}”的一届，请换一个名称`, 'name')
  if (await store.terms.add(doc)) return doc as TermDoc
  const there = await store.terms.get(input.id)
  if (there && isSame(there, fields)) return there
  throw there ? stale('这一届') : sameNo(input.no)
}

async function change({ input, me, store, now }: Call<SaveInput>): Promise<TermDoc> {
  const fields = fieldsOf(input)
  const found = await store.terms.joined(input.id, { named: { from: 'people', bind: { name: '$name' }, match: { 'memberships.role': 'delegate', $expr: { $in: ['$$name', { $ifNull: ['$memberships.seat.term', []] }] } }, limit: 1, fields: ['_id'] } })
  const there = found?.doc
  if (!there) throw noTerm()
  const by = me.person!.name
  if (isSame(there, fields)) return settleSeats(store, there, by, now)
  if (fields.name !== there.name && found.beside.named.length) throw new Refusal('SEATED', '已有代表登记在这一届名下，不能再改名称', 'name')
  if (fields.kind !== there.kind && there.elections.length) throw new Refusal('ELECTED', '这一届已经登记过选举，不能再改种类', 'kind')
  demandKeptDistricts(there, fields.districts)
  if (fields.name !== there.name && (await store.terms.first({ name: fields.name }))) throw new Refusal('SAME_NAME', `本单位已有名为“${fields.name}”的一届，请换一个名称`, 'name')
  const moved = fields.to !== there.to ? { pending: [...(there.pending ?? []), extension(there.to)] } : {}
  const saved = await save()
  if (!saved) throw stale('这一届')
  return settleSeats(store, saved, by, now)

  async function save() {
    return store.terms.changeOne({ _id: input.id, rev: input.rev }, { ...fields, ...moved, events: command.push([{ act: 'edit', by, at: now }]) })
  }
}
