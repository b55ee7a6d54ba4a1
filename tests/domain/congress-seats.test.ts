import { findPack } from '../../domain/congress/packs'
import { districtResult, kindCounts, mixProblems, presidiumProblems, recallResult, rollProblems, type KindCounts } from '../../domain/congress/seats'
import type { SeatKind } from '../../types/member'

const rulesOf = (j: 'national' | 'SH' | 'ZJ' | 'HN' | 'SD') => findPack(j, 'state').rules
const none: KindCounts = { worker: 0, technical: 0, manager: 0, leader: 0, other: 0 }

/** `women` of the seats are women, the first ones. */
const seats = (kinds: Partial<KindCounts>, women: number | null) =>
  Object.entries({ ...none, ...kinds }).flatMap(([kind, n]) => Array.from({ length: n }, () => kind as SeatKind)).map((kind, i) => ({ kind, woman: women === null ? null : i < women }))
const told = (list: { message: string; blocks: boolean }[]) => list.map(p => [p.message, p.blocks])
const staff = { headcount: 1000, women: 400 }

describe('the mix of delegates', () => {
  test('one in five may be a leader, not more', () => {
    expect(mixProblems(seats({ worker: 80, leader: 20 }, 40), staff, rulesOf('SH'))).toEqual([])
    expect(told(mixProblems(seats({ worker: 79, leader: 21 }, 40), staff, rulesOf('SH')))).toEqual([['领导干部 21 人，占 21.0%；中层以上管理人员应不超过 20%（上海市职工代表大会条例第十六条）', true]])
  })
  test('plain managers are only told, for nobody knows their rank', () => {
    expect(told(mixProblems(seats({ worker: 70, manager: 20, leader: 10 }, 40), staff, rulesOf('ZJ')))).toEqual([['管理人员和领导干部共 30 人，占 30.0%；其中中层以上的应不超过 20%，请核对（浙江省企业民主管理条例第十一条）', false]])
  })
  test('seventy of a hundred from the front line and technology, in Shandong', () => {
    const mix = (worker: number) => mixProblems(seats({ worker, technical: 20, other: 80 - worker }, 40), staff, rulesOf('SD'))
    expect(mix(50)).toEqual([])
    expect(told(mix(49))).toEqual([['一线职工和科技人员 69 人，占 69.0%；应不低于 70%（山东省企业职工代表大会条例第九条）', true]])
  })
  test.each([
    ['ZJ', 39, [['女职工代表占 39.0%，女职工占职工的 40.0%；前者不得低于后者（浙江省企业民主管理条例第十一条）', true]]], ['ZJ', 40, []],
    ['SH', 39, [['女职工代表占 39.0%，女职工占职工的 40.0%；两者应相适应（上海市职工代表大会条例第十六条）', false]]],
    ['HN', 0, [['还没有女职工代表，应有适当比例（河南省企业职工民主权利保障条例第十八条）', true]]], ['HN', 1, []],
    ['ZJ', null, [['女职工代表 0 人，性别未知 100 人，女职工代表比例无法核对（浙江省企业民主管理条例第十一条）', true]]],
    ['SH', null, [['女职工代表 0 人，性别未知 100 人，女职工代表比例无法核对（上海市职工代表大会条例第十六条）', false]]],
  ] as const)('in %s with %s women', (j, women, expected) => expect(told(mixProblems(seats({ worker: 100 }, women), staff, rulesOf(j)))).toEqual(expected))
  test.each([
    ['enough are known, whatever the others are', 40, 60, []],
    ['the unknown decide', 39, 1, [['女职工代表 39 人，性别未知 1 人，女职工代表比例无法核对（浙江省企业民主管理条例第十一条）', true]]],
    ['too few, even if all the unknown were women', 30, 9, [['女职工代表占 30.0%，女职工占职工的 40.0%；前者不得低于后者（浙江省企业民主管理条例第十一条）', true]]],
  ] as const)('%s', (_, women, unknown, expected) => {
    const some = seats({ worker: 100 }, women).map((s, i) => (i >= 100 - unknown ? { ...s, woman: null } : s))
    expect(told(mixProblems(some, staff, rulesOf('ZJ')))).toEqual(expected)
  })
  test('no seats, no mix', () => expect(mixProblems([], staff, rulesOf('ZJ'))).toEqual([]))
})

test('the roll fits the number of workers', () => {
  expect(told(rollProblems(74, 1000, rulesOf('SH')))).toEqual([['职工 1000 人，代表至少应有 75 人，现有 74 人（上海市职工代表大会条例第二十一条）', true]])
  expect(rollProblems(75, 1000, rulesOf('SH'))).toEqual([])
  expect(told(rollProblems(121, 800, rulesOf('HN')))).toEqual([['职工 800 人，代表最多 120 人，现有 121 人（河南省企业职工民主权利保障条例第十八条）', true]])
})

describe('the presidium', () => {
  test.each([
    [98, { worker: 2, leader: 1 }, []], [98, { worker: 3, leader: 2 }, []],
    [98, { worker: 2 }, ['代表 98 人，主席团应有 3 到 5 人，现有 2 人（上海市职工代表大会条例第二十三条）']],
    [98, { worker: 6 }, ['代表 98 人，主席团应有 3 到 5 人，现有 6 人（上海市职工代表大会条例第二十三条）']],
    [98, { worker: 2, leader: 3 }, ['主席团中一线职工 2 人，占 40.0%；应不低于 50%（上海市职工代表大会条例第二十三条）']],
    // With exactly 100 both sizes of article 23 fit.
    [100, { worker: 3 }, []], [100, { worker: 7 }, []], [100, { worker: 6 }, ['代表 100 人，主席团应有 3 到 5 人或至少 7 人，现有 6 人（上海市职工代表大会条例第二十三条）']],
    [101, { worker: 5 }, ['代表 101 人，主席团应有至少 7 人，现有 5 人（上海市职工代表大会条例第二十三条）']], [20, { worker: 1 }, []],
    [98, {}, ['还没有选出主席团（上海市职工代表大会条例第二十三条）']],
  ])('of %i delegates with %j', (delegates, members, messages) => {
    expect(presidiumProblems({ ...none, ...members }, delegates, rulesOf('SH')).map(p => p.message)).toEqual(messages)
    expect(presidiumProblems(seats(members, 0), delegates, rulesOf('SH')).map(p => p.message)).toEqual(messages)
  })
  test('elsewhere technicians and managers count as well, and no size is named', () => {
    expect(presidiumProblems(kindCounts(seats({ technical: 1, manager: 1, leader: 2 }, 0)), 98, rulesOf('ZJ'))).toEqual([])
    expect(presidiumProblems(kindCounts(seats({ technical: 1, leader: 2 }, 0)), 98, rulesOf('ZJ'))[0]!.message).toBe('主席团中工人、技术人员、管理人员 1 人，占 33.3%；应不低于 50%（企业民主管理规定第十九条，未核实）')
  })
})

describe('an electoral unit', () => {
  const votes = (...yes: number[]) => yes.map((n, i) => ({ id: `p${i}`, name: '甲乙丙丁'[i]!, yes: n }))
  test('two thirds must take part', () => {
    expect(districtResult({ eligible: 40, took: 26, votes: votes(26), seats: 1 }, rulesOf('SH'))).toMatchObject({
      outcome: 'noQuorum', vacant: 1, sentence: '选区职工 40 人，三分之二以上须 27 人参加，实际参加 26 人，人数不足，投票无效（上海市职工代表大会条例第十五条）',
    })
  })
  test('half of ALL its workers elect in Shanghai, more than half elsewhere', () => {
    const vote = { eligible: 40, took: 27, votes: votes(20, 7), seats: 1 }
    expect(districtResult(vote, rulesOf('SH'))).toMatchObject({ outcome: 'elected', elected: [{ name: '甲', yes: 20 }], sentence: '选区职工 40 人，半数以上须 20 票，应选 1 人，当选 1 人：甲 20 票（上海市职工代表大会条例第十五条）' })
    expect(districtResult(vote, rulesOf('ZJ'))).toMatchObject({ outcome: 'short', vacant: 1 })
  })
  test('a tie for the last seat', () => {
    expect(districtResult({ eligible: 40, took: 40, votes: votes(30, 25, 25), seats: 2 }, rulesOf('ZJ'))).toMatchObject({ outcome: 'runoff', elected: [{ name: '甲' }], runoff: { seats: 1, candidates: [{ name: '乙' }, { name: '丙' }] } })
  })
  test.each([[{ eligible: 40, took: 41 }, [1]], [{ eligible: 40, took: 30 }, [31]]])('figures that cannot be are void: %j %j', (figures, yes) => {
    expect(districtResult({ ...figures, votes: votes(...yes), seats: 1 }, rulesOf('SH')).outcome).toBe('void')
  })
  test.each([
    ['SH', 40, 20, 20, 'passed', '选区职工 40 人，半数以上须 20 票，同意撤免 20 票，撤免通过（上海市职工代表大会条例第十九条）'],
    ['SH', 40, 20, 19, 'failed', '选区职工 40 人，半数以上须 20 票，同意撤免 19 票，撤免未通过（上海市职工代表大会条例第十九条）'],
    ['ZJ', 40, 26, 26, 'noQuorum', '选区职工 40 人，三分之二以上须 27 人参加，实际参加 26 人，人数不足，投票无效（企业民主管理规定第二十五条，未核实）'],
    ['ZJ', 40, 27, 21, 'passed', '选区职工 40 人，过半数须 21 票，同意撤免 21 票，撤免通过（企业民主管理规定第二十五条，未核实）'],
    ['ZJ', 40, 27, 20, 'failed', '选区职工 40 人，过半数须 21 票，同意撤免 20 票，撤免未通过（企业民主管理规定第二十五条，未核实）'],
  ] as const)('a recall in %s: of %i, %i took part, %i for it: %s', (j, eligible, took, yes, outcome, sentence) => {
    expect(recallResult({ eligible, took, yes }, rulesOf(j))).toMatchObject({ outcome, sentence })
  })
})
