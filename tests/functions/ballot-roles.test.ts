import { randomBytes } from 'node:crypto'
import { handlers } from '../../cloudfunctions/congress/handlers'
import { deviceKeyOf } from '../../domain/ballot/paper'
import { startCloud, type TestCloud } from './cloud'
import { STAFF, hall, motion, type Hall } from './congress-hall'
import { anonymous, codeOf, openDraw, register, scrutineers } from './ballot-phones'

/** Every role against every action of a secret ballot, and every field of each attacked. */

type Action = 'deviceKey' | 'boothKey' | 'sealKey' | 'drawClose' | 'castOpen' | 'castEnd' | 'toSeal' | 'seal' | 'ballotLists'

let t: TestCloud
let h: Hall
let roundId: string
beforeAll(async () => {
  t = await startCloud({ witness: true })
  h = await hall(t, { size: 5, present: 4 })
  await scrutineers(t, h.id)
  await register(t, h.wx(0), h.id)
  roundId = (await openDraw(t, await h.matter(motion, { way: 'secret' })))._id
})
afterAll(() => t.stop())
afterEach(() => expect(t.faults()).toBe(0))

const good = (): Record<Action, Record<string, unknown>> => ({
  deviceKey: { id: h.id, pub: deviceKeyOf(randomBytes(32)).pub },
  boothKey: { id: h.id, personId: h.ids[3]!, pub: deviceKeyOf(randomBytes(32)).pub },
  sealKey: { id: h.id, pub: deviceKeyOf(randomBytes(32)).pub },
  drawClose: { roundId }, castOpen: { roundId }, castEnd: { roundId }, toSeal: { roundId },
  seal: { roundId, n: 0, sig: randomBytes(64).toString('base64url'), batches: [] },
  ballotLists: { roundId },
})
const actions: Action[] = ['deviceKey', 'boothKey', 'sealKey', 'castOpen', 'castEnd', 'toSeal', 'seal', 'ballotLists', 'drawClose']
const SHUT = ['NOT_BOUND', 'NOT_ALLOWED', 'NOT_FOUND', 'NOT_ON_ROLL']

test.each(actions)('%s', async action => {
  const actors: Record<string, string | undefined> = {
    visitor: undefined, worker: 'demo-liu', delegate: h.wx(0), handler: 'demo-chen', leader: 'demo-sun', scrutineer: 'demo-jiang', staff: STAFF, otherStaff: 'demo-ma', otherDelegate: 'demo-he',
    station: 'demo-wu', federation: 'demo-zheng',
  }
  const open: Record<Action, string[]> = {
    deviceKey: ['delegate'], boothKey: ['staff'], sealKey: ['scrutineer'], drawClose: ['staff'], castOpen: ['staff'], castEnd: ['staff'], toSeal: ['scrutineer'], seal: ['scrutineer'],
    ballotLists: ['delegate', 'staff', 'scrutineer'],
  }
  for (const [actor, wx] of Object.entries(actors)) {
    const reply = await t.ask(wx, 'congress', action, good()[action])
    const shut = !reply.ok && SHUT.includes(reply.code)
    expect([actor, shut ? 'shut' : 'open']).toEqual([actor, open[action].includes(actor) ? 'open' : 'shut'])
    expect(reply.trips).toBeLessThanOrEqual((handlers as Record<Action, { trips: number }>)[action].trips)
  }
})

const WRONG: unknown[] = [null, 7.5, -1, true, [], {}, '', '../../etc/passwd', 'a'.repeat(5000), '\u202Eround', { $gt: '' }, { $ne: null }, ['$gt']]

test('every field of every action refuses what it is not', async () => {
  for (const action of actions) {
    const input = good()[action]
    for (const field of Object.keys(input)) {
      for (const wrong of WRONG.filter(w => !(field === 'batches' && Array.isArray(w) && w.length === 0))) {
        expect([action, field, wrong, await t.refusal(action === 'sealKey' || action === 'seal' ? 'demo-jiang' : STAFF, 'congress', action, { ...input, [field]: wrong })]).toEqual([action, field, wrong, 'BAD_INPUT'])
      }
    }
    expect(await t.refusal(STAFF, 'congress', action, { ...input, tenantId: 'ent-shifan' })).toBe('BAD_INPUT')
  }
})

test('issuer, witness and box refuse in words, whatever comes', async () => {
  const bodies: unknown[] = ['', '{', 'null', [], {}, { round: roundId }, { round: roundId, request: null }, { round: { $gt: '' }, request: {} }, { op: 'void', round: roundId }, { op: 'close' }]
  for (const path of ['/api/issuer', '/api/issuer/witness', '/api/box', '/api/box/rounds/x', '/api/issuer/else']) {
    for (const body of bodies) {
      const { status, reply } = await anonymous(t, path, body)
      expect([path, status < 500, reply.ok]).toEqual([path, true, false])
      if (!reply.ok) expect(reply.message).toMatch(/[\u4e00-\u9fff]/)
    }
  }
  // The witness obeys whoever has the shared secret, and nobody else.
  expect(await codeOf(anonymous(t, `${t.cloud.url}/env/witness/api/issuer/witness`, { op: 'void', round: roundId }))).toBe('NOT_ALLOWED')
  expect(await codeOf(anonymous(t, `${t.cloud.url}/env/witness/api/issuer/witness`, { op: 'void', round: roundId }, { 'x-zdt-mac': '0'.repeat(64) }))).toBe('NOT_ALLOWED')
  for (const path of [`/api/box/rounds/${roundId}`, `/api/box/rounds/${roundId}/state`]) expect(await codeOf(anonymous(t, path))).toBe('ok')
  for (const path of ['/api/box/rounds/matter-nowhere.1', '/api/box/rounds/..%2f..', `/api/box/rounds/${roundId}/ballots`]) expect(await codeOf(anonymous(t, path))).toBe('NOT_FOUND')
})
