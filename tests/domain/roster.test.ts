import { readRoster, type RosterReading, type RosterSheet, type RosterUnit } from '../../domain/roster'
import { cleanEmployeeNo, cleanName, cleanPhone, cleanText, genderOf, seatKindOf, yesNo } from '../../domain/roster-cells'

const unit = (id: string, kind: RosterUnit['kind'], name: string, above?: RosterUnit): RosterUnit =>
  ({ _id: id, parentId: above?._id ?? null, path: [...(above?.path ?? []), id], kind, name })
const ent = unit('ent', 'enterprise', '华江重工')
const a = unit('branch-a', 'branch', '总装分厂（东区）', ent)
const b = unit('branch-b', 'branch', '铸造分厂', ent)
const units = [ent, a, b, unit('team-a1', 'team', '一班', a), unit('team-b1', 'team', '一班', b), unit('team-b2', 'team', '炉前班', b), unit('d1', 'branch', '后勤', ent), unit('d2', 'branch', '后勤', ent)]

const HEAD = ['姓名', '工号', '手机', '单位', '班组', '是否代表', '届', '代表团', '选区', '类别']
const read = (rows: string[][], more: Partial<RosterSheet> = {}, head = HEAD) => readRoster({ rows: [head, ...rows], merges: [], ...more }, units)
const readings = (...args: Parameters<typeof read>): RosterReading[] => {
  const result = read(...args)
  if ('problem' in result) throw new Error(result.problem)
  return result.readings
}
const problem = (...args: Parameters<typeof read>) => {
  const result = read(...args)
  return 'problem' in result ? result.problem : undefined
}
const one = (row: string[], head = HEAD) => readings([row], {}, head)[0]!

describe('cells', () => {
  test.each([
    ['　张　三　', '张 三'], ['ＡＢ１２', 'AB12'], ['a\u200Bb\u202Ec', 'abc'], ['x\ty\n', 'x y'], ['总装（东）', '总装(东)'],
  ])('text %j is mended to %j', (raw, clean) => expect(cleanText(raw)).toBe(clean))

  test.each([
    ['张 三', '张三'], ['阿依古丽·买买提', '阿依古丽·买买提'], ['John Smith', 'John Smith'],
  ])('name %s is %s', (raw, value) => expect(cleanName(raw)).toEqual({ value }))
  test.each(['', '=cmd()', '+1', '-x', '@SUM(A1)', '长'.repeat(41)])('name %s is refused', raw => expect(cleanName(raw)).toHaveProperty('problem'))

  test.each([['10021', '10021'], ['a-7', 'A-7'], ['10021.0', '10021'], ['1.0021E4', '10021'], ['1 002', '1002'], ['00012', '00012']])('工号 %s is %s', (raw, value) => expect(cleanEmployeeNo(raw)).toEqual({ value }))
  test.each(['', '工1', '1'.repeat(21), 'A_1', '1.5', '{"$gt":""}'])('工号 %j is refused', raw => expect(cleanEmployeeNo(raw)).toHaveProperty('problem'))

  test.each([
    ['', null], ['13800000021', '13800000021'], ['138 0000 0021', '13800000021'], ['138-0000-0021', '13800000021'],
    ['+8613800000021', '13800000021'], ['1.3800000021E10', '13800000021'], ['13800000021.0', '13800000021'],
  ])('phone %j is %s', (raw, value) => expect(cleanPhone(raw)).toEqual({ value }))
  test.each(['1380000002', '12800000021', '138000000211', '0535-6680000', 'abc'])('phone %s is refused', raw => expect(cleanPhone(raw)).toHaveProperty('problem'))

  test.each([['是', true], ['√', true], ['TRUE', true], ['否', false], ['×', false], ['', null], ['也许', undefined]])('delegate %j is %s', (raw, value) => expect(yesNo(raw)).toBe(value))
  test.each([['女', { value: 'woman' }], ['男', { value: 'man' }], ['', { value: null }], ['不详', { problem: '“性别”应填“男”或“女”，不登记就空着' }]])('gender %j is %j', (raw, read) => expect(genderOf(raw)).toEqual(read))
  test.each([['一线职工', 'worker'], ['技术人员', 'technical'], ['中层以上领导', 'leader'], ['', null], ['路人', undefined]])('kind %j is %s', (raw, value) => expect(seatKindOf(raw)).toBe(value))
})

describe('headings', () => {
  test('columns may stand in any order, with other names and blanks, below a title, beside others', () => {
    const sheet: RosterSheet = { rows: [['华江重工职工名册', ''], [], ['序号', '工 号', '姓  名', '手机号码', '部门', '备注'], ['1', '7', '张三', '13800000021', '铸造分厂', '好']], merges: [{ top: 0, left: 0, bottom: 0, right: 5 }] }
    expect(readRoster(sheet, units)).toEqual({ readings: [{ row: 4, name: '张三', employeeNo: '7', unit: '铸造分厂', entry: { name: '张三', employeeNo: '7', phone: '13800000021', unitId: 'branch-b', gender: null, seat: null }, problems: [] }] })
  })

  test.each([
    [[], ['张三', '7'], '没有找到“姓名”、“工号”、“单位”列'],
    [['姓名', '手机'], ['张三', ''], '没有找到“工号”、“单位”列'],
    [['姓名', '工号', '姓名', '单位'], ['张三', '7', '', ''], '第 1 行有 2 列都是“姓名”'],
  ])('%j is refused by name', (head, row, words) => expect(problem([row], {}, head)).toContain(words))

  test('a sheet with nobody in it is refused', () => {
    expect(problem([])).toContain('没有任何职工')
    expect(problem([['', ' ', '　'], []])).toContain('没有任何职工')
  })

  test('20,000 rows are read, one more is refused; blank rows do not count and keep the numbers of Excel', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ['张三', String(i), '', '铸造分厂'])
    expect(readings([[], ...many]).at(-1)).toMatchObject({ row: 20_002, problems: [] })
    expect(problem([...many, ['李四', 'X', '', '铸造分厂']])).toContain('最多导入 20000 人')
  })
})

describe('rows', () => {
  test('a whole row', () => {
    expect(one(['张三', '7', '', '总装分厂(东区)', '一班', '是', '第六届', '一团', '一区', '管理人员']).entry)
      .toEqual({ name: '张三', employeeNo: '7', phone: null, unitId: 'team-a1', gender: null, seat: { term: '第六届', delegation: '一团', district: '一区', kind: 'manager' } })
  })

  test.each([
    [['', '7', '', '铸造分厂'], ['缺少姓名']],
    [['张三', '', '', '铸造分厂'], ['缺少工号']],
    [['张三', '7', '123', '铸造分厂'], ['手机号不对，应为 11 位数字']],
    [['张三', '7', '', '锻造分厂'], ['没有单位“锻造分厂”，请核对名称，或先在“单位”里新增']],
    [['张三', '7', '', '后勤'], ['有 2 个单位“后勤”，请先在“单位”里改成不同的名称']],
    [['张三', '7', '', '铸造分厂', '二班'], ['没有班组“二班”，请核对名称，或先在“单位”里新增']],
    [['张三', '7', '', '', '一班'], ['有 2 个班组“一班”，请先在“单位”里改成不同的名称']],
    [['张三', '7', '', '铸造分厂', '', '也许'], ['“是否代表”应填“是”或“否”']],
    [['张三', '7', '', '铸造分厂', '', '是', '', '', '', '路人'], ['不认识代表类别“路人”，应填一线职工、科技人员、管理人员、领导干部或其他']],
    [['', '工号', '1', '没有'], ['缺少姓名', '工号应由 1 到 20 位字母、数字或短横线组成', '手机号不对，应为 11 位数字', '没有单位“没有”，请核对名称，或先在“单位”里新增']],
  ])('%j is bad, with every reason', (row, reasons) => {
    const reading = one(row)
    expect(reading.problems).toEqual(reasons)
    expect(reading.entry).toBeNull()
  })

  test.each([
    [['张三', '7', '', '', '炉前班'], 'team-b2'], [['张三', '7', '', '铸造分厂', '一班'], 'team-b1'],
    [['张三', '7', '', '华江重工'], 'ent'], [['张三', '7', '', '', ''], null],
  ])('%j stands in unit %s', (row, unitId) => expect(one(row).entry!.unitId).toBe(unitId))

  test.each([
    [['', '', '', ''], null], [['否', '', '', ''], 'none'], [['是', '', '', ''], {}], [['是', '', '二团', ''], { delegation: '二团' }],
  ])('delegate cells %j state the seat %j', (cells, seat) => expect(one(['张三', '7', '', '', '', ...cells, '']).entry!.seat).toEqual(seat))

  test('without the column 是否代表 a delegation makes a delegate', () => {
    const head = ['姓名', '工号', '单位', '代表团']
    expect(one(['张三', '7', '铸造分厂', '一团'], head).entry!.seat).toEqual({ delegation: '一团' })
    expect(one(['张三', '7', '铸造分厂', ''], head).entry!.seat).toBeNull()
  })

  test('all rows that share a 工号 are bad and name one another, however it is written', () => {
    const found = readings([['甲', 'a7', '', '铸造分厂'], ['乙', '8', '', '铸造分厂'], ['丙', 'Ａ７', '', '铸造分厂']])
    expect(found.map(r => r.problems)).toEqual([['工号 A7 重复：第 4 行也是这个工号'], [], ['工号 A7 重复：第 2 行也是这个工号']])
    expect(found.map(r => r.entry !== null)).toEqual([false, true, false])
  })

  test('merged cells are named as such where they matter: below the heading, in a column that is read', () => {
    const rows = [['甲', '7', '', '铸造分厂'], ['乙', '8', '', ''], ['丙', '9', '', '铸造分厂']]
    const at = (top: number, left: number, bottom: number, right: number) => readings(rows, { merges: [{ top, left, bottom, right }] }).map(r => r.problems.length)
    expect(at(1, 3, 2, 3)).toEqual([1, 1, 0])
    expect(at(0, 0, 0, 3)).toEqual([0, 0, 0])
    expect(at(1, 20, 3, 21)).toEqual([0, 0, 0])
    expect(readings(rows, { merges: [{ top: 1, left: 3, bottom: 2, right: 27 }] })[0]!.problems[0]).toContain('D2:AB3')
  })
})
