import type { Stage } from '../../types/congress-rules'
import { GATE_IDS, GATES, type GateId } from '../../domain/congress/gate-list'
import { gatesOf, mayAdvance, nextStage, overrideProblem } from '../../domain/congress/gates'
import { findPack } from '../../domain/congress/packs'
import type { SessionFacts } from '../../domain/congress/session-facts'
import { stageWords } from '../../domain/congress/words'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import { calendarOf } from '../../domain/working-days'

const SH = findPack('SH', 'state').rules
const HN = findPack('HN', 'state').rules
const none = { worker: 0, technical: 0, manager: 0, leader: 0, other: 0 }

/** A session of 98 delegates that has done everything in time. */
const whole: SessionFacts = {
  kind: 'congress', today: '2026-12-31', calendar: calendarOf(HOLIDAYS_2026),
  startsOn: '2026-12-08', headcount: 1400, staffWomen: 560, women: { women: 40, unknown: 0 }, kinds: { worker: 70, technical: 10, manager: 8, leader: 8, other: 2 },
  agendaToldOn: '2026-12-01', papersDeliveredOn: '2026-12-01', papersDelivered: 98, papersRead: 98,
  motionsFrom: '2026-10-01', motionsTo: '2026-11-15', qualifiedOn: '2026-12-05', unqualified: 0,
  present: 66, presidium: { ...none, worker: 3, leader: 2 }, presidiumElectedOn: '2026-12-08', agendaAdoptedOn: '2026-12-08',
  delegations: 4, discussed: 4, opinions: 12, opinionsAnswered: 12,
  matters: 5, settled: 5, jointDecisions: 2, jointReported: 2, resolutionSignedOn: '2026-12-09',
  closedOn: '2026-12-09', publishedOn: '2026-12-11', takenDownOn: null, reportedOn: '2026-12-18', sealedOn: '2026-12-28',
}
const look = (id: GateId, change: Partial<SessionFacts>, rules = SH) => {
  const { stage } = GATES.find(g => g.id === id)!
  return gatesOf(stage, { ...whole, ...change }, rules).find(g => g.id === id)!
}

test('stages follow one another to the archive, and each but the last has its gates', () => {
  const walk: Stage[] = ['preparing']
  for (let next = nextStage('preparing'); next; next = nextStage(next)) walk.push(next)
  expect(walk).toEqual(Object.keys(stageWords))
  expect(walk.map(stage => gatesOf(stage, whole, SH).length > 0)).toEqual([true, true, true, true, true, false])
  expect(GATES.map(g => g.id)).toEqual([...GATE_IDS])
})

test('a session that did everything in time goes through to the archive, and the archive is the end', () => {
  for (const stage of ['preparing', 'preparatory', 'discussion', 'formal', 'closed'] as const) {
    expect([stage, mayAdvance(stage, whole, SH).missing.map(g => g.why)]).toEqual([stage, []])
    expect(mayAdvance(stage, whole, SH).may).toBe(true)
  }
  expect(mayAdvance('archived', whole, SH)).toEqual({ may: false, next: null, missing: [] })
})

// Each gate: what shuts it, what it says, and its article.
const shut: [GateId, Partial<SessionFacts>, string, string][] = [
  ['date', { startsOn: null }, '还没有定下会议日期', '通行做法'],
  ['agendaTold', { startsOn: null }, '还没有定下会议日期', '参照山东省厂务公开条例第十二条'],
  ['agendaTold', { agendaToldOn: '2026-12-02' }, '议程公开在12月2日 周三才完成，最晚应在12月1日 周二', '参照山东省厂务公开条例第十二条'],
  ['papers', { papersDelivered: 97 }, '材料已送达 97 人，还有 1 人没有送达，最晚应在12月1日 周二', '上海市职工代表大会条例第三十条'],
  ['papers', { papersDeliveredOn: '2026-12-02' }, '会议材料送达全体代表在12月2日 周三才完成，最晚应在12月1日 周二', '上海市职工代表大会条例第三十条'],
  ['papers', { papersDeliveredOn: null, today: '2026-11-20' }, '会议材料送达全体代表还没有完成，请在12月1日 周二前完成（含当日）', '上海市职工代表大会条例第三十条'],
  ['papers', { papersDeliveredOn: null, today: '2026-12-02' }, '会议材料送达全体代表还没有完成，最晚应在12月1日 周二', '上海市职工代表大会条例第三十条'],
  ['read', { papersRead: 90 }, '已有 90 位代表阅读材料，还有 8 位没有阅读', '通行做法'],
  ['motions', { motionsFrom: null }, '还没有征集提案', '通行做法'],
  ['motions', { motionsTo: '2026-12-31' }, '提案征集到12月31日 周四才结束', '通行做法'],
  ['qualification', { unqualified: 3 }, '还有 3 位代表的资格没有审查完', '通行做法'],
  ['qualification', { qualifiedOn: null }, '代表资格审查还没有完成', '通行做法'],
  ['roll', { headcount: 2000 }, '职工 2000 人，代表至少应有 125 人，现有 98 人（上海市职工代表大会条例第二十一条）', '上海市职工代表大会条例第二十一条'],
  ['mix', { kinds: { ...none, worker: 78, leader: 20 } }, '领导干部 20 人，占 20.4%；中层以上管理人员应不超过 20%（上海市职工代表大会条例第十六条）', '上海市职工代表大会条例第十六条'],
  ['opening', { present: 65 }, '应到 98 人，须 66 人到会，实到 65 人，不足法定人数', '上海市职工代表大会条例第二十八条'],
  ['presidium', { presidiumElectedOn: null }, '主席团选举还没有完成', '上海市职工代表大会条例第二十三条'],
  ['presidiumMix', { presidium: { ...none, leader: 5 } }, '主席团中一线职工 0 人，占 0.0%；应不低于 50%（上海市职工代表大会条例第二十三条）', '上海市职工代表大会条例第二十三条'],
  ['agenda', { agendaAdoptedOn: null }, '会议议程的表决还没有完成', '通行做法'],
  ['discussion', { discussed: 3 }, '已讨论的代表团：4 项中只有 3 项，还差 1 项', '通行做法'],
  ['discussion', { delegations: 0, discussed: 0 }, '还没有编代表团', '通行做法'],
  ['opinions', { opinionsAnswered: 10 }, '已答复的意见：12 项中只有 10 项，还差 2 项', '通行做法'],
  ['quorum', { present: 0 }, '应到 98 人，须 66 人到会，实到 0 人，不足法定人数', '上海市职工代表大会条例第二十八条'],
  ['matters', { settled: 4 }, '已有结果或撤回的议题：5 项中只有 4 项，还差 1 项', '通行做法'],
  ['matters', { matters: 0, settled: 0 }, '还没有列入议题', '通行做法'],
  ['joint', { jointReported: 1 }, '向大会报告的联席会议决定：2 项中只有 1 项，还差 1 项', '上海市职工代表大会条例第二十五条'],
  ['resolution', { resolutionSignedOn: null }, '主席团签署决议还没有完成', '通行做法'],
  ['published', { publishedOn: '2026-12-15' }, '结果公布在12月15日 周二才完成，最晚应在12月14日 周一', '参照山东省厂务公开条例第十二条'],
  ['published', { closedOn: null }, '会议还没有闭会', '参照山东省厂务公开条例第十二条'],
  ['displayed', { publishedOn: null }, '结果还没有公布', '参照山东省厂务公开条例第十二条'],
  ['displayed', { today: '2026-12-26' }, '还在公布，应到12月26日 周六', '参照山东省厂务公开条例第十二条'],
  ['displayed', { takenDownOn: '2026-12-26' }, '公布到12月26日 周六就撤下了，应公布到12月26日 周六', '参照山东省厂务公开条例第十二条'],
  ['reported', { reportedOn: '2026-12-21' }, '向上一级工会报告在12月21日 周一才完成，最晚应在12月18日 周五', '上海市职工代表大会条例第三十七条'],
  ['reported', { closedOn: null }, '会议还没有闭会', '上海市职工代表大会条例第三十七条'],
  ['sealed', { sealedOn: null }, '档案封存还没有完成', '通行做法'],
]
test.each(shut)('%s is shut by %j', (id, change, why, article) => {
  const { article: a, ...found } = look(id, change)
  expect([found.met, found.open, found.why, `${a.law}${a.article}`]).toEqual([false, false, why, article])
  expect(look(id, {}).met).toBe(true)
})

test('every gate is shut by something in the table above, and what is only told shuts none', () => {
  expect([...new Set(shut.map(([id]) => id))]).toEqual([...GATE_IDS])
  expect(look('mix', { women: { women: 0, unknown: 0 } })).toMatchObject({ met: true, why: expect.stringContaining('两者应相适应') })
  expect(look('joint', { jointReported: 0 }, HN).why).toBe('经大会确认的联席会议决定：2 项中只有 0 项，还差 2 项')
  expect(look('joint', { jointDecisions: 0, jointReported: 0 }).why).toBe('没有联席会议决定')
  expect(look('opinions', { opinions: 0, opinionsAnswered: 0 }).why).toBe('没有收到意见')
  expect(look('displayed', { takenDownOn: '2026-12-27' }).met).toBe(true)
})

describe('overrides', () => {
  const late = { ...whole, papersDeliveredOn: '2026-12-03' }
  const pass = (more: object = {}) => [{ gate: 'papers', reason: '紧急召开', by: ['zhao', 'zhou'], ...more }]
  test('two people and a reason open a gate, and it stays written that it was not met', () => {
    expect(mayAdvance('preparing', late, SH).may).toBe(false)
    expect(mayAdvance('preparing', late, SH, pass()).may).toBe(true)
    expect(gatesOf('preparing', late, SH, pass()).find(g => g.id === 'papers')).toMatchObject({ met: false, open: true, override: pass()[0] })
  })
  test.each([
    [{ by: ['zhao'] }, '放行需要两个人共同确认'], [{ by: ['zhao', 'zhao'] }, '放行需要两个人共同确认'], [{ reason: '  ' }, '请写明放行的理由'], [{ gate: 'nothing' }, '没有这项要求'],
    [{ gate: 'opening' }, '“预备会议到会人数”不能放行：缺了它，会议的决定无效'],
  ])('%j opens nothing', (more, message) => {
    expect(overrideProblem(pass(more)[0]!)).toBe(message)
    expect(mayAdvance('preparing', late, SH, pass(more)).may).toBe(false)
  })
  test('no override stands in for the quorum', () => {
    expect(mayAdvance('discussion', { ...whole, present: 10 }, SH, [{ gate: 'quorum', reason: '急', by: ['a', 'b'] }]).missing.map(g => g.id)).toEqual(['quorum'])
  })
})

test('a congress of union members keeps the gates that are not the workers’ congress’s own, by borrowed articles', () => {
  const member = { ...whole, kind: 'memberCongress' as const }
  const ids = (['preparing', 'preparatory', 'discussion', 'formal', 'closed'] as const).flatMap(s => gatesOf(s, member, SH).map(g => g.id))
  expect(GATE_IDS.filter(id => !ids.includes(id))).toEqual(['agendaTold', 'motions', 'roll', 'mix', 'joint', 'published', 'displayed'])
  expect(gatesOf('preparing', member, SH).find(g => g.id === 'papers')!.article).toEqual({ law: '参照上海市职工代表大会条例', article: '第三十条', found: 'memory' })
})

test('a joint meeting has no gates', () => expect(gatesOf('preparing', { ...whole, kind: 'joint' }, SH)).toEqual([]))
