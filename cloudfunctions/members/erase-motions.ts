import { ERASED_NAME } from '../../domain/erased'
import { blankLife } from '../../domain/motion-case'
import { CLOCK_NAME } from '../../domain/motion-clock'
import { forsaken } from '../../domain/motion-forsaken'
import { listedAs } from '../../domain/motion-listed'
import { stale } from '../../domain/refusal'
import { command } from '../_kit/cloud'
import type { MotionDoc, PersonDoc } from '../_kit/documents'
import type { Call } from '../_kit/serve'
import type { Change, Store, Where } from '../_kit/store'

type EraseCall = Pick<Call<unknown>, 'app' | 'store' | 'now'>
type Erased = Pick<PersonDoc, '_id' | 'name'>

const PAGE = 100

/** A motion that many act on at this moment is tried so often. */
const TRIES = 6

async function idsOf(store: Store, where: Where<MotionDoc>): Promise<Pick<MotionDoc, '_id' | 'merged'>[]> {
  const found: Pick<MotionDoc, '_id' | 'merged'>[] = []
  for (;;) {
    const page = await store.motions.find(where, { order: [['_id', 'asc']], skip: found.length, limit: PAGE, fields: ['_id', 'merged'] })
    found.push(...page)
    if (page.length < PAGE) return found
  }
}

/** `邀请 甲、乙 附议` names people in the words of the history itself. */
const withoutInvited = (note: string, name: string) =>
  note.replace(/^邀请 (.*) 附议$/, (_all, names: string) => `邀请 ${names.split('、').map(n => (n === name ? ERASED_NAME : n)).join('、')} 附议`)

/** Lines written before ids were kept in them are known by the name alone. */
const isTheirs = (e: MotionDoc['events'][number], { _id, name }: Erased) => (e.byId === undefined ? e.by === name : e.byId === _id)

/** The motion without the person's name, in the hands of whoever can go on with it; its text and its course stay. */
function cleaned(m: MotionDoc, person: Erased, now: number): Change<MotionDoc> | undefined {
  const own = m.proposerId === person._id
  const named = {
    proposerName: own ? ERASED_NAME : m.proposerName,
    cosigners: m.cosigners.map(c => (c.personId === person._id ? { ...c, name: ERASED_NAME } : c)),
    events: m.events.map(e => ({
      ...e,
      ...(isTheirs(e, person) ? { by: ERASED_NAME } : {}),
      ...(e.note && m.asked.includes(person._id) ? { note: withoutInvited(e.note, person.name) } : {}),
    })),
    ratings: m.ratings.map(r => (r.personId === person._id ? { ...r, name: ERASED_NAME } : r)),
    published: m.published && own ? { ...m.published, proposer: null } : m.published,
  }
  const on = own ? forsaken(m) : null
  if (!on) {
    const before: Record<string, unknown> = Object.fromEntries(Object.keys(named).map(field => [field, m[field as keyof typeof named]]))
    return JSON.stringify(named) === JSON.stringify(before) ? undefined : named
  }
  const next = { ...blankLife, ...m, ...named, state: on.state, cosigners: [], parts: [] }
  return {
    ...named, ...listedAs(next, m), state: on.state, submittedAt: m.submittedAt ?? now, updatedAt: now,
    events: [...named.events, { act: 'forsaken', by: CLOCK_NAME, at: now, state: on.state, note: on.note }],
  }
}

/** @throws Refusal when others kept changing the motion; the erasure is then asked for again and goes on. */
async function cleanOne({ store, now }: EraseCall, person: Erased, id: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const doc = await store.motions.get(id)
    const change = doc && cleaned(doc, person, now)
    if (!doc || !change) return
    if (await store.motions.change({ _id: id, rev: doc.rev }, change)) return
  }
  throw stale('有一件提案正在被别人办理，这项注销')
}

/**
 * Takes a person out of the motions: drafts go with their files; of all others, as proposer, co-signer 附议人 or proposer of
 * a filing merged into another case 并案, only the name goes. May be repeated: what is done already is left alone.
 */
export async function eraseMotions(call: EraseCall, person: Erased): Promise<void> {
  const { app, store } = call
  const drafts = await store.motions.find({ proposerId: person._id, state: 'draft' })
  const files = drafts.flatMap(d => [...d.pictures, ...d.files.map(f => f.fileId)])
  for (let at = 0; at < files.length; at += 50) await app.deleteFile({ fileList: files.slice(at, at + 50) })
  if (drafts.length) await store.motions.remove({ proposerId: person._id, state: 'draft' })
  const own = await idsOf(store, { proposerId: person._id })
  const asked = await idsOf(store, { asked: person._id })
  const cases = own.flatMap(m => (m.merged ? [m.merged.into] : []))
  const judged = cases.length ? await idsOf(store, { _id: command.in(cases) }) : []
  for (const id of new Set([...own, ...asked, ...judged].map(m => m._id))) await cleanOne(call, person, id)
}
