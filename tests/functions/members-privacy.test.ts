import { PRIVACY_VERSION } from '../../types/member'
import { startCloud, type TestCloud } from './cloud'
import { applied, workbook } from './roster-file'

const ZHAO = 'demo-zhao'
const LI = 'demo-li'
const LI_ID = 'person-li-xiuying'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const stored = async (id: string) => (await t.db.collection('people').doc(id).get()).data[0]
const everything = async () => {
  const names = ['people', 'importRows', 'imports', 'signIns', 'claims', 'motions']
  return JSON.stringify(await Promise.all(names.map(async n => (await t.db.collection(n).where({}).limit(1000).get()).data)))
}

test('consent is kept with its version and time', async () => {
  await t.db.collection('people').doc(LI_ID).update({ consent: null })
  expect((await t.call(LI, 'members', 'me', {})).consentVersion).toBeUndefined()
  expect(await t.refusal(LI, 'members', 'agree', { version: '2020-01' })).toBe('BAD_INPUT')
  await t.call(LI, 'members', 'agree', { version: PRIVACY_VERSION })
  expect((await t.call(LI, 'members', 'me', {})).consentVersion).toBe(PRIVACY_VERSION)
})

test('a person takes home all that is kept about them, and nothing of others', async () => {
  await applied(t, ZHAO, 'import-privacy-1', await workbook([['李秀英', '10345', '13800000346', '铸造分厂', '', '', '', '', '', '']]))
  const { fileName, json } = await t.call(LI, 'members', 'exportMine', {})
  expect(fileName).toMatch(/^我的信息-\d{4}-\d\d-\d\d\.json$/)
  const kept = JSON.parse(json) as Record<string, Record<string, unknown>[]>
  expect(kept.people).toMatchObject([{ _id: LI_ID, name: '李秀英', phone: '13800000346', wx: LI }])
  expect(kept.importRows).toMatchObject([{ employeeNo: '10345' }])
  expect(kept.motions!.map(m => m._id)).toEqual(expect.arrayContaining(['motion-demo-0001', 'motion-demo-0002', 'motion-life-0011']))
  expect(kept.motions!.find(m => m._id === 'motion-demo-0002')).toMatchObject({ cosigners: [{ personId: LI_ID }], answers: { [LI_ID]: { answer: 'accepted' } } })
  for (const other of ['周建国', 'person-zhou-jianguo', '陈志强', '冯刚', '赵敏', 'secretHash', '"web"', 'rev"']) expect(json).not.toContain(other)
})

test('staff refuse an erasure only with a reason, and see who asked', async () => {
  await t.call('demo-liu', 'members', 'askErasure', { reason: '已离职' })
  await t.call('demo-liu', 'members', 'askErasure', { reason: '再点一次' })
  const { items } = await t.call(ZHAO, 'members', 'erasures', {})
  expect(items).toMatchObject([{ reason: '已离职', person: { _id: 'person-liu-yang' } }])
  const { _id, rev } = items[0]!.person
  expect(await t.refusal(ZHAO, 'members', 'settleErasure', { personId: _id, rev, erase: false, note: '' })).toBe('BAD_INPUT')
  expect(await t.refusal(ZHAO, 'members', 'settleErasure', { personId: _id, rev: rev - 1, erase: true, note: '' })).toBe('STALE')
  await t.call(ZHAO, 'members', 'settleErasure', { personId: _id, rev, erase: false, note: '劳动合同仍在履行' })
  expect((await t.call(ZHAO, 'members', 'erasures', {})).items).toEqual([])
  expect((await stored(_id)).events.at(-1)).toMatchObject({ act: 'keep', note: '劳动合同仍在履行' })
  expect(await t.refusal(ZHAO, 'members', 'settleErasure', { personId: _id, rev, erase: true, note: '' })).toBe('NOT_FOUND')
})

test('an erased person leaves no name, number or account; the filed motion stays', async () => {
  await t.call(LI, 'motions', 'saveDraft', { id: 'motion-li-draft', rev: 0, text: { title: '李秀英的草稿', reason: '', proposal: '', category: null, pictures: [] } })
  await t.call(LI, 'members', 'askErasure', { reason: '' })
  const { person } = (await t.call(ZHAO, 'members', 'erasures', {})).items[0]!
  await t.call(ZHAO, 'members', 'settleErasure', { personId: LI_ID, rev: person.rev, erase: true, note: '' })
  const left = await everything()
  for (const trace of ['李秀英', '13800000345', '13800000346', '10345', '"demo-li"', '草稿']) expect(left).not.toContain(trace)
  expect(await t.call(LI, 'members', 'me', {})).toMatchObject({ state: 'visitor' })
  const { motion } = await t.call('demo-zhou', 'motions', 'get', { id: 'motion-demo-0001' })
  expect(motion).toMatchObject({ proposerName: '已注销', title: '关于改善铸造分厂夏季高温岗位通风的提案' })
  expect(await t.refusal(ZHAO, 'members', 'person', { id: LI_ID })).toBe('NOT_FOUND')
  expect(await t.refusal(ZHAO, 'members', 'issueCode', { personId: LI_ID })).toBe('NOT_FOUND')
  // The 工号 is free again for somebody else.
  await t.call(ZHAO, 'members', 'addPerson', { id: 'person-after-li', name: '接班', employeeNo: '10345', phone: '', unitId: 'hj-zhuzao' })
})

test('what the congress keeps of a person: the own part in the export; after erasure its decisions stay, what only served the person goes', async () => {
  const WANG = 'demo-wang', WANG_ID = 'person-wang-haiyan'
  const add = (name: string, doc: object) => t.db.collection(name).add({ tenantId: 'ent-huajiang', rev: 0, ...doc })
  const named = [{ personId: WANG_ID, name: '王海燕' }, { personId: 'person-tang-yong', name: '唐勇' }]
  await add('terms', {
    _id: 'term-privacy-01', no: 77, kind: 'congress', name: '隐私届', from: '2026-01-01', to: '2029-01-01', seats: 2, staffing: { headcount: 9, women: 1 }, districts: [], events: [],
    elections: [{ id: 'e', districtId: 'd', why: 'general', heldOn: '2026-01-02', eligible: 9, took: 9, votes: named.map(n => ({ ...n, kind: 'worker', yes: 8, elected: true })), valid: true, sentence: '当选 2 人：王海燕、唐勇', by: '赵敏', at: 1 }],
    ends: [], committees: [{ id: 'c', name: '提案小组', head: named[0], members: named }],
  })
  const session = (_id: string, stage: string) => add('sessions', { _id, stage, title: '隐私会议', startsAt: 1, rehearsal: false, kind: 'joint', invited: named.map(n => n.personId), observers: named, presidium: named, overrides: [], resolution: null, events: [] })
  await session('session-priv-over', 'closed')
  await session('session-priv-next', 'preparing')
  await add('roll', { _id: `session-priv-over.${WANG_ID}`, sessionId: 'session-priv-over', personId: WANG_ID, name: '王海燕', delegation: '一团', kind: 'worker', observer: false, invented: false, present: true, device: 'hash-of-the-phone', marks: [{ act: 'in', at: 2, way: 'staff', by: '赵敏' }], code: null })
  await add('opinions', { _id: 'opinion-priv-1', sessionId: 'session-priv-over', matterId: null, delegation: '一团', by: '王海燕', personId: WANG_ID, text: '希望改善通风', at: 3, answer: { text: '已采纳', by: '赵敏', at: 4 } })

  const kept = JSON.parse((await t.call(WANG, 'members', 'exportMine', {})).json) as Record<string, Record<string, unknown>[]>
  expect(kept.terms).toContainEqual(expect.objectContaining({ name: '隐私届', votes: [{ heldOn: '2026-01-02', why: 'general', kind: 'worker', yes: 8, elected: true }], committees: [{ name: '提案小组', head: true }] }))
  expect(kept.sessions).toContainEqual(expect.objectContaining({ _id: 'session-priv-over', invited: true, observer: true, presidium: true }))
  expect(kept.roll).toContainEqual(expect.objectContaining({ sessionId: 'session-priv-over', marks: [{ act: 'in', at: 2, way: 'staff' }] }))
  expect(kept.opinions).toContainEqual(expect.objectContaining({ text: '希望改善通风' }))
  for (const other of ['唐勇', 'person-tang-yong', '赵敏', 'hash-of-the-phone']) expect(JSON.stringify([kept.terms, kept.sessions, kept.roll, kept.opinions])).not.toContain(other)

  await t.call(WANG, 'members', 'askErasure', { reason: '' })
  const { person } = (await t.call(ZHAO, 'members', 'erasures', {})).items.find(i => i.person._id === WANG_ID)!
  await t.call(ZHAO, 'members', 'settleErasure', { personId: WANG_ID, rev: person.rev, erase: true, note: '' })
  const one = async (name: string, id: string) => (await t.db.collection(name).doc(id).get()).data[0]
  expect(await one('opinions', 'opinion-priv-1')).toMatchObject({ by: '已注销', text: '希望改善通风' })
  expect(await one('roll', `session-priv-over.${WANG_ID}`)).toMatchObject({ name: '王海燕', present: true, device: `none:${WANG_ID}`, marks: [{ act: 'in' }] })
  expect(await one('terms', 'term-privacy-01')).toMatchObject({ elections: [{ votes: [{ name: '王海燕' }, { name: '唐勇' }] }], committees: [{ head: null, members: [{ name: '唐勇' }] }] })
  expect(await one('sessions', 'session-priv-over')).toMatchObject({ observers: named, presidium: named })
  expect(await one('sessions', 'session-priv-next')).toMatchObject({ invited: ['person-tang-yong'], observers: [{ name: '唐勇' }] })
})

test('union staff must hand over before they are erased, and nobody is erased while checked in', async () => {
  await t.call(ZHAO, 'members', 'askErasure', { reason: '' })
  await t.call('demo-zhou', 'members', 'askErasure', { reason: '' })
  await t.db.collection('sessions').doc('session-erase').set({ tenantId: 'ent-huajiang', stage: 'discussion', rev: 0 })
  await t.db.collection('roll').doc('session-erase.person-zhou-jianguo').set({ tenantId: 'ent-huajiang', sessionId: 'session-erase', personId: 'person-zhou-jianguo', present: true, device: 'x', rev: 0 })
  const { items } = await t.call(ZHAO, 'members', 'erasures', {})
  const settle = (name: string) => {
    const { _id, rev } = items.find(i => i.person.name === name)!.person
    return t.refusal(ZHAO, 'members', 'settleErasure', { personId: _id, rev, erase: true, note: '' })
  }
  expect(await settle('赵敏')).toBe('STILL_STAFF')
  expect(await settle('周建国')).toBe('CHECKED_IN')
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
