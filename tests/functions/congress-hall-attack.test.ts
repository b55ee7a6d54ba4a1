import { handlers } from '../../cloudfunctions/congress/handlers'
import type { congress } from '../../types/congress'
import { startCloud, type TestCloud } from './cloud'
import { STAFF, accountOf, cast, close, codeOf, grant, hall, motion, newId, yes, type Hall } from './congress-hall'

type Action = 'checkIn' | 'step' | 'tick' | 'oneTimeCode' | 'releasePhone' | 'roll' | 'now' | 'screen' | 'roundOpen' | 'cast' | 'roundClose' | 'roundVoid' | 'round' | 'paperIssue' | 'batchEnter' | 'batchSettle' | 'rehearse'

const entry = { issued: 1, collected: 1, counts: { kind: 'motion', yes: 1, no: 0, abstain: 0, valid: 1, void: 0 } }

/** One acceptable input for each action of the hall. */
const good = (id = 'session-nowhere', matterId = 'matter-nowhere', personId = 'person-nowhere'): Record<Action, Record<string, unknown>> => {
  const roundId = `${matterId}.1`
  return {
    checkIn: { id, code: codeOf(id, 0) },
    step: { id, act: 'leave', key: newId('key') },
    tick: { id, personIds: [personId], act: 'in', key: newId('key') },
    oneTimeCode: { id, personId },
    releasePhone: { id, personId },
    roll: { id, show: 'all' },
    now: { id },
    screen: { id },
    roundOpen: { matterId, no: 1, way: 'named', why: '' },
    cast: { roundId, choice: { kind: 'motion', vote: 'yes' } },
    roundClose: { roundId },
    roundVoid: { roundId, why: '作废的理由' },
    round: { roundId },
    paperIssue: { roundId, personIds: [personId] },
    batchEnter: { roundId, no: 1, entry },
    batchSettle: { roundId, no: 1, rev: 0, entry, note: '核对说明' },
    rehearse: { id, act: 'checkIn', count: 1 },
  }
}
const actions = Object.keys(good()) as Action[]

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const SHUT = ['NOT_BOUND', 'NOT_ALLOWED', 'NOT_FOUND', 'NOT_ON_ROLL']

describe('everybody tries everything', () => {
  const actors = {
    visitor: 'wx-visitor', worker: 'demo-liu', delegate: '', elsewhere: '', committee: 'demo-xu', handler: 'demo-chen', leader: 'demo-sun',
    presidiumRole: 'demo-tang', chairman: '', scrutineer: 'demo-feng', staff: STAFF, otherStaff: 'demo-ma', otherDelegate: 'demo-he', station: 'demo-wu', federation: 'demo-zheng',
  }
  type Actor = keyof typeof actors
  const everybody = Object.keys(actors) as Actor[]
  const onRoll: Actor[] = ['delegate', 'chairman']
  const chairs: Actor[] = ['staff', 'chairman']
  const open: Record<Action, Actor[]> = {
    checkIn: onRoll, step: onRoll, cast: onRoll,
    tick: ['staff'], oneTimeCode: ['staff'], releasePhone: ['staff'], rehearse: ['staff'],
    roll: [...chairs, 'scrutineer'],
    now: [...onRoll, 'staff', 'presidiumRole', 'scrutineer', 'elsewhere'], round: [...onRoll, 'staff', 'presidiumRole', 'scrutineer', 'elsewhere'],
    screen: chairs, roundOpen: chairs, roundClose: chairs, roundVoid: chairs, paperIssue: chairs,
    batchEnter: ['scrutineer'], batchSettle: ['scrutineer'],
  }
  let h: Hall
  let matterId: string
  beforeAll(async () => {
    await grant(t, 'demo-feng', 'scrutineer')
    await grant(t, 'demo-xu', 'committee')
    const big = await hall(t, { size: 10 })
    h = await hall(t, { present: 9, presidium: [{ personId: big.ids[8]!, name: '主席' }] })
    actors.delegate = h.wx(0)
    actors.chairman = h.wx(8)
    actors.elsewhere = accountOf(big.ids[9]!)
    matterId = await h.matter(motion)
    await h.open(matterId)
  })

  test.each(actions)('%s', async action => {
    for (const actor of everybody) {
      const reply = await t.ask(actors[actor] === 'wx-visitor' ? undefined : actors[actor], 'congress', action, good(h.id, matterId, h.ids[1]!)[action])
      const shut = !reply.ok && SHUT.includes(reply.code)
      expect([actor, shut ? 'shut' : 'open']).toEqual([actor, open[action].includes(actor) ? 'open' : 'shut'])
      expect(reply.trips).toBeLessThanOrEqual((handlers as Record<Action, { trips: number }>)[action].trips)
      // What another enterprise asks for is not there at all.
      if (['otherStaff', 'otherDelegate'].includes(actor) && !reply.ok) expect(reply.code).not.toBe('NOT_BOUND')
    }
  })
})

describe('results', () => {
  const secretWords = ['"yes":', '"tally":{', '"decision":{', '赞成']

  test('nobody learns anything of a vote before it is counted, by any door', async () => {
    await grant(t, 'demo-jiang', 'scrutineer')
    const h = await hall(t, { present: 9, presidium: [{ personId: 'person-tang-yong', name: '唐勇' }] })
    const matterId = await h.matter(motion)
    const roundId = await h.open(matterId)
    await Promise.all([1, 2, 3, 4, 5].map(i => cast(t, h.wx(i), roundId, yes)))
    const looks = async () => {
      const all: string[] = []
      for (const wx of [h.wx(0), h.wx(8), STAFF, 'demo-tang', 'demo-jiang', 'demo-feng']) {
        for (const [action, input] of [['now', { id: h.id }], ['round', { roundId }], ['screen', { id: h.id }]] as const) {
          const reply = await t.ask(wx, 'congress', action, input)
          if (reply.ok) all.push(JSON.stringify(reply.data))
        }
      }
      return all
    }
    await t.db.collection('rounds').doc(roundId).update({ state: 'closing', closedAt: Date.now() })
    const closing = await looks()
    await t.db.collection('rounds').doc(roundId).update({ state: 'open', closedAt: null })
    const running = await looks()
    expect(running.length).toBeGreaterThan(12)
    for (const seen of [...running, ...closing]) for (const word of secretWords) expect(seen.includes(word) ? seen : '').toBe('')
    await close(t, roundId)
    expect((await looks()).every(seen => seen.includes('"decision":{'))).toBe(true)
  })

  test('my own vote is mine: nobody else’s answer holds it, even after an election', async () => {
    const h = await hall(t, { present: 9 })
    const candidates = [{ id: 'cand-0001', name: '张三' }, { id: 'cand-0002', name: '李四' }]
    const matterId = await h.matter({ kind: 'elect', seats: 1, candidates, writeIn: true, form: 'surplus' })
    const roundId = await h.open(matterId)
    await t.call(h.wx(0), 'congress', 'cast', { roundId, choice: { kind: 'elect', marks: { 'cand-0001': 'yes', 'cand-0002': 'no' }, writeIns: [] } })
    await close(t, roundId)
    for (const wx of [h.wx(1), STAFF]) {
      const seen = await t.call(wx, 'congress', 'round', { roundId })
      expect(seen.calls).toEqual([])
      expect(JSON.stringify(seen)).not.toContain(h.ids[0])
    }
    expect((await t.call(h.wx(0), 'congress', 'round', { roundId })).part).toMatchObject({ state: 'counted', choice: { marks: { 'cand-0001': 'yes' } } })
  })
})

const OPERATORS = [{ $gt: '' }, { $ne: null }, { $where: 'sleep(1000)' }, ['$gt'], { $in: [] }]
const WRONG: unknown[] = [null, 7.5, -1, true, [], {}, '', '../../etc/passwd', 'a'.repeat(5000), '\u202Emotion-1', 'motion 0001', ...OPERATORS]
/** Of the wrong values those that are right here. */
const fine: Record<string, (value: unknown) => boolean> = {
  code: v => typeof v === 'string' && v.length >= 4 && v.length <= 200 && !/\u202E/.test(v),
  why: v => v === '' || (typeof v === 'string' && v.length < 200 && !/\u202E/.test(v)),
  note: v => typeof v === 'string' && v.length >= 2 && v.length <= 500 && !/\u202E/.test(v),
}

describe.each(actions)('bad input: %s', action => {
  const refused = async (input: unknown) => expect(await t.refusal(STAFF, 'congress', action, input)).toBe('BAD_INPUT')
  const input = good()[action]

  test('no object, unknown fields', async () => {
    for (const bad of [7, 'text', true, [], ['x']]) await refused(bad)
    await refused({ ...input, tenantId: 'ent-qingyuan' })
    await refused({ ...input, personId2: 'x' })
  })

  test.each(Object.keys(input))('%s missing, of a wrong type, with operators', async field => {
    await refused({ ...input, [field]: undefined })
    for (const value of WRONG) if (!fine[field]?.(value)) await refused({ ...input, [field]: value })
  })
})

describe('ballots as nobody’s phone makes them', () => {
  test('each is refused, or void, or a plain ballot; none is a fault', async () => {
    const h = await hall(t, { present: 9 })
    const candidates = [{ id: 'cand-0001', name: '张三' }, { id: 'cand-0002', name: '李四' }]
    const roundId = await h.open(await h.matter({ kind: 'elect', seats: 1, candidates, writeIn: true, form: 'surplus' }))
    const ballots: unknown[] = [
      { kind: 'elect' }, { kind: 'elect', marks: null, writeIns: [] }, { kind: 'elect', marks: { 'cand-0001': 'maybe' }, writeIns: [] }, { kind: 'elect', marks: { $set: 'yes' }, writeIns: [] },
      { kind: 'elect', marks: { 'a.b': 'yes' }, writeIns: [] }, { kind: 'elect', marks: {}, writeIns: 'x' }, { kind: 'elect', marks: {}, writeIns: [{ $gt: '' }] },
      { kind: 'elect', marks: {}, writeIns: Array.from({ length: 201 }, (_, i) => `人${i}`) }, { kind: 'elect', marks: {}, writeIns: ['人'.repeat(41)] },
      { kind: 'elect', marks: {}, writeIns: [], extra: 1 }, { kind: 'constructor' }, { kind: 'motion', vote: 'YES' }, { kind: 'appraise', grades: { x: -1 } }, { kind: 'appraise', grades: { x: 1e9 } },
      { kind: 'motion', vote: 'yes' }, { kind: 'elect', marks: {}, writeIns: ['$where'] }, { kind: 'elect', marks: {}, writeIns: ['\u0000'] }, { kind: 'elect', marks: { 'person-x': 'yes' }, writeIns: [] },
      JSON.parse('{"kind":"elect","marks":{"__proto__":"yes"},"writeIns":[]}'),
    ]
    for (const choice of ballots) {
      const reply = await t.ask(h.wx(0), 'congress', 'cast', { roundId, choice })
      if (!reply.ok) expect(['BAD_INPUT', 'NOT_THIS_BALLOT', 'BAD_NAME', 'VOTED']).toContain(reply.code)
    }
    expect(await close(t, roundId)).toMatchObject({ state: 'counted' })
  })

  test('ids that are no ids of a round reach no database', async () => {
    for (const roundId of ['x', 'matter-0001', 'matter-0001.', 'matter-0001.100', 'matter-0001.1.person-x', '$matter-0001.1', 'matter-0001.1\n', { $ne: '' }]) {
      for (const action of ['cast', 'roundClose', 'round'] as const) expect(await t.refusal(STAFF, 'congress', action, { ...good()[action], roundId })).toBe('BAD_INPUT')
    }
  })
})

test('the table above names every action of this half', () => {
  const others: (keyof typeof congress)[] = Object.keys(handlers).filter(name => !actions.includes(name as Action)) as never
  // Of the secret ballot: ballot-roles.test.ts.
  const ballot = ['castOpen', 'castEnd']
  expect(others.filter(name => /round|cast|roll|check|step|tick|batch|screen|now|paperIssue/i.test(name) && !ballot.includes(name))).toEqual([])
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
