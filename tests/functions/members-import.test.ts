import { startCloud, type TestCloud } from './cloud'
import { settled, staged, workbook, type Cell } from './roster-file'

const ZHAO = 'demo-zhao'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const people = async (text: string) => (await t.call(ZHAO, 'members', 'people', { text })).items
const shownRows = async (id: string, show: 'bad' | 'add' | 'change' | 'same') => (await t.call(ZHAO, 'members', 'importPreview', { id, show })).items

test('a union office imports a roster: preview, bad rows with their reasons, apply, undo', async () => {
  const rows: Cell[][] = [
    ['新人一', '70001', '13700000001', '总装分厂', '总装一班', '是', '第六届', '总装分厂代表团', '总装分厂选区', '科技人员'],
    ['新 人 二', '７０００２ ', '１３７００００ ０００２', ' 铸造分厂', '', '', '', '', '', ''],
    ['周建国', '10021', 13800000099, '铸造分厂', '', '', '', '', '', ''],
    ['李秀英', '10345', '', '铸造分厂', '', '', '', '', '', ''],
    ['坏手机', '70003', '12345', '总装分厂', '', '', '', '', '', ''],
    ['没单位', '70004', '', '没有的分厂', '', '', '', '', '', ''],
    ['重复甲', '70005', '', '总装分厂', '', '', '', '', '', ''],
    ['重复乙', '70005', '', '总装分厂', '', '', '', '', '', ''],
    ['', '70006', '', '总装分厂', '', '', '', '', '', ''],
    ['缺工号', '', '', '总装分厂', '', '', '', '', '', ''],
    ['合并甲', '70007', '', '总装分厂', '', '', '', '', '', ''],
    ['合并乙', '70008', '', '', '', '', '', '', '', ''],
  ]
  const id = 'import-story-1'
  const ready = await staged(t, ZHAO, id, await workbook(rows, { merges: ['D12:D13'] }))
  expect(ready.problem).toBeUndefined()
  expect(ready).toMatchObject({ state: 'ready', settled: true, done: 12, total: 12, counts: { bad: 8, add: 2, change: 1, same: 1 }, undoable: false })
  expect(await shownRows(id, 'bad')).toMatchObject([
    { row: 6, name: '坏手机', notes: ['手机号不对，应为 11 位数字'] },
    { row: 7, notes: ['没有单位“没有的分厂”，请核对名称，或先在“单位”里新增'] },
    { row: 8, notes: ['工号 70005 重复：第 9 行也是这个工号'] },
    { row: 9, notes: ['工号 70005 重复：第 8 行也是这个工号'] },
    { row: 10, notes: ['缺少姓名'] },
    { row: 11, notes: ['缺少工号'] },
    { row: 12, notes: ['有合并单元格（D12:D13），请取消合并，每行各填一人'] },
    { row: 13, notes: ['有合并单元格（D12:D13），请取消合并，每行各填一人'] },
  ])
  expect(await shownRows(id, 'change')).toMatchObject([{ row: 4, employeeNo: '10021', notes: ['手机：138****0021 → 138****0099', '单位：总装分厂 → 铸造分厂'] }])
  expect(await shownRows(id, 'add')).toMatchObject([{ name: '新人一', notes: ['职工代表 第六届 总装分厂代表团'] }, { name: '新人二', employeeNo: '70002' }])

  // Nothing counts before it is applied.
  expect(await people('新人')).toEqual([])
  expect((await people('周建国'))[0]).toMatchObject({ unitName: '总装分厂', phoneMasked: '138****0021' })
  expect(await t.refusal(ZHAO, 'members', 'changePerson', { id: 'person-zhou-jianguo', rev: (await people('周建国'))[0]!.rev, name: '周建国', employeeNo: '10021', unitId: 'hj-dongli' })).toBe('IMPORTING')

  const counting = await t.call(ZHAO, 'members', 'importApply', { id, rev: ready.rev })
  expect(counting).toMatchObject({ state: 'applied', settled: false })
  // Everything counts at once, before anything is copied.
  expect((await people('新人')).map(p => [p.name, p.employeeNo, p.unitName])).toEqual([['新人一', '70001', '总装一班'], ['新人二', '70002', '铸造分厂']])
  expect((await people('周建国'))[0]).toMatchObject({ unitName: '铸造分厂', phoneMasked: '138****0099' })
  expect(await t.call('demo-zhou', 'members', 'me', {})).toMatchObject({ phone: '13800000099', unitName: '铸造分厂' })
  expect((await t.call(ZHAO, 'members', 'people', { unitId: 'hj-zhuzao', text: '周建国' })).items).toHaveLength(1)
  expect((await t.call(ZHAO, 'members', 'people', { unitId: 'hj-zongzhuang', text: '周建国' })).items).toHaveLength(0)
  expect((await t.call(ZHAO, 'members', 'people', { role: 'delegate', text: '新人' })).items.map(p => p.name)).toEqual(['新人一'])

  const done = await settled(t, ZHAO, id)
  expect(done).toMatchObject({ state: 'applied', settled: true, done: 3, total: 3, undoable: true })
  expect((await people('新人')).map(p => p.name)).toEqual(['新人一', '新人二'])
  const zhou = (await people('周建国'))[0]!
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  expect(zhou.memberships.filter(m => m.role === 'worker')).toMatchObject([{ unitId: 'hj-zongzhuang' }, { unitId: 'hj-zhuzao', from: today, to: null }])
  expect(zhou.memberships.find(m => m.role === 'worker')!.to! < today).toBe(true)
  expect(zhou.memberships.filter(m => m.role === 'delegate')).toMatchObject([{ to: null }])

  await t.call(ZHAO, 'members', 'importUndo', { id, rev: done.rev })
  expect(await settled(t, ZHAO, id)).toMatchObject({ state: 'undone', settled: true, undoable: false })
  expect(await people('新人')).toEqual([])
  expect((await people('周建国'))[0]).toMatchObject({ unitName: '总装分厂', phoneMasked: '138****0021' })
  expect(t.faults()).toBe(0)
})
