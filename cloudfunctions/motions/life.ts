import { dayOf } from '../../domain/calendar'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import { membershipsOn } from '../../domain/membership'
import { MAX_COSIGNERS, maySee } from '../../domain/motion'
import { after, decide, type ActContext } from '../../domain/motion-decide'
import { termsOfText } from '../../domain/motion-likeness'
import { listedAs } from '../../domain/motion-listed'
import { obstacleTo } from '../../domain/motion-open'
import { calendarOf } from '../../domain/working-days'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { Motion } from '../../types/motion'
import type { InputOfAct, MotionActInput } from '../../types/motion-acts'
import { command } from '../_kit/cloud'
import type { KeptEvent, MotionDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'
import type { Call } from '../_kit/serve'
import { isDuplicate, type Change, type Join, type Store } from '../_kit/store'
import { viewOf, viewerFrom } from './view'

type ActCall = Pick<Call<unknown>, 'me' | 'store' | 'now'>

/** An act that the phone or the timer repeats is known by its key; nobody else makes one like it. */
const keyOf = (me: Me, key: string) => `${me.person!._id}:${key}`

const isRepeat = (doc: MotionDoc, me: Me, { act, key }: MotionActInput) => doc.events.some(e => e.act === act && e.key === keyOf(me, key))

/** What an act rests on, all read beside the motion in one round trip. */
function joinsFor(input: MotionActInput, tenantId: string) {
  const units = input.act === 'assign' || input.act === 'reassign' ? [input.lead, ...input.assist] : input.act === 'publish' ? input.unitIds : []
  const into: Join = input.act === 'merge'
    ? { from: 'motions', match: { _id: input.into }, limit: 1 }
    : { from: 'motions', bind: { into: '$merged.into' }, match: { $expr: { $eq: ['$_id', '$$into'] } }, limit: 1 }
  return {
    parts: { from: 'motions', match: { 'merged.into': input.id } },
    rules: { from: 'motionRules', match: { _id: tenantId }, limit: 1 },
    ...(units.length ? { units: { from: 'units', match: { _id: { $in: units } } } } : {}),
    ...(input.act === 'merge' || input.act === 'split' ? { into } : {}),
    ...(input.act === 'admit' ? { last: { from: 'motions', bind: { session: '$session' }, match: { $expr: { $eq: ['$session', '$$session'] } }, sort: { caseNo: -1 }, limit: 1 } } : {}),
  } as const satisfies Record<string, Join>
}

async function readFor(store: Store, input: MotionActInput, me: Me) {
  const found = await store.motions.joined(input.id, joinsFor(input, me.tenantId) as Record<string, Join>)
  if (!found) return undefined
  const { doc, beside } = found as unknown as { doc: MotionDoc; beside: { parts: MotionDoc[]; rules: { holidays: never[] }[]; units?: never[]; into?: MotionDoc[]; last?: MotionDoc[] } }
  return {
    doc,
    parts: beside.parts,
    context: {
      units: beside.units ?? [],
      calendar: calendarOf(beside.rules[0]?.holidays ?? HOLIDAYS_2026),
      lastSerial: beside.last?.[0]?.serial ?? 0,
      into: beside.into?.[0] && viewOf(beside.into[0]),
    },
  }
}

/** Tries again from the start when somebody else wrote in between: the rule decides anew on what is there now. */
const TRIES = 4

/** One act: three round trips (who, what it rests on, one conditional write); two more for each collision with somebody else. */
export async function runAct(call: ActCall, input: Exclude<MotionActInput, { act: 'cosign' }>): Promise<Motion> {
  const { me, store, now } = call
  const viewer = viewerFrom(me)
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await readFor(store, input, me)
    if (!found || !maySee(viewOf(found.doc, found.parts), viewer.personId, viewer.roles.map(r => r.role))) throw notFound('件提案')
    const { doc, parts } = found
    if (isRepeat(doc, me, input)) return viewOf(doc, parts)
    const context: ActContext = { now, viewer, ...found.context }
    const saved = await write(store, doc, changed(viewOf(doc, parts), doc, input, context, me))
    if (saved) return viewOf(saved, parts)
  }
  throw stale('这件提案')
}

/** False when the motion, or the number that it was to get, changed hands in the meantime. */
async function write(store: Store, doc: MotionDoc, change: Change<MotionDoc>) {
  try {
    return await store.motions.changeOne({ _id: doc._id, rev: doc.rev }, change)
  } catch (error) {
    if (isDuplicate(error)) return undefined
    throw error
  }
}

function changed(m: Motion, doc: MotionDoc, input: Exclude<MotionActInput, { act: 'cosign' }>, context: ActContext, me: Me): Change<MotionDoc> {
  const decided = decide(m, input, context)
  const next = after(m, decided)
  const event: KeptEvent = {
    act: input.act, by: context.viewer.name, byId: context.viewer.personId, at: context.now, state: next.state, key: keyOf(me, input.key),
    ...(decided.note ? { note: decided.note } : {}),
  }
  return {
    ...decided.set,
    ...listedAs(next, doc),
    ...(decided.set.serial ? { caseNo: String(decided.set.serial).padStart(6, '0') } : {}),
    ...(input.act === 'resubmit' ? { words: termsOfText(next.title, `${next.reason}${next.proposal}`) } : {}),
    events: command.push([event]),
    updatedAt: context.now,
  }
}

/** Co-signs from the open list 主动附议: a field of one's own, so that many may do it in the same moment. */
export async function cosign({ me, store, now }: ActCall, input: InputOfAct<'cosign'>): Promise<Motion> {
  const viewer = viewerFrom(me)
  const personId = viewer.personId!
  const doc = await store.motions.get(input.id)
  if (!doc || !maySee(viewOf(doc), personId, viewer.roles.map(r => r.role))) throw notFound('件提案')
  // A repeat that comes late must not turn round what was withdrawn meanwhile.
  if (doc.answers[personId]?.answer === 'accepted' || isRepeat(doc, me, input)) return viewOf(doc)
  const no = obstacleTo('cosign', viewOf(doc), viewer, now)
  if (no) throw no
  const asked = doc.asked.includes(personId)
  const delegation = membershipsOn(me.person!.memberships, dayOf(now)).find(m => m.role === 'delegate')!.seat!.delegation
  const room: `asked.${number}` = `asked.${MAX_COSIGNERS - 1}`
  const saved = await store.motions.changeOne(
    { _id: doc._id, state: 'cosigning', ...(asked ? { asked: personId } : { asked: command.neq(personId), [room]: command.exists(false) }) },
    {
      ...(asked ? {} : { asked: command.push([personId]), cosigners: command.push([{ personId, name: viewer.name, delegation, at: now }]) }),
      [`answers.${personId}` as const]: command.set({ answer: 'accepted', at: now }),
      events: command.push([{ act: 'cosign', by: viewer.name, byId: personId, at: now, state: 'cosigning', key: keyOf(me, input.key) }]),
      updatedAt: now,
    },
  )
  if (saved) return viewOf(saved)
  if (doc.asked.length >= MAX_COSIGNERS) throw new Refusal('TOO_MANY', `附议人最多 ${MAX_COSIGNERS} 位`)
  throw stale('这件提案')
}
