import { seatFrom, seated, unseated } from '../../domain/congress/term'
import { Refusal } from '../../domain/refusal'
import type { DistrictElection, SeatEnd } from '../../types/congress-term'
import type { Membership } from '../../types/member'
import { command } from '../_kit/cloud'
import type { PersonDoc, TermDoc } from '../_kit/documents'
import { sha256 } from '../_kit/secrets'
import type { Store } from '../_kit/store'
import { peopleByIds } from './roll-seeds'

const TRIES = 3

/** One membership for each person and election, however often it is written. */
const membershipId = (electionId: string, personId: string) => `seat-${sha256(`${electionId}:${personId}`).slice(0, 32)}`

type Change = (person: PersonDoc) => Membership[]

const seatChange = (term: TermDoc, election: DistrictElection): Map<string, Change> => {
  const { name, delegation } = term.districts.find(d => d.id === election.districtId)!
  return new Map(election.votes.filter(v => v.elected).map(v => [v.personId, person => seated(person.memberships, {
    id: membershipId(election.id, v.personId), role: 'delegate', unitId: person.unitId, from: seatFrom(term, election.heldOn), to: term.to,
    seat: { term: term.name, delegation, district: name, kind: v.kind },
  })]))
}

const endChange = (term: TermDoc, end: SeatEnd): Map<string, Change> => new Map([[end.personId, person => unseated(person.memberships, term.name, end)]])

/** A term that was made longer or shorter: its seats end with it. */
const termChange = (term: TermDoc, holders: readonly string[], was: string): Map<string, Change> =>
  new Map(holders.map(id => [id, person => person.memberships.map(m => (m.role === 'delegate' && m.seat?.term === term.name && m.to === was ? { ...m, to: term.to } : m))]))

/** Conditional on the person's revision: tried again when somebody else wrote in between. False = the person stands in a roster import. */
async function write(store: Store, first: PersonDoc, change: Change, act: string, by: string, now: number): Promise<boolean> {
  let person: PersonDoc | undefined = first
  for (let tries = 0; person && tries < TRIES; tries++) {
    const memberships = change(person)
    if (JSON.stringify(memberships) === JSON.stringify(person.memberships)) return true
    const saved = await store.people.changeOne(
      { _id: person._id, rev: person.rev, settled: true }, { memberships, editedAt: now, events: command.push([{ act, by, at: now, note: 'delegate' }]) },
    )
    if (saved) return true
    person = await store.people.get(person._id)
    if (person && !person.settled) return false
  }
  return false
}

const EXTENDED = 'to:'

/** Names what a new end of the term leaves to be done. */
export const extension = (was: string): string => `${EXTENDED}${was}`

async function changesOf(store: Store, term: TermDoc, id: string): Promise<Map<string, Change>> {
  const election = term.elections.find(e => e.id === id)
  if (election) return seatChange(term, election)
  const end = term.ends.find(e => e.id === id)
  if (end) return endChange(term, end)
  const was = id.slice(EXTENDED.length)
  const holders = await store.terms.joined(term._id, {
    people: { from: 'people', match: { memberships: { $elemMatch: { role: 'delegate', 'seat.term': term.name, to: was } } }, limit: 5000, fields: ['_id'] },
  })
  return termChange(term, (holders?.beside.people ?? []).map(p => p._id), was)
}

/**
 * Writes to the people what the term says: who was elected gets a dated seat, whose seat ended loses it. The term is
 * written first and keeps `pending` until all people are done, so that whoever is killed in between is followed by
 * whoever does the next thing. @throws Refusal when somebody stands in a roster import; the rest is written then
 */
export async function settleSeats(store: Store, term: TermDoc, by: string, now: number): Promise<TermDoc> {
  if (!term.pending?.length) return term
  let held = false
  for (const id of term.pending) {
    const changes = await changesOf(store, term, id)
    const people = await peopleByIds(store, [...changes.keys()])
    const done = await Promise.all(people.map(p => write(store, p, changes.get(p._id)!, term.ends.some(e => e.id === id) ? 'unseat' : 'seat', by, now)))
    held ||= done.includes(false)
  }
  if (held) throw new Refusal('IMPORTING', '结果已经登记，但有的职工正在名册导入中，代表身份还没有写全。请在导入完成后再提交一次')
  return (await store.terms.changeOne({ _id: term._id }, { pending: command.pullAll(term.pending) })) ?? { ...term, pending: [] }
}
