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
  await t.call(LI, 'members', 'agree', { version: '2026-11' })
  expect((await t.call(LI, 'members', 'me', {})).consentVersion).toBe('2026-11')
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

test('union staff must hand over before they are erased, and nobody is erased while checked in', async () => {
  await t.call(ZHAO, 'members', 'askErasure', { reason: '' })
  await t.call('demo-wang', 'members', 'askErasure', { reason: '' })
  await t.db.collection('sessions').doc('session-erase').set({ tenantId: 'ent-huajiang', stage: 'discussion', rev: 0 })
  await t.db.collection('roll').doc('session-erase.person-wang-haiyan').set({ tenantId: 'ent-huajiang', sessionId: 'session-erase', personId: 'person-wang-haiyan', present: true, device: 'x', rev: 0 })
  const { items } = await t.call(ZHAO, 'members', 'erasures', {})
  const settle = (name: string) => {
    const { _id, rev } = items.find(i => i.person.name === name)!.person
    return t.refusal(ZHAO, 'members', 'settleErasure', { personId: _id, rev, erase: true, note: '' })
  }
  expect(await settle('赵敏')).toBe('STILL_STAFF')
  expect(await settle('王海燕')).toBe('CHECKED_IN')
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
