import { dayOf } from '../../domain/calendar'
import { inventedDelegates } from '../../domain/congress/rehearsal'
import { chineseNumber } from '../../domain/words-number'
import { seatOn, validOn } from '../../domain/membership'
import { Refusal, stale } from '../../domain/refusal'
import { command } from '../_kit/cloud'
import type { PersonDoc, RollDoc, RollSeed, SessionDoc } from '../_kit/documents'
import { reading } from '../_kit/identity'
import { sha256 } from '../_kit/secrets'
import { isDuplicate, type NewDoc, type Store } from '../_kit/store'
import type { FactsBeside } from './session-read'

const PAGE = 100
const BATCH = 500
const TRIES = 5

/** People by id, a hundred a round trip, all at once. */
export async function peopleByIds(store: Store, ids: readonly string[]): Promise<PersonDoc[]> {
  const pages = Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, i) => ids.slice(i * PAGE, (i + 1) * PAGE))
  return (await Promise.all(pages.map(page => store.people.find({ _id: command.in(page) })))).flat()
}

const isThere = (p: PersonDoc) => p.live && !p.erased

const inventedDelegations = ({ invented }: SessionDoc): string[] => Array.from({ length: invented.delegations }, (_, i) => `第${chineseNumber(i + 1)}代表团`)

function inventedSeeds(doc: SessionDoc): RollSeed[] {
  const people = inventedDelegates(doc.invented.people, inventedDelegations(doc), Number.parseInt(sha256(doc._id).slice(0, 8), 16))
  return people.map(({ name, delegation, kind }, i) => ({ personId: `invented-${String(i + 1).padStart(4, '0')}`, name, delegation, kind, observer: false, invented: true }))
}

/** Those called to a joint meeting or a rehearsal; in a rehearsal they sit among the invented delegations. */
function invitedSeeds(doc: SessionDoc, invited: PersonDoc[], day: string): RollSeed[] {
  const delegations = doc.invented.people ? inventedDelegations(doc) : []
  const called = doc.invited.flatMap(id => invited.find(p => p._id === id && isThere(p)) ?? [])
  return called.map((p, i) => {
    const seat = seatOn(p.memberships, day)
    return { personId: p._id, name: p.name, delegation: delegations.length ? delegations[i % delegations.length]! : (seat?.delegation ?? ''), kind: seat?.kind ?? 'other', observer: false, invented: false }
  })
}

/** Everybody with a seat of the term that counts on the day of the meeting; trial persons never. */
function seatedSeeds(people: PersonDoc[], beside: FactsBeside, term: string, day: string): RollSeed[] {
  return people.map(p => reading(p, beside.imports[0]?.state)).filter(p => isThere(p) && p.trialUntil === null).flatMap(p => {
    const seat = p.memberships.find(m => m.role === 'delegate' && m.seat?.term === term && validOn(m, day))?.seat
    return seat ? [{ personId: p._id, name: p.name, delegation: seat.delegation, kind: seat.kind, observer: false, invented: false }] : []
  })
}

/** The roll as it would be frozen now: delegates first, then observers 列席 who are not delegates too. */
export function seedsOf(doc: SessionDoc, beside: FactsBeside, invited: PersonDoc[]): RollSeed[] {
  const day = dayOf(doc.startsAt)
  const delegates = doc.rehearsal || doc.kind === 'joint'
    ? [...invitedSeeds(doc, invited, day), ...inventedSeeds(doc)]
    : seatedSeeds(beside.delegates, beside, beside.term[0]?.name ?? '', day)
  const sorted = delegates.sort((a, b) => (a.personId < b.personId ? -1 : 1))
  return [...sorted, ...observerSeeds(doc.observers, new Set(sorted.map(s => s.personId)))]
}

export const observerSeeds = (observers: SessionDoc['observers'], delegates: ReadonlySet<string>): RollSeed[] =>
  observers.filter(o => !delegates.has(o.personId)).map(({ personId, name }) => ({ personId, name, delegation: '列席', kind: 'other', observer: true, invented: false }))

/** Rows of an import that counts but is not copied yet would be missed or taken for what they were. */
export function demandSettledRoster({ imports: [open] }: FactsBeside): void {
  if (open && !open.settled && (open.state === 'applied' || open.state === 'undone')) {
    throw new Refusal('IMPORTING', '名册导入正在生效，代表名册还会变。请稍候，在“名册导入”里看到完成后再试')
  }
}

const rowOf = (sessionId: string, seed: RollSeed): NewDoc<RollDoc> =>
  ({ _id: `${sessionId}.${seed.personId}`, sessionId, ...seed, present: false, device: `none:${seed.personId}`, marks: [], code: null })

/** Writes the rows that are not there yet. Whoever else writes the same rows at the same time, or was killed before, changes nothing. */
export async function writeRows(store: Store, sessionId: string, seeds: readonly RollSeed[]): Promise<void> {
  let missing = seeds.map(s => rowOf(sessionId, s))
  for (let tries = 0; missing.length && tries < TRIES; tries++) {
    try {
      for (let at = 0; at < missing.length; at += BATCH) await store.roll.addMany(missing.slice(at, at + BATCH))
      return
    } catch (e) {
      if (!isDuplicate(e)) throw e
      const found = await store.sessions.joined(sessionId, { rows: { from: 'roll', match: { sessionId }, limit: 10_000, fields: ['personId'] } })
      const there = new Set(found?.beside.rows.map(r => r._id))
      missing = missing.filter(row => !there.has(row._id!))
    }
  }
  if (missing.length) throw stale('会议名册')
}
