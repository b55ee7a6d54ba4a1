import { RulePack, type CongressRules, type EnterpriseKind, type Jurisdiction } from '../../types/congress-rules'
import * as z from 'zod/mini'
import { articleWords } from '../../domain/congress/articles'
import { agendaDue, papersDue, publicityWindow, reportBy, termWindow } from '../../domain/congress/days'
import { majorityOf, majorityWords, quorate, quorumNeeded, quota, votesNeeded } from '../../domain/congress/numbers'
import { ENTERPRISE_KINDS, findPack, JURISDICTIONS, PACKS } from '../../domain/congress/packs'
import { rulesFor } from '../../domain/congress/session-rules'
import { bundleProblem, jointProblem, waysOf, wayProblem } from '../../domain/congress/ways'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import { calendarOf } from '../../domain/working-days'
import type { Question } from '../../types/congress-vote'

const rules = (j: Jurisdiction, k: EnterpriseKind = 'private'): CongressRules => findPack(j, k).rules
const calendar = calendarOf(HOLIDAYS_2026)
const HALF = { num: 1, den: 2 }
const THIRD = { num: 1, den: 3 }
const TWO_THIRDS = { num: 2, den: 3 }
const calendarDays = (days: number) => ({ days, working: false })

test('there is a pack for every jurisdiction and kind, and each is what the contract says', () => {
  expect(PACKS.map(p => p.id)).toEqual(JURISDICTIONS.flatMap(j => ENTERPRISE_KINDS.map(k => `${j}-${k}`)))
  for (const pack of PACKS) expect(z.safeParse(RulePack, pack).data).toEqual(pack)
})

// Every number of the handbook §2, with the article it stands in and whether anybody has read that.
test.each<[Jurisdiction, keyof Omit<CongressRules, 'secret' | 'matters'>, unknown, string]>([
  ['national', 'termYears', { min: 3, max: 5, onlyEnds: false, overrun: null }, '企业民主管理规定第十条（未核实）'],
  ['SH', 'termYears', { min: 3, max: 5, onlyEnds: false, overrun: 1 }, '上海市职工代表大会条例第二十二条'],
  ['ZJ', 'termYears', { min: 3, max: 5, onlyEnds: true, overrun: null }, '浙江省企业民主管理条例第十四条'],
  ['HN', 'termYears', { min: 3, max: 5, onlyEnds: true, overrun: null }, '河南省企业职工民主权利保障条例第十九条'],
  ['SD', 'termYears', { min: 3, max: 5, onlyEnds: false, overrun: null }, '企业民主管理规定第十条（未核实）'],
  ['national', 'sessionsPerYear', 1, '企业民主管理规定第十七条（未核实）'],
  ['SH', 'sessionsPerYear', 1, '上海市职工代表大会条例第二十二条'],
  ['ZJ', 'sessionsPerYear', 1, '浙江省企业民主管理条例第十五条'],
  ['HN', 'sessionsPerYear', 1, '河南省企业职工民主权利保障条例第十九条'],
  ['national', 'extraSession', THIRD, '全民所有制工业企业职工代表大会条例第十八条'],
  ['SH', 'extraSession', THIRD, '上海市职工代表大会条例第二十二条'],
  ['ZJ', 'extraSession', THIRD, '浙江省企业民主管理条例第十五条'],
  ['national', 'managersMax', 20, '企业民主管理规定第九条（未核实）'],
  ['SH', 'managersMax', 20, '上海市职工代表大会条例第十六条'],
  ['ZJ', 'managersMax', 20, '浙江省企业民主管理条例第十一条'],
  ['ZJ', 'womenShare', 'atLeastStaff', '浙江省企业民主管理条例第十一条'],
  ['SH', 'womenShare', 'nearStaff', '上海市职工代表大会条例第十六条'],
  ['SD', 'frontLineMin', { percent: 70, kinds: ['worker', 'technical'] }, '山东省企业职工代表大会条例第九条'],
  ['HN', 'seatEnds', 'enterprise', '河南省企业职工民主权利保障条例第十五条'],
  ['national', 'quorum', TWO_THIRDS, '企业民主管理规定第十七条（未核实）'],
  ['SH', 'quorum', TWO_THIRDS, '上海市职工代表大会条例第二十八条'],
  ['ZJ', 'quorum', TWO_THIRDS, '浙江省企业民主管理条例第十五条'],
  ['HN', 'quorum', TWO_THIRDS, '河南省企业职工民主权利保障条例第十九条'],
  ['national', 'passing', { of: 'all', ...HALF, strict: true }, '企业民主管理规定第二十条'],
  ['SH', 'passing', { of: 'all', ...HALF, strict: false }, '上海市职工代表大会条例第三十一条'],
  ['ZJ', 'passing', { of: 'all', ...HALF, strict: true }, '浙江省企业民主管理条例第十五条'],
  ['HN', 'passing', { of: 'all', ...HALF, strict: true }, '河南省企业职工民主权利保障条例第二十条'],
  ['SD', 'passing', { of: 'all', ...HALF, strict: true }, '企业民主管理规定第二十条'],
  ['SH', 'electing', { of: 'all', ...HALF, strict: true }, '企业民主管理规定第二十条'],
  ['ZJ', 'electing', { of: 'all', ...HALF, strict: true }, '浙江省企业民主管理条例第十五条'],
  ['HN', 'electing', { of: 'all', ...HALF, strict: true }, '河南省企业职工民主权利保障条例第二十条'],
  ['national', 'votedItems', true, '企业民主管理规定第二十条'],
  ['national', 'papersDays', calendarDays(7), '企业民主管理规定第十八条（未核实）'],
  ['SH', 'papersDays', calendarDays(7), '上海市职工代表大会条例第三十条'],
  ['HN', 'papersDays', calendarDays(7), '河南省企业职工民主权利保障条例第十九条'],
  ['SD', 'agendaDays', calendarDays(7), '山东省厂务公开条例第十二条'],
  ['SD', 'publicityWithin', calendarDays(3), '山东省厂务公开条例第十二条'],
  ['SD', 'publicityDays', calendarDays(15), '山东省厂务公开条例第十二条'],
  ['national', 'publicityDays', calendarDays(15), '参照山东省厂务公开条例第十二条（未核实）'],
  ['HN', 'publicityDays', calendarDays(7), '河南省企业职工民主权利保障条例第二十八条'],
  ['SH', 'reportDays', { days: 7, working: true }, '上海市职工代表大会条例第三十七条'],
  ['national', 'reportDays', { days: 7, working: true }, '参照上海市职工代表大会条例第三十七条（未核实）'],
  ['SH', 'delegateElection', { turnout: TWO_THIRDS, majority: { of: 'all', ...HALF, strict: false } }, '上海市职工代表大会条例第十五条'],
  ['SH', 'recall', { turnout: null, majority: { of: 'all', ...HALF, strict: false } }, '上海市职工代表大会条例第十九条'],
  ['national', 'recall', { turnout: TWO_THIRDS, majority: { of: 'all', ...HALF, strict: true } }, '企业民主管理规定第二十五条（未核实）'],
  ['SH', 'joint', { mayApprove: false, after: 'report' }, '上海市职工代表大会条例第二十五条'],
  ['HN', 'joint', { mayApprove: false, after: 'confirm' }, '河南省企业职工民主权利保障条例第二十一条'],
  ['national', 'boardFrom', 300, '公司法第六十八条'],
  ['national', 'supervisors', THIRD, '公司法第七十六条'],
  ['ZJ', 'boardRecall', { delegates: THIRD, staff: { num: 1, den: 10 } }, '浙江省企业民主管理条例第二十五条'],
  ['national', 'grades', ['优秀', '称职', '基本称职', '不称职'], '通行做法（未核实）'],
])('%s %s is %j (%s)', (j, name, value, article) => {
  const found = rules(j)[name]
  expect([found?.value, found && articleWords(found.article)]).toEqual([value, article])
})

test('the 1986 regulations speak of the quorum in state enterprises', () => {
  expect(articleWords(rules('national', 'state').quorum.article)).toBe('全民所有制工业企业职工代表大会条例第十八条')
})

test('the laws of Henan and Shandong speak of enterprises only, so a public institution there goes by the national numbers', () => {
  expect(rules('HN', 'public')).toEqual(rules('national', 'public'))
  expect(rules('SD', 'public')).toEqual(rules('national', 'public'))
})

describe('delegates for so many workers', () => {
  test.each<[Jurisdiction, number, number, number | null, boolean]>([
    ['national', 20, 20, null, true], ['national', 99, 30, null, true], ['national', 100, 30, null, false], ['national', 600, 30, null, false],
    ['national', 601, 31, null, false], ['national', 2000, 100, null, false], ['national', 10_001, 501, null, false],
    ['SH', 99, 30, null, true], ['SH', 100, 30, null, false], ['SH', 199, 30, null, false], ['SH', 200, 35, null, false], ['SH', 1000, 75, null, false],
    ['SH', 2999, 170, null, false], ['SH', 3000, 175, null, false], ['SH', 9000, 175, null, false],
    ['ZJ', 99, 30, null, true], ['ZJ', 150, 40, null, false], ['ZJ', 200, 47, null, false], ['ZJ', 999, 96, null, false], ['ZJ', 1000, 100, null, false],
    ['ZJ', 2500, 120, null, false], ['ZJ', 4999, 160, null, false], ['ZJ', 5000, 200, null, false],
    ['HN', 150, 30, null, false], ['HN', 200, 30, 30, false], ['HN', 800, 80, 120, false], ['HN', 1000, 30, 100, false], ['HN', 5000, 150, 500, false], ['HN', 20_000, 30, 500, false],
  ])('%s: of %i workers at least %i, at most %s (all may meet: %s)', (j, headcount, least, most, allStaff) => {
    expect(quota(headcount, rules(j))).toEqual({ least, most, allStaff })
  })
})

describe('quorum and majority', () => {
  test.each([[1, 1], [2, 2], [3, 2], [30, 20], [31, 21], [97, 65], [98, 66], [99, 66], [100, 67], [500, 334]])('of %i delegates %i must be there', (roll, needed) => {
    expect(quorumNeeded(roll, rules('SH'))).toBe(needed)
    expect([quorate(needed, roll, rules('SH')), quorate(needed - 1, roll, rules('SH'))]).toEqual([true, false])
  })

  // Exactly half: enough under Shanghai's 半数以上, one too few under Zhejiang's 过半数.
  test.each([[98, 50, 49], [99, 50, 50], [100, 51, 50], [1, 1, 1], [2, 2, 1], [3, 2, 2], [500, 251, 250]])('of %i: Zhejiang %i, Shanghai %i', (roll, zj, sh) => {
    expect([votesNeeded(roll, rules('ZJ')), votesNeeded(roll, rules('SH'))]).toEqual([zj, sh])
  })

  test('an empty roll is never quorate, and nothing passes with no vote for it', () => {
    expect([quorate(0, 0, rules('SH')), votesNeeded(0, rules('SH'))]).toEqual([false, 1])
  })

  test.each([[{ num: 1, den: 2, strict: true }, '过半数', 50], [{ num: 1, den: 2, strict: false }, '半数以上', 49], [{ num: 2, den: 3, strict: false }, '三分之二以上', 66], [{ num: 2, den: 3, strict: true }, '超过三分之二', 66], [{ num: 3, den: 4, strict: false }, '4 分之 3 以上', 74]])(
    '%j is %s', (p, words, needed) => {
      expect([majorityWords(p), majorityOf(98, p)]).toEqual([words, needed])
    })
})

describe('days', () => {
  test('what must be there seven days before the 8th must be there on the 1st', () => {
    expect(papersDue('2026-12-08', rules('SH'), calendar)).toBe('2026-12-01')
    expect(agendaDue('2026-12-08', rules('SD'), calendar)).toBe('2026-12-01')
  })
  test('papers by working days go back over a holiday', () => {
    const working = { papersDays: { value: { days: 3, working: true }, article: rules('SH').papersDays.article } }
    expect(papersDue('2026-10-09', working, calendar)).toBe('2026-09-29')
  })
  test('the report is due on the seventh working day, over the National Day holiday', () => {
    expect(reportBy('2026-09-30', rules('SH'), calendar)).toBe('2026-10-15')
  })
  test('results are out within three days, later when the third is a day off, and hang for fifteen whole days', () => {
    expect(publicityWindow('2026-12-08', null, rules('SD'), calendar)).toEqual({ publishBy: '2026-12-11', keepUntil: null })
    expect(publicityWindow('2026-12-10', '2026-12-11', rules('SD'), calendar)).toEqual({ publishBy: '2026-12-14', keepUntil: '2026-12-26' })
  })
  test('a term of three to five years, and a year more in Shanghai', () => {
    expect(termWindow('2023-03-01', rules('SH'))).toEqual({ earliest: '2026-02-28', latest: '2028-02-29', overrun: '2029-02-28' })
    expect(termWindow('2024-02-29', rules('ZJ'))).toEqual({ earliest: '2027-02-28', latest: '2029-02-28', overrun: null })
    expect(termWindow('2024-02-29', { termYears: { ...rules('ZJ').termYears, value: { min: 4, max: 4, onlyEnds: true, overrun: null } } }).latest).toBe('2028-02-28')
  })
})

describe('ways of voting', () => {
  test.each([
    ['SH', 'approve', 'hands', '审议通过须采用无记名投票，不能举手表决（上海市职工代表大会条例第三十一条）'],
    ['SH', 'approve', 'named', '审议通过须采用无记名投票，不能记名投票（上海市职工代表大会条例第三十一条）'],
    ['SH', 'approve', 'secret', null], ['SH', 'advise', 'hands', null], ['SH', 'method', 'hands', null],
    ['SH', 'elect', 'hands', '选举须采用无记名投票，不能举手表决（企业民主管理规定第二十条）'],
    ['ZJ', 'advise', 'hands', '审议建议须采用无记名投票，不能举手表决（浙江省企业民主管理条例第十五条）'],
    ['ZJ', 'elect', 'named', '选举须采用无记名投票，不能记名投票（浙江省企业民主管理条例第十五条）'],
    ['HN', 'elect', 'hands', '选举须采用无记名投票，不能举手表决（河南省企业职工民主权利保障条例第二十条）'],
    ['HN', 'advise', 'named', null], ['national', 'appraise', 'hands', '民主评议要逐人评定等次，不能举手表决'], ['national', 'report', 'hands', '听取报告不进行表决'],
  ] as const)('%s: %s by %s', (j, kind, way, sentence) => expect(wayProblem(kind, way, rules(j))).toBe(sentence))

  test('what is open to a matter', () => {
    expect([waysOf('approve', rules('SH')), waysOf('method', rules('ZJ')), waysOf('report', rules('ZJ'))]).toEqual([['secret'], ['secret', 'named', 'hands'], []])
  })

  const motion: Question = { kind: 'motion' }
  const election: Question = { kind: 'elect', seats: 1, candidates: [{ id: 'a', name: '甲' }], writeIn: false, form: 'equal' }
  test.each<[Parameters<typeof bundleProblem>[0], string | null]>([
    [{ kind: 'approve', questions: [motion] }, null],
    [{ kind: 'approve', questions: [motion, motion] }, '一个事项只能有一个表决问题，请分成 2 个事项逐项表决（企业民主管理规定第二十条）'],
    [{ kind: 'approve', questions: [election] }, '审议通过事项的选票种类不对'],
    [{ kind: 'approve', questions: [] }, '这个事项还没有表决的内容'],
    [{ kind: 'elect', questions: [election] }, null],
    [{ kind: 'elect', questions: [{ ...election, seats: 2 }] }, '等额选举的候选人数应与应选名额相同：应选 2 人，候选人 1 人'],
    [{ kind: 'report', questions: [] }, null],
    [{ kind: 'report', questions: [motion] }, '听取报告不进行表决，请把需要表决的内容列为单独的事项'],
  ])('a bundle is refused: %j', (matter, sentence) => expect(bundleProblem(matter, rules('SH'))).toBe(sentence))

  test('a joint meeting never approves what the congress must approve', () => {
    expect(jointProblem('approve', rules('SH'))).toBe('联席会议不能决定应由职工代表大会审议通过的事项，请提交职工代表大会（上海市职工代表大会条例第二十五条）')
    expect(jointProblem('advise', rules('SH'))).toBeNull()
  })
})

test('matters of the law: the province before the nation, each with one power', () => {
  const approvals = (j: Jurisdiction, k: EnterpriseKind) => rules(j, k).matters.filter(m => m.kind === 'approve').map(m => m.name)
  expect(approvals('SH', 'private')).toEqual(expect.arrayContaining(['集体合同草案', '专项集体合同草案']))
  expect(approvals('SH', 'private')).not.toContain('职工安置方案')
  expect(approvals('SH', 'state')).toContain('职工安置方案')
  expect(approvals('SH', 'public')).toContain('职工聘任、考核奖惩办法')
  expect(approvals('SD', 'state')).toContain('职工安置方案')
  for (const { rules: { matters } } of PACKS) expect(new Set(matters.map(m => `${m.kind} ${m.name}`)).size).toBe(matters.length)
})

test('a congress of union members goes by the same numbers, all of them shown as borrowed', () => {
  const own = rulesFor('memberCongress', rules('SH'))
  expect([own.passing.value, articleWords(own.passing.article)]).toEqual([rules('SH').passing.value, '参照上海市职工代表大会条例第三十一条（未核实）'])
  expect(own.secret.every(s => s.article.found === 'memory')).toBe(true)
  expect(rulesFor('memberCongress', own)).toEqual(own)
  expect(rulesFor('congress', rules('SH'))).toBe(rules('SH'))
})
