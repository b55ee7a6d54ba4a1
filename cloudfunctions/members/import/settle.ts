import { command } from '../../_kit/cloud'
import type { ImportDoc, PersonDoc } from '../../_kit/documents'
import type { Store, Where } from '../../_kit/store'
import { isBound, unbound } from '../bind'
import { inParallel } from './parallel'

const BATCH = 100

/** What one batch of copying did: how many people, and about how many round trips. */
export interface Progress {
  people: number
  trips: number
}

const isAdded = (p: PersonDoc) => p.roster?.before === null

const waiting = (store: Store, importId: string) => store.people.find({ 'roster.importId': importId, settled: false }, { limit: BATCH })

/** Conditions under which a person still waits for this import: a repeated batch changes nobody twice. */
const still = (importId: string, people: PersonDoc[]) =>
  ({ _id: command.in(people.map(p => p._id)), 'roster.importId': importId, settled: false })

/** An applied import: each person's own fields become what the import reads; those it brought are on the roster. */
export async function copyAfter(store: Store, { _id: id }: ImportDoc): Promise<Progress> {
  const people = await waiting(store, id)
  // Whoever the import brought was written with its fields already; only people who were there before differ.
  const [plain, others] = split(people, p => isAdded(p) && p.roster!.earlier === null)
  if (plain.length) await store.people.change(still(id, plain), { live: true, settled: true })
  await inParallel(others, p => store.people.change(still(id, [p]), { ...p.roster!.after, live: true, settled: true, 'roster.earlier': null }))
  return { people: people.length, trips: 2 + others.length }
}

/** An undone import: fields go back to what they were; whom it brought leaves the roster and the WeChat account with it. */
export async function copyBefore(store: Store, { _id: id }: ImportDoc): Promise<Progress> {
  const people = await waiting(store, id)
  const [plain, others] = split(people, p => isAdded(p) && !isBound(p))
  if (plain.length) await store.people.change({ ...still(id, plain), wx: command.gte('none:').and(command.lt('none;')) }, { live: false, settled: true, code: null })
  await inParallel(others, p => store.people.change(still(id, [p]), isAdded(p)
    ? { ...unbound(p._id), code: null, live: false, settled: true }
    : { ...p.roster!.before!, settled: true }))
  return { people: people.length, trips: 2 + others.length }
}

/**
 * Before one update undoes an import, everybody whom it touched is held still against edits by hand. Whoever was edited
 * since is left out: held still, they would be read as the import says.
 */
export async function holdStill(store: Store, { _id: id, appliedAt = 0 }: ImportDoc): Promise<Progress> {
  const unedited = command.or([{ editedAt: command.exists(false) }, { editedAt: command.lte(appliedAt) }])
  const free = (more: object) => command.and([{ 'roster.importId': id, settled: true }, unedited, more]) as unknown as Where<PersonDoc>
  const people = await store.people.find(free({}), { limit: BATCH, fields: ['_id'] })
  if (people.length) await store.people.change(free({ _id: command.in(people.map(p => p._id)) }), { settled: false })
  return { people: people.length, trips: 2 }
}

/** A dropped import leaves nothing behind: whom it would have brought is deleted, all others have their earlier mark back. */
export async function clearStaged(store: Store, { _id: id }: ImportDoc): Promise<Progress> {
  const people = await waiting(store, id)
  const [unseen, others] = split(people, p => isAdded(p) && p.roster!.earlier === null)
  if (unseen.length) await store.people.remove({ ...still(id, unseen), live: false })
  await inParallel(others, p => store.people.change(still(id, [p]), { roster: withEarlier(p), settled: true }))
  if (people.length) return { people: people.length, trips: 2 + others.length }
  const rows = await store.importRows.find({ importId: id }, { limit: BATCH, fields: ['_id'] })
  if (rows.length) await store.importRows.remove({ _id: command.in(rows.map(r => r._id)) })
  return { people: rows.length, trips: 3 }
}

const withEarlier = ({ roster }: PersonDoc) => (roster?.earlier ? { ...roster.earlier, earlier: null } : null)

function split<T>(items: T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter(i => !test(i))]
}
