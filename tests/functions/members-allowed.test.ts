import { PRIVACY_VERSION, members } from '../../types/member'
import { handlers } from '../../cloudfunctions/members/handlers'
import { startCloud, type TestCloud } from './cloud'

type Action = keyof typeof members
const actions = Object.keys(members) as Action[]
const consent = PRIVACY_VERSION
const id = 'allowed-000001'
const person = 'person-hj-0007'

/** One acceptable input for each action. */
const good: Record<Action, Record<string, unknown>> = {
  me: {},
  bindByPhone: { code: 'phone:13712121212', consent },
  bindChosen: { claim: 'no-such-claim', personId: person, consent },
  bindByCode: { unitCode: 'HJZG', employeeNo: '11007', code: 'AAAABBBB', consent },
  bindByTrial: { code: 'AAAABBBB22', consent },
  unbindMe: {},
  issueCode: { personId: person },
  unbind: { personId: person },
  issueTrial: { days: 7, role: 'delegate' },
  webStart: {},
  webLook: { scene: 'no-such-scene' },
  webConfirm: { scene: 'no-such-scene' },
  webFinish: { scene: 'no-such-scene', secret: 'x' },
  webLeave: {},
  units: {},
  addUnit: { id, parentId: 'hj-jiguan', kind: 'team', name: '测试班组' },
  changeUnit: { id: 'hj-dongli-3', rev: 0, name: '动力三班' },
  closeUnit: { id: 'hj-dongli-3', rev: 99 },
  people: {},
  person: { id: person },
  addPerson: { id, name: '测试', employeeNo: 'T1', phone: '', unitId: 'hj-jiguan' },
  changePerson: { id: person, rev: 99, name: '测试', employeeNo: '11007', unitId: 'hj-jiguan' },
  grant: { personId: person, rev: 99, membership: { id, role: 'handler', unitId: 'hj-jiguan', from: '2026-01-01', to: null } },
  end: { personId: person, rev: 99, membershipId: `${person}-worker`, to: '2026-12-31' },
  importStart: { id, file: 'cloud://test.bucket/ent-huajiang/person-zhao-min/a.xlsx', fileName: '名册.xlsx' },
  importWork: { id: 'no-such-import' },
  importPreview: { id: 'no-such-import', show: 'bad' },
  importApply: { id: 'no-such-import', rev: 0 },
  importUndo: { id: 'no-such-import', rev: 0 },
  importDrop: { id: 'no-such-import', rev: 0 },
  imports: {},
  importTemplate: {},
  uploadTicket: { path: 'a.jpg' },
  agree: { version: consent },
  exportMine: {},
  askErasure: { reason: '离职' },
  erasures: {},
  settleErasure: { personId: person, rev: 0, erase: false, note: '不同意' },
}

/** Somebody of every role. */
const actors = {
  visitor: 'wx-visitor', worker: 'demo-liu', delegate: 'demo-zhou', handler: 'demo-chen', leader: 'demo-sun',
  staff: 'demo-zhao', station: 'demo-wu', federation: 'demo-zheng',
}
type Actor = keyof typeof actors
const everybody = Object.keys(actors) as Actor[]
const bound = everybody.filter(a => a !== 'visitor')
const office: Actor[] = ['staff', 'station', 'federation']
const unions: Actor[] = ['staff', 'federation']

/** Who passes the gate of each action. Behind the gate a rule may still say no, for its own reason. */
const gate: Record<Action, Actor[]> = {
  me: everybody, bindByPhone: everybody, bindChosen: everybody, bindByCode: everybody, bindByTrial: everybody, webStart: everybody,
  webFinish: everybody, webLeave: everybody, units: everybody,
  unbindMe: bound, webLook: bound, webConfirm: bound, person: bound, uploadTicket: bound, agree: bound, exportMine: bound, askErasure: bound,
  issueCode: office, addUnit: office, changeUnit: office, closeUnit: office, addPerson: office, changePerson: office, grant: office, end: office,
  importTemplate: office, erasures: office, settleErasure: office,
  people: [...office, 'handler', 'leader'],
  unbind: unions, issueTrial: unions, importStart: unions, importWork: unions, importPreview: unions, importApply: unions, importUndo: unions,
  importDrop: unions, imports: unions,
}

/** Whom a rule behind the gate tells the same: an enterprise with staff of its own is theirs, a file its uploader's. */
const ruledOut: Partial<Record<Action, Actor[]>> = {
  issueTrial: unions, issueCode: ['station', 'federation'], addPerson: ['station', 'federation'], grant: ['station', 'federation'], importStart: ['federation'],
}
const destructive: Action[] = ['unbindMe']

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

describe.each(actions.filter(a => !destructive.includes(a)))('%s', action => {
  test.each(everybody)('for a %s', async actor => {
    const reply = await t.ask(actors[actor], 'members', action, good[action])
    const code = reply.ok ? 'ok' : reply.code
    if (ruledOut[action]?.includes(actor)) expect(code).toBe('NOT_ALLOWED')
    else if (gate[action].includes(actor)) expect(['NOT_ALLOWED', 'NOT_BOUND', 'BAD_INPUT', 'FAULT', 'UNKNOWN_ACTION']).not.toContain(code)
    else expect(code).toBe(actor === 'visitor' ? 'NOT_BOUND' : 'NOT_ALLOWED')
    // Declared beside the handler, the reading of identity included; no import is open here.
    expect(reply.trips).toBeLessThanOrEqual(handlers[action].trips)
  })
})

describe('another enterprise', () => {
  const MA = 'demo-ma'
  test.each<[Action, Record<string, unknown>, string]>([
    ['people', { tenant: 'ent-huajiang' }, 'NOT_FOUND'],
    ['units', { tenant: 'ent-huajiang' }, 'NOT_FOUND'],
    ['person', { id: person }, 'NOT_FOUND'],
    ['person', { id: person, tenant: 'ent-huajiang' }, 'NOT_FOUND'],
    ['issueCode', { personId: person }, 'NOT_FOUND'],
    ['unbind', { personId: person }, 'NOT_FOUND'],
    ['addUnit', { id: 'foreign-0001', parentId: 'hj-jiguan', kind: 'team', name: '外来班组' }, 'NOT_FOUND'],
    ['changeUnit', { id: 'hj-jiguan', rev: 0, name: '改名' }, 'NOT_FOUND'],
    ['closeUnit', { id: 'hj-jiguan', rev: 0 }, 'NOT_FOUND'],
    ['addPerson', { id: 'foreign-0001', name: '外', employeeNo: 'F1', phone: '', unitId: 'hj-jiguan' }, 'NOT_FOUND'],
    ['changePerson', { id: person, rev: 0, name: '外', employeeNo: 'F1', unitId: 'qy-yunxing' }, 'NOT_FOUND'],
    ['changePerson', { id: 'person-he-ping', rev: 0, name: '何平', employeeNo: '50010', unitId: 'hj-jiguan' }, 'NOT_FOUND'],
    ['grant', { personId: person, rev: 0, membership: { id: 'foreign-0001', role: 'staff', unitId: 'ent-huajiang', from: '2026-01-01', to: null } }, 'NOT_FOUND'],
    ['grant', { personId: 'person-he-ping', rev: 0, membership: { id: 'foreign-0001', role: 'handler', unitId: 'hj-jiguan', from: '2026-01-01', to: null } }, 'NOT_FOUND'],
    ['end', { personId: person, rev: 0, membershipId: `${person}-worker`, to: '2026-12-31' }, 'NOT_FOUND'],
    ['settleErasure', { personId: person, rev: 0, erase: true, note: '' }, 'NOT_FOUND'],
    ['importStart', { id: 'foreign-0001', file: 'cloud://test.bucket/ent-huajiang/person-zhao-min/a.xlsx', fileName: 'a' }, 'NOT_ALLOWED'],
  ])('%s %j is refused', async (action, input, code) => {
    const before = JSON.stringify((await t.db.collection('people').doc(person).get()).data)
    expect(await t.refusal(MA, 'members', action, input)).toBe(code)
    expect(JSON.stringify((await t.db.collection('people').doc(person).get()).data)).toBe(before)
  })

  test('a station and the federation see the enterprises below them, read-only', async () => {
    for (const openid of ['demo-wu', 'demo-zheng']) {
      expect((await t.call(openid, 'members', 'people', { tenant: 'ent-huajiang' })).items).toHaveLength(50)
      const { units } = await t.call(openid, 'members', 'units', {})
      expect(units.map(u => u._id)).toEqual(expect.arrayContaining(['ent-huajiang', 'ent-qingyuan']))
      expect(units.some(u => u._id === 'hj-dongli')).toBe(false)
    }
    expect(await t.refusal('demo-zhao', 'members', 'people', { tenant: 'station-east' })).toBe('NOT_FOUND')
    expect(await t.refusal('demo-chen', 'members', 'people', { tenant: 'ent-qingyuan' })).toBe('NOT_FOUND')
  })
})

const OPERATORS = [{ $gt: '' }, { $ne: null }, { $where: 'sleep(1000)' }, ['$gt'], { $set: 1 }]
const MEGABYTES = 'x'.repeat(5_000_000)

describe.each(actions)('bad input of %s', action => {
  const refused = async (input: unknown) => expect(await t.refusal('demo-zhao', 'members', action, input)).toBe('BAD_INPUT')

  test('no object, an unknown field, somebody else’s identity', async () => {
    for (const input of [7, 'text', true, ['x']]) await refused(input)
    await refused({ ...good[action], tenantId: 'ent-qingyuan' })
    await refused({ ...good[action], openid: 'demo-li' })
  })

  const optional: Partial<Record<Action, string[]>> = { changePerson: ['phone'] }
  const fields = Object.keys(good[action])
  if (fields.length) {
    test.each(fields)('%s missing, of a wrong type, with operators, 5 MB long', async field => {
      if (!optional[action]?.includes(field)) await refused({ ...good[action], [field]: undefined })
      for (const value of [null, ...OPERATORS, MEGABYTES]) await refused({ ...good[action], [field]: value })
      if (typeof good[action][field] === 'string') for (const value of [7, true, '\u202Eabc-000001', 'a\u0000bc-000001']) await refused({ ...good[action], [field]: value })
      if (/id$|scene|claim/i.test(field)) for (const value of ['x', '../../etc/passwd', '有汉字的编号啊啊啊', 'a'.repeat(65)]) await refused({ ...good[action], [field]: value })
    })
  }
})

test('odd texts are kept as they are written; odd numbers and paths are refused', async () => {
  const name = '=cmd()|<b>粗</b>👷‍♀️{"$gt":""}'
  const added = await t.call('demo-zhao', 'members', 'addPerson', { id: 'odd-00000001', name, employeeNo: 'ODD1', phone: '', unitId: 'hj-jiguan' })
  expect(added.name).toBe(name)
  expect((await t.call('demo-zhao', 'members', 'people', { text: '{"$gt":""}' })).items.map(p => p._id)).toEqual(['odd-00000001'])
  expect((await t.call('demo-zhao', 'members', 'people', { text: '.*' })).items).toEqual([])
  for (const path of ['../x', 'a/../../b', '.', 'a//b', '/etc', 'a/.']) expect(await t.refusal('demo-zhao', 'members', 'uploadTicket', { path })).toBe('BAD_INPUT')
  for (const employeeNo of ['', '工号', '1 2', '$gt', '1'.repeat(21)]) {
    expect(await t.refusal('demo-zhao', 'members', 'addPerson', { ...good.addPerson, employeeNo })).toBe('BAD_INPUT')
  }
  for (const cursor of ['x', Buffer.from('[{"$gt":""},"x"]').toString('base64url')]) expect(await t.refusal('demo-zhao', 'members', 'people', { cursor })).toBe('BAD_INPUT')
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
