import { createHash } from 'node:crypto'
import { dayOf } from '../../../domain/calendar'
import type { RosterReading } from '../../../domain/roster'
import { describeChange, newFromEntry, withEntry, type OnRoster } from '../../../domain/roster-change'
import type { ImportPreview } from '../../../types/roster-import'
import { command } from '../../_kit/cloud'
import type { ImportDoc, ImportRowDoc, PersonDoc, RosterFields } from '../../_kit/documents'
import { isDuplicate, type NewDoc, type Store } from '../../_kit/store'
import type { ReadImport } from './read'
import { inParallel } from './parallel'

export type Counts = ImportDoc['counts']

interface Staged {
  row: NewDoc<ImportRowDoc>
  add?: NewDoc<PersonDoc>
  change?: { person: PersonDoc; after: RosterFields; before: RosterFields | null }
}

const ROUNDS = 3

/**
 * Stages one batch of rows: new people are added unseen (`live` false), people who change carry both readings, and
 * every row gets its line in the preview. May be repeated at any point: what an interrupted try left is found again.
 * Answers how many rows were bad, new, changed and the same, and how many round trips it took.
 */
export async function stage(store: Store, doc: ImportDoc, read: ReadImport, batch: RosterReading[]): Promise<{ counts: Counts; trips: number }> {
  let trips = 0
  for (let round = 0; round < ROUNDS; round++) {
    const numbers = batch.flatMap(r => (r.entry ? [r.entry.employeeNo] : []))
    const there = numbers.length ? await store.people.find({ employeeNo: command.in(numbers) }, { limit: batch.length }) : []
    const byNumber = new Map(there.map(p => [p.employeeNo, p]))
    const staged = batch.map(reading => stageRow(doc, read, reading, reading.entry ? byNumber.get(reading.entry.employeeNo) : undefined))
    const changes = staged.flatMap(s => (s.change ? [s.change] : []))
    trips += 4 + changes.length
    if (!(await addAll(store, staged.flatMap(s => (s.add ? [s.add] : []))))) continue
    // Somebody may be bound or edited at this very moment: then the batch is read again.
    if (!(await inParallel(changes, c => markChange(store, doc._id, c))).every(Boolean)) continue
    await writeRows(store, doc._id, staged.map(s => s.row))
    return { counts: countOf(staged), trips }
  }
  throw new Error('import: people of one batch kept changing')
}

const countOf = (staged: Staged[]): Counts => {
  const counts: Counts = { bad: 0, add: 0, change: 0, same: 0 }
  for (const { row } of staged) counts[row.outcome]++
  return counts
}

async function addAll(store: Store, people: NewDoc<PersonDoc>[]): Promise<boolean> {
  if (people.length === 0) return true
  try {
    await store.people.addMany(people)
    return true
  } catch (e) {
    if (isDuplicate(e)) return false
    throw e
  }
}

async function markChange(store: Store, importId: string, { person, before, after }: NonNullable<Staged['change']>): Promise<boolean> {
  const { earlier: _older, ...earlier } = person.roster ?? { earlier: null }
  const roster = { importId, before, after, earlier: 'importId' in earlier ? earlier : null }
  return (await store.people.change({ _id: person._id, rev: person.rev, settled: true }, { roster, settled: false })) > 0
}

async function writeRows(store: Store, importId: string, rows: NewDoc<ImportRowDoc>[]): Promise<void> {
  try {
    await store.importRows.addMany(rows)
  } catch (e) {
    if (!isDuplicate(e)) throw e
    await store.importRows.remove({ importId, row: command.in(rows.map(r => r.row)) })
    await store.importRows.addMany(rows)
  }
}

function stageRow(doc: ImportDoc, { units }: ReadImport, reading: RosterReading, person: PersonDoc | undefined): Staged {
  const { row, name, employeeNo, unit, entry } = reading
  const given = { today: dayOf(doc.at), newId: idMaker(doc._id, row) }
  const line = (outcome: ImportPreview, notes: string[], personId = '', after: RosterFields | null = null) =>
    ({ row: { _id: `${doc._id}:${row}`, importId: doc._id, row, outcome, name, employeeNo, unit, notes, personId, after } })
  const nameOf = (id: string) => {
    const own = units.get(id)
    const above = own?.kind === 'team' && own.parentId ? units.get(own.parentId)?.name : undefined
    return [above, own?.name ?? '（已停用的单位）'].filter(Boolean).join(' ')
  }
  if (!entry) return line('bad', reading.problems)
  if (!person) {
    const fields = newFromEntry(entry, given)
    if (!fields) return line('bad', ['新职工必须填写单位'])
    const add = newPerson(doc, given.newId(), fields)
    return { ...line('add', seatNote(fields), add._id, fields), add }
  }
  if (person.roster?.importId === doc._id && !person.settled) {
    const { before, after } = person.roster
    return before ? line('change', describeChange(before, after, nameOf), person._id, after) : line('add', seatNote(after), person._id, after)
  }
  const before = person.live ? rosterFields(person) : null
  const after = withEntry(rosterFields(person), entry, given)
  const notes = describeChange(rosterFields(person), after, nameOf)
  if (!before) return { ...line('add', ['曾在名册上，重新加入', ...notes], person._id, after), change: { person, before, after } }
  if (notes.length === 0) return line('same', [], person._id)
  return { ...line('change', notes, person._id, after), change: { person, before, after } }
}

const rosterFields = ({ name, employeeNo, phone, unitId, memberships, gender = null }: OnRoster): RosterFields => ({ name, employeeNo, phone, unitId, memberships, gender })

function seatNote({ memberships }: RosterFields): string[] {
  const seat = memberships.find(m => m.role === 'delegate')?.seat
  return seat ? [['职工代表', seat.term, seat.delegation].filter(Boolean).join(' ')] : []
}

/** Ids that a repeated try makes again, so that a half-written batch and its second try mean the same people. */
function idMaker(importId: string, row: number): () => string {
  let n = 0
  return () => createHash('sha256').update(`${importId}:${row}:${n++}`).digest('base64url').slice(0, 22)
}

function newPerson(doc: ImportDoc, _id: string, fields: RosterFields): NewDoc<PersonDoc> {
  return {
    _id, ...fields, wx: `none:${_id}`, web: `none:${_id}`, webUntil: 0, live: false, settled: false,
    roster: { importId: doc._id, before: null, after: fields, earlier: null },
    code: null, consent: null, erasure: null, erased: false, trialUntil: null, events: [], createdAt: doc.at,
  }
}
