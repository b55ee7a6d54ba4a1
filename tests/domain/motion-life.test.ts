import fc from 'fast-check'
import { addDays, dayOf } from '../../domain/calendar'
import { tick, wakeAt } from '../../domain/motion-clock'
import { after, decide } from '../../domain/motion-decide'
import { motionGraph, replays, motionStateWords } from '../../domain/motion-graph'
import { obstacleTo, openActs } from '../../domain/motion-open'
import { standingOf, standingsOf } from '../../domain/motion-stats'
import { Refusal } from '../../domain/refusal'
import { calendarOf } from '../../domain/working-days'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import { MotionActInput, type LifeAct } from '../../types/motion-acts'
import type { Motion } from '../../types/motion'
import type { MotionState } from '../../types/motion-life'
import * as z from 'zod/mini'
import { START, contextFor, inputFor, motionIn, people, type Kind } from './motion-world'

const DAY = 86_400_000
const lifeActs = MotionActInput.def.options.map(o => o.def.shape.act.def.values[0] as LifeAct)
const decidable = lifeActs.filter((a): a is Exclude<LifeAct, 'cosign'> => a !== 'cosign')
const kinds = Object.keys(people) as Kind[]

test('every act of the contract is in the graph, and every act of the graph has words', () => {
  for (const act of lifeActs) expect(motionGraph.some(r => r.act === act)).toBe(true)
  for (const row of motionGraph) expect([row.act, row.label.length > 1, row.done.length > 1]).toEqual([row.act, true, true])
})

test('every state can be reached from a draft, and only the archive and a merged filing have no way on', () => {
  const reached = new Set<MotionState>(['draft'])
  for (let grew = true; grew;) {
    const before = reached.size
    for (const row of motionGraph) if (row.from.some(s => reached.has(s))) row.to.forEach(s => reached.add(s))
    grew = reached.size > before
  }
  expect([...reached].sort()).toEqual(Object.keys(motionStateWords).sort())
  const stuck = [...reached].filter(s => !motionGraph.some(r => r.from.includes(s) && r.to.some(t => t !== s)))
  expect(stuck).toEqual(['archived'])
})

// Who may do what: written down by hand, so that a slip in the graph is seen.
const movers: Record<Exclude<LifeAct, 'cosign'>, { in: MotionState; by: Kind[] }[]> = {
  admit: [{ in: 'submitted', by: ['committee'] }, { in: 'disputed', by: ['presidium'] }],
  merge: [{ in: 'submitted', by: ['committee'] }, { in: 'disputed', by: ['presidium'] }],
  split: [{ in: 'merged', by: ['committee'] }],
  toOpinion: [{ in: 'submitted', by: ['committee'] }, { in: 'disputed', by: ['presidium'] }, { in: 'returned', by: ['committee'] }],
  giveBack: [{ in: 'submitted', by: ['committee'] }, { in: 'disputed', by: ['presidium'] }],
  resubmit: [{ in: 'returned', by: ['proposer'] }],
  refuse: [{ in: 'submitted', by: ['committee'] }, { in: 'disputed', by: ['presidium'] }, { in: 'returned', by: ['committee'] }],
  dispute: [{ in: 'submitted', by: ['committee'] }, { in: 'refused', by: ['proposer'] }],
  answerOpinion: [{ in: 'opinion', by: ['staff', 'committee', 'leader'] }],
  assign: [{ in: 'filed', by: ['staff', 'committee', 'leader'] }],
  signFor: [{ in: 'assigned', by: ['handler'] }],
  sendBack: [{ in: 'assigned', by: ['handler'] }],
  reassign: (['assigned', 'handling', 'signing'] as const).map(s => ({ in: s, by: ['staff', 'committee', 'leader'] })),
  note: (['assigned', 'handling', 'signing'] as const).map(s => ({ in: s, by: ['handler', 'helper'] })),
  askExtension: [{ in: 'assigned', by: ['handler'] }, { in: 'handling', by: ['handler'] }],
  grantExtension: [{ in: 'handling', by: ['staff', 'committee', 'leader'] }],
  denyExtension: [{ in: 'handling', by: ['staff', 'committee', 'leader'] }],
  remind: [{ in: 'handling', by: ['staff', 'committee', 'leader'] }],
  reply: [{ in: 'handling', by: ['handler'] }],
  sign: [{ in: 'signing', by: ['signer', 'leader'] }],
  returnReply: [{ in: 'signing', by: ['signer', 'leader'] }],
  rate: [{ in: 'replied', by: ['proposer', 'coproposer'] }],
  settle: [{ in: 'committee', by: ['committee'] }],
  deliver: [{ in: 'closed', by: ['handler', 'staff'] }, { in: 'archived', by: ['handler', 'staff'] }],
  publish: [{ in: 'closed', by: ['staff'] }, { in: 'archived', by: ['staff'] }],
  unpublish: [{ in: 'closed', by: ['staff'] }],
  archive: [{ in: 'closed', by: ['staff'] }, { in: 'refused', by: ['staff'] }],
}

/** A motion in a state with everything in place that an act in it could want. */
const ready = (state: MotionState, act: LifeAct): Motion => motionIn(state, {
  lead: { unitId: 'unit-power', name: '动力部' }, assist: [{ unitId: 'unit-office', name: '机关' }], due: START + 10 * DAY, returnBy: START + 5 * DAY, rateBy: START + 9 * DAY,
  parts: [{ _id: 'motion-two', title: '另一件', personId: 'coproposer', name: '乙', delegation: '乙' }],
  merged: state === 'merged' ? { into: 'motion-two', as: 'filed', from: 'submitted', at: START } : null,
  extension: act === 'grantExtension' || act === 'denyExtension' ? { days: 10, note: '', state: 'asked', at: START } : null,
  replies: [{ code: 'B', text: '正在解决', promisedOn: '2026-06-01', files: [], by: 'handler', unitName: '动力部', at: START, round: 1, signedBy: null, signedAt: null }],
  promise: act === 'deliver' ? { on: '2026-06-01', state: 'open', unitName: '动力部' } : null,
  published: act === 'unpublish' ? { title: '题', proposal: '议', reply: '答', proposer: null, unitIds: [], at: START } : null,
})

describe.each(decidable)('%s', act => {
  test('the inputs of the walk fit the contract', () => {
    for (let n = 0; n < 8; n++) expect(z.safeParse(MotionActInput, inputFor(act, n, '2026-09-01')).success).toBe(true)
  })

  test('is open in its states to its people, and to nobody else', () => {
    for (const state of Object.keys(motionStateWords) as MotionState[]) {
      const rows = movers[act].filter(m => m.in === state)
      const known = motionGraph.some(r => r.act === act && r.from.includes(state))
      if (rows.length === 0 && known) continue // checked through one of the like states in the table above
      for (const kind of kinds) {
        const no = obstacleTo(act, ready(state, act), people[kind], START)
        expect([state, kind, no === null]).toEqual([state, kind, rows.some(r => r.by.includes(kind))])
        if (!no) continue
        expect(() => decide(ready(state, act), inputFor(act, 1, '2026-09-01') as never, contextFor(people[kind], START))).toThrow(Refusal)
        expect(no.code).toBe(known ? 'NOT_ALLOWED' : 'WRONG_STATE')
      }
    }
  })
})

interface Walk { m: Motion; events: { act: string; state?: MotionState }[]; seen: Set<MotionState>; marks: string[]; now: number }

const calendar = calendarOf(HOLIDAYS_2026)

/** Acts that lead on more often than those that stay, and each act as often as another however many people may do it. */
function chosen<T extends { act: LifeAct }>(open: T[], n: number): T {
  const moving = open.filter(o => motionGraph.some(r => r.act === o.act && r.to.length > 0))
  const list = n % 4 === 1 || moving.length === 0 ? open : moving
  const acts = [...new Set(list.map(o => o.act))]
  const same = list.filter(o => o.act === acts[(n >> 3) % acts.length])
  return same[(n >> 9) % same.length]!
}

/** One step of a walk: somebody tries something, or time passes. */
function step(w: Walk, n: number): Walk {
  const now = w.now + (n % 7) * DAY / 3
  if (n % 11 === 0) {
    const later = now + (n % 5) * 9 * DAY
    const { set, events, marks } = tick(w.m, w.marks, later, calendar, n % 33 === 0)
    const m = { ...w.m, ...set }
    // The same moment again does nothing more.
    expect(tick(m, [...w.marks, ...marks], later, calendar, false).events).toEqual([])
    return { ...w, m, marks: [...w.marks, ...marks], now: later, events: [...w.events, ...events], seen: new Set([...w.seen, m.state]) }
  }
  const open = kinds.flatMap(kind => openActs(w.m, people[kind], now).filter(r => decidable.includes(r.act as never)).map(r => ({ kind, act: r.act as Exclude<LifeAct, 'cosign'> })))
  // Every third time somebody tries what may not be open to them at all.
  const wild = { kind: kinds[n % kinds.length]!, act: decidable[(n >> 4) % decidable.length]! }
  const { kind, act } = n % 3 === 0 || open.length === 0 ? wild : chosen(open, n)
  const context = contextFor(people[kind], now)
  const input = inputFor(act, n, addDays(dayOf(now), 30))
  if (obstacleTo(act, w.m, people[kind], now)) {
    expect(() => decide(w.m, input as never, context)).toThrow(Refusal)
    return { ...w, now }
  }
  try {
    const decided = decide(w.m, input as never, context)
    const m = after(w.m, decided)
    return { ...w, m, now, events: [...w.events, { act, state: m.state }], seen: new Set([...w.seen, m.state]) }
  } catch (e) {
    if (e instanceof Refusal) return { ...w, now }
    throw e
  }
}

const begin = (): Walk => ({
  m: motionIn('submitted'), marks: [], now: START, seen: new Set<MotionState>(['draft', 'cosigning', 'submitted']),
  events: [{ act: 'file', state: 'cosigning' }, { act: 'submit', state: 'submitted' }],
})

const counted = new Set([...standingsOf('received')])

/** What must hold after any walk. */
function sound(end: Walk) {
  expect(replays(end.events, end.m.state)).toBe(true)
  expect(counted.has(standingOf(end.m))).toBe(true)
  const { m } = end
  if (['assigned', 'handling', 'signing'].includes(m.state)) expect(m.lead !== null && m.due !== null).toBe(true)
  if (m.state === 'replied') expect(m.rateBy !== null && m.replies.at(-1)!.signedAt !== null).toBe(true)
  if (m.state === 'filed') expect(m.lead).toBeNull()
  // A draft of a reply is there only while its leader has it.
  expect(m.replies.filter(r => r.signedAt === null)).toHaveLength(m.state === 'signing' ? 1 : 0)
  // Once the timer has looked, it has nothing more to do at that moment.
  const late = end.now + 400 * DAY
  const passed = tick(m, end.marks, late, calendar, false)
  expect(wakeAt({ ...m, ...passed.set }, [...end.marks, ...passed.marks])).toBeGreaterThan(late)
}

const walk = (seed: number, numRuns: number, each: (end: Walk) => void) =>
  fc.assert(fc.property(fc.array(fc.noBias(fc.nat(1_000_000)), { minLength: 40, maxLength: 80 }), numbers => each(numbers.reduce(step, begin()))), { seed, numRuns })

test('walks from five seeds: nothing impossible is kept, and together they meet every state', () => {
  const met = new Set<MotionState>()
  for (const seed of [1, 2, 3, 4, 5]) walk(seed, 30, end => {
    sound(end)
    end.seen.forEach(s => met.add(s))
  })
  expect([...met].sort()).toEqual(Object.keys(motionStateWords).sort())
})

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_000)

test(`walks at random: the log replays to the state, nothing impossible is kept (SEED=${seed})`, () => walk(seed, 40, sound))
