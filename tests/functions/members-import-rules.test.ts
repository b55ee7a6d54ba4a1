import { PRIVACY_VERSION } from '../../types/member'
import { deflateRawSync } from 'node:zlib'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { people } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'
import { hall } from './congress-hall'
import { applied, settled, staged, upload, workbook, type Cell } from './roster-file'

const ZHAO = 'demo-zhao'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

let made = 0
const newId = () => `import-rules-${++made}`
const row = (name: string, no: Cell, unit = '总装分厂', phone: Cell = ''): Cell[] => [name, no, phone, unit, '', '', '', '', '', '']
const one = async (no: string) => (await t.call(ZHAO, 'members', 'people', { text: no })).items[0]
const drop = async (id: string) => {
  const { rev } = await settled(t, ZHAO, id)
  await t.call(ZHAO, 'members', 'importDrop', { id, rev })
  return settled(t, ZHAO, id)
}

describe('a file that cannot be read is refused whole, in Chinese, and the place stays free', () => {
  const xlsx = () => workbook([row('张三', '1')])
  test.each<[string, () => Promise<Buffer>, string]>([
    ['an old .xls', async () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), '旧格式'],
    ['a text', async () => Buffer.from('姓名,工号\n张三,1'), '不是 Excel 工作簿'],
    ['an empty file', async () => Buffer.from(' '), '不是 Excel 工作簿'],
    ['half a workbook', async () => (await xlsx()).subarray(0, 900), '已损坏'],
    ['an archive of something else', async () => Buffer.from(zipSync({ 'a.txt': strToU8('x') })), '已损坏'],
    ['broken XML inside', async () => {
      const files = unzipSync(await xlsx())
      files['xl/workbook.xml'] = strToU8('<workbook><sheets>')
      return Buffer.from(zipSync(files))
    }, '已损坏'],
    ['a zip bomb', async () => {
      const bomb = await xlsx()
      bomb.writeUInt32LE(90 * 1024 * 1024, bomb.indexOf('PK\u0001\u0002') + 24)
      return bomb
    }, '展开后太大'],
    ['11 MB', async () => Buffer.concat([await xlsx(), Buffer.alloc(11 * 1024 * 1024)]), '文件太大'],
    ['a missing heading', () => workbook([['张三', '1']], { headings: ['姓名', '编码'] }), '没有找到“工号”、“单位”列'],
    ['nobody in it', () => workbook([]), '没有任何职工'],
  ])('%s', async (_what, file, words) => {
    const doc = await staged(t, ZHAO, newId(), await file())
    expect(doc).toMatchObject({ state: 'dropped', settled: true })
    expect(doc.problem).toContain(words)
  })

  test('a small archive that claims to be smaller than it is', async () => {
    const packed = deflateRawSync(Buffer.alloc(4 * 1024 * 1024))
    const lying = Buffer.from(zipSync({ 'xl/workbook.xml': strToU8('<x/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(packed) }, { level: 0 }))
    // The stored member is turned into a deflated one whose headers still give the packed size as the whole size.
    for (let at = 0; (at = lying.indexOf('PK', at)) >= 0; at += 2) {
      const [method, name] = lying.readUInt16LE(at + 2) === 0x0403 ? [8, 30] : [10, 46]
      if (lying.subarray(at + name, at + name + 24).toString() === 'xl/worksheets/sheet1.xml') lying.writeUInt16LE(8, at + method)
    }
    expect(await staged(t, ZHAO, newId(), lying)).toMatchObject({ state: 'dropped', problem: expect.stringContaining('已损坏') })
  })

  test('a file that is not there, and somebody else’s', async () => {
    const id = newId()
    await t.call(ZHAO, 'members', 'importStart', { id, file: 'cloud://test.bucket/ent-huajiang/person-zhao-min/gone.xlsx', fileName: '名册.xlsx' })
    expect(await settled(t, ZHAO, id)).toMatchObject({ state: 'dropped', problem: expect.stringContaining('找不到') })
    for (const file of ['cloud://test.bucket/ent-huajiang/person-zhou-jianguo/a.xlsx', 'cloud://test.bucket/ent-qingyuan/person-ma-xiaodong/a.xlsx', 'cloud://test.bucket/ent-huajiang/person-zhao-min/../person-sun-li/a.xlsx']) {
      expect(await t.refusal(ZHAO, 'members', 'importStart', { id: newId(), file, fileName: '名册.xlsx' })).toBe('NOT_ALLOWED')
    }
  })
})

test('the template is read back as it says, once it is filled in', async () => {
  const { fileName, base64 } = await t.call(ZHAO, 'members', 'importTemplate', {})
  expect(fileName).toBe('职工名册模板.xlsx')
  expect(await staged(t, ZHAO, newId(), Buffer.from(base64, 'base64'))).toMatchObject({ problem: expect.stringContaining('没有任何职工') })
})

test('one import a tenant is open at a time, whoever starts first; sending the start again is the same import', async () => {
  const file = await upload(t, ZHAO, await workbook([row('甲', 'R1')]))
  const ids = [newId(), newId(), newId()]
  const replies = await Promise.all(ids.map(id => t.ask(ZHAO, 'members', 'importStart', { id, file, fileName: 'a.xlsx' })))
  expect(replies.map(r => (r.ok ? 'ok' : r.code)).sort()).toEqual(['IMPORT_OPEN', 'IMPORT_OPEN', 'ok'])
  const id = ids[replies.findIndex(r => r.ok)]!
  expect(await t.call(ZHAO, 'members', 'importStart', { id, file, fileName: 'a.xlsx' })).toMatchObject({ _id: id })
  expect(await t.call('demo-ma', 'members', 'imports', {})).toEqual({ items: [] })
  await drop(id)
})

test('five taps on apply are one; ten workers at once count every row once', async () => {
  const id = newId()
  const file = await upload(t, ZHAO, await workbook(Array.from({ length: 250 }, (_, i) => row(`众人${i}`, `S${i}`))))
  await t.call(ZHAO, 'members', 'importStart', { id, file, fileName: 'a.xlsx' })
  await Promise.all(Array.from({ length: 10 }, () => t.call(ZHAO, 'members', 'importWork', { id })))
  const ready = await settled(t, ZHAO, id)
  expect(ready.counts).toEqual({ bad: 0, add: 250, change: 0, same: 0 })
  const taps = await Promise.all(Array.from({ length: 5 }, () => t.ask(ZHAO, 'members', 'importApply', { id, rev: ready.rev })))
  expect(taps.every(r => r.ok || r.code === 'STALE')).toBe(true)
  await Promise.all(Array.from({ length: 10 }, () => t.call(ZHAO, 'members', 'importWork', { id })))
  await settled(t, ZHAO, id)
  expect((await t.db.collection('people').where({ 'roster.importId': id, live: true, settled: true }).count()).total).toBe(250)
})

test('who is brought by an import binds as soon as it counts, and not before', async () => {
  const id = newId()
  const ready = await staged(t, ZHAO, id, await workbook([row('早到', 'E1', '总装分厂', '13755550001'), row('王海燕', '10502', '', '13755550002')]))
  const byPhone = (wx: string, phone: string) => t.ask(wx, 'members', 'bindByPhone', { code: `phone:${phone}`, consent: PRIVACY_VERSION })
  expect(await byPhone('wx-early', '13755550001')).toMatchObject({ code: 'NOT_ON_ROSTER' })
  expect(await byPhone('wx-early', '13755550002')).toMatchObject({ code: 'NOT_ON_ROSTER' })
  const counting = await t.call(ZHAO, 'members', 'importApply', { id, rev: ready.rev })
  expect(counting.settled).toBe(false)
  expect(await byPhone('wx-early', '13755550001')).toMatchObject({ ok: true })
  expect(await byPhone('wx-other', '13755550002')).toMatchObject({ code: 'ALREADY_BOUND' })
  expect(await byPhone('wx-other', '13800000502')).toMatchObject({ code: 'NOT_ON_ROSTER' })
  expect(await t.call('wx-early', 'members', 'me', {})).toMatchObject({ state: 'bound', name: '早到' })
  const done = await settled(t, ZHAO, id)
  expect(await t.call('wx-early', 'members', 'me', {})).toMatchObject({ state: 'bound', name: '早到' })
  await t.call(ZHAO, 'members', 'importUndo', { id, rev: done.rev })
  await settled(t, ZHAO, id)
  expect(await t.call('wx-early', 'members', 'me', {})).toMatchObject({ state: 'visitor' })
  expect((await t.db.collection('people').where({ wx: 'wx-early' }).count()).total).toBe(0)
  // Staff add the same person by hand: it is the same record that comes back.
  const back = await t.call(ZHAO, 'members', 'addPerson', { id: 'person-early-2', name: '早到', employeeNo: 'e1', phone: '', unitId: 'hj-dongli' })
  expect(back._id).not.toBe('person-early-2')
  expect((await one('E1'))!._id).toBe(back._id)
})

test('an edit by hand and an import never lose one another', async () => {
  const id = newId()
  const before = (await one('11100'))!
  const edit = { id: before._id, rev: before.rev, name: '手工', employeeNo: '11100', unitId: 'hj-jiguan' }
  const file = await upload(t, ZHAO, await workbook([row('导入', '11100', '动力分厂')]))
  await t.call(ZHAO, 'members', 'importStart', { id, file, fileName: 'a.xlsx' })
  const [edited, read] = await Promise.all([t.ask(ZHAO, 'members', 'changePerson', edit), settled(t, ZHAO, id)])
  // The preview shows what was there at last; an edit that comes later is told to wait.
  expect(['ok', 'IMPORTING']).toContain(edited.ok ? 'ok' : edited.code)
  expect(read.counts.change).toBe(1)
  const [preview] = (await t.call(ZHAO, 'members', 'importPreview', { id, show: 'change' })).items
  expect(preview!.notes[0]).toBe(`姓名：${edited.ok ? '手工' : before.name} → 导入`)
  expect(await t.refusal(ZHAO, 'members', 'grant', { personId: before._id, rev: (await one('11100'))!.rev, membership: { id: 'm-while-imp', role: 'handler', unitId: 'hj-jiguan', from: '2026-01-01', to: null } })).toBe('IMPORTING')
  await drop(id)
  expect((await one('11100'))!.name).toBe(edited.ok ? '手工' : before.name)
  expect((await t.db.collection('people').doc(before._id).get()).data[0]).toMatchObject({ settled: true, roster: null })
})

test('gender is optional, told to staff alone, counted among the delegates, exported to the person and erased with them', async () => {
  const women = async () => (await t.call(ZHAO, 'congress', 'term', { id: 'term-demo-0006' })).findings.map(f => f.text).join(' ')
  expect(await women()).toContain('女职工代表 0 人，性别未知 99 人，女职工代表比例无法核对')
  const headings = ['姓名', '工号', '单位', '性别']
  await applied(t, ZHAO, newId(), await workbook([['李秀英', '10345', '铸造分厂', '女'], ['周建国', '10021', '总装分厂', '男']], { headings }))
  expect(await women()).toMatch(/代表构成符合规定，女职工代表 1 人，性别未知 97 人/)
  const li = (openid: string) => t.call(openid, 'members', 'person', { id: 'person-li-xiuying' })
  expect((await li(ZHAO)).gender).toBe('woman')
  for (const openid of ['demo-chen', 'demo-sun', 'demo-jiang']) expect(await li(openid)).not.toHaveProperty('gender')
  expect((await one('10345'))).not.toHaveProperty('gender')
  expect(JSON.parse((await t.call('demo-li', 'members', 'exportMine', {})).json).people).toMatchObject([{ gender: 'woman' }])
  const { rev, name, employeeNo, unitId } = await li(ZHAO)
  expect(await t.call(ZHAO, 'members', 'changePerson', { id: 'person-li-xiuying', rev, name, employeeNo, unitId })).toMatchObject({ gender: 'woman' })
  await t.call('demo-li', 'members', 'askErasure', { reason: '' })
  await t.call(ZHAO, 'members', 'settleErasure', { personId: 'person-li-xiuying', rev: (await li(ZHAO)).rev, erase: true, note: '本人申请' })
  const kept = JSON.stringify((await t.db.collection('people').doc('person-li-xiuying').get()).data[0])
  expect(kept).not.toContain('woman')
})

describe('undo', () => {
  test('is refused by name while somebody whom it touched is checked in to a meeting, and goes through afterwards', async () => {
    const h = await hall(t, { size: 2, present: 1 })
    const [there, away] = h.ids.map(id => people.find(p => p._id === id)!) as [typeof people[number], typeof people[number]]
    const done = await applied(t, ZHAO, newId(), await workbook([row(there.name, there.employeeNo, '铸造分厂'), row(away.name, away.employeeNo, '铸造分厂')]))
    const undo = async () => t.ask(ZHAO, 'members', 'importUndo', { id: done._id, rev: (await settled(t, ZHAO, done._id)).rev })
    const refused = await undo()
    expect(refused).toMatchObject({ ok: false, code: 'CHECKED_IN', message: expect.stringContaining(there.name) })
    expect(refused.ok ? '' : refused.message).not.toContain(away.name)
    expect(await settled(t, ZHAO, done._id)).toMatchObject({ state: 'applied' })
    await t.call(h.wx(0), 'congress', 'step', { id: h.id, act: 'leave', key: 'key-leave-0001' })
    expect(await undo()).toMatchObject({ ok: true })
    expect(await settled(t, ZHAO, done._id)).toMatchObject({ state: 'undone' })
  })

  test('is refused by name when somebody was edited since, and for all but the last', async () => {
    const first = await applied(t, ZHAO, newId(), await workbook([row('一号', 'V1'), row('二号', 'V2')]))
    const p = (await one('V1'))!
    await t.call(ZHAO, 'members', 'changePerson', { id: p._id, rev: p.rev, name: '一号改', employeeNo: 'V1', unitId: 'hj-jiguan' })
    const refused = await t.ask(ZHAO, 'members', 'importUndo', { id: first._id, rev: first.rev })
    expect(refused).toMatchObject({ ok: false, code: 'EDITED', message: expect.stringContaining('一号改') })
    const second = await applied(t, ZHAO, newId(), await workbook([row('三号', 'V3')]))
    expect(await t.refusal(ZHAO, 'members', 'importUndo', { id: first._id, rev: first.rev })).toBe('NOT_LAST')
    const { items } = await t.call(ZHAO, 'members', 'imports', {})
    expect(items.filter(i => i.undoable).map(i => i._id)).toEqual([second._id])
  })

  test('still works after a later import was looked at and dropped', async () => {
    const done = await applied(t, ZHAO, newId(), await workbook([row('四号', 'V4'), row('改过', '11101', '动力分厂')]))
    const later = newId()
    await staged(t, ZHAO, later, await workbook([row('四号新名', 'V4'), row('又改', '11101')]))
    await drop(later)
    await t.call(ZHAO, 'members', 'importUndo', { id: done._id, rev: (await settled(t, ZHAO, done._id)).rev })
    expect(await settled(t, ZHAO, done._id)).toMatchObject({ state: 'undone' })
    expect(await one('V4')).toBeUndefined()
    expect((await one('11101'))!.name).not.toBe('改过')
  })

  test('gives up when somebody is edited while it begins, and leaves the import as it was', async () => {
    const done = await applied(t, ZHAO, newId(), await workbook([row('五号', 'V5'), row('六号', 'V6'), row('七号', '11102')]))
    await t.call(ZHAO, 'members', 'importUndo', { id: done._id, rev: done.rev })
    for (const no of ['V5', '11102']) {
      const p = (await one(no))!
      await t.call(ZHAO, 'members', 'changePerson', { id: p._id, rev: p.rev, name: `${p.name}改`, employeeNo: no, unitId: 'hj-jiguan' })
    }
    const kept = await settled(t, ZHAO, done._id)
    expect(kept).toMatchObject({ state: 'applied', problem: expect.stringMatching(/五号改.*七号改|七号改.*五号改/) })
    expect([(await one('V5'))!.name, (await one('V6'))!.name, (await one('11102'))!.name]).toEqual(['五号改', '六号', '七号改'])
    expect((await t.db.collection('people').where({ tenantId: 'ent-huajiang', settled: false }).count()).total).toBe(0)
  })
})

test('the timer goes on with what nobody watches, and drops what nobody applied for a week', async () => {
  const id = newId()
  const file = await upload(t, ZHAO, await workbook([row('定时', 'W1')]))
  await t.call(ZHAO, 'members', 'importStart', { id, file, fileName: 'a.xlsx' })
  await t.cloud.fire('members-timer')
  const [doc] = (await t.call(ZHAO, 'members', 'imports', {})).items
  expect(doc).toMatchObject({ _id: id, state: 'ready' })
  expect(await t.cloud.http(file.replace(/^cloud:\/\/[^/]+/, '')).then(r => r.status)).not.toBe(200)
  await t.db.collection('imports').doc(id).update({ at: Date.now() - 8 * 86_400_000 })
  await t.cloud.fire('members-timer')
  await t.cloud.fire('members-timer')
  expect(await settled(t, ZHAO, id)).toMatchObject({ state: 'dropped', problem: expect.stringContaining('七天') })
  expect((await t.db.collection('people').where({ employeeNo: 'W1' }).count()).total).toBe(0)
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
