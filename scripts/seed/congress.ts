import type { TermDoc } from '../../cloudfunctions/_kit/documents'
import { dayOf } from '../../domain/calendar'
import { districtResult } from '../../domain/congress/seats'
import type { DistrictElection } from '../../types/congress-term'
import { blankSession, DAY, delegates, matter, morning, motion, paper, reading, rules, seatOf, tenantId, termId } from './congress-kit'
import { pastSession } from './congress-past'
import { actors, TERM } from './people'
import { branches } from './units'

const eligible = 600

/** The general election in each branch, as the rules count it. */
function election(branch: (typeof branches)[number], at: number): DistrictElection {
  const seated = delegates.filter(p => seatOf(p).district === `${branch.name}选区`)
  const took = 560
  const votes = seated.map((p, i) => ({ personId: p._id, name: p.name, kind: seatOf(p).kind, yes: 540 - i * 3 }))
  const { sentence, elected } = districtResult({ eligible, took, votes: votes.map(v => ({ id: v.personId, name: v.name, yes: v.yes })), seats: seated.length }, rules)
  return {
    id: `election-${branch._id}`, districtId: `district-${branch._id}`, why: 'general', heldOn: '2025-02-20', eligible, took,
    votes: votes.map(v => ({ ...v, elected: elected.some(e => e.id === v.personId) })), valid: true, sentence, by: actors.zhao.name, at,
  }
}

const term = (now: number): TermDoc => ({
  _id: termId, tenantId, rev: 4, no: 6, kind: 'congress', name: TERM, from: '2025-03-01', to: '2030-02-28', seats: delegates.length, staffing: { headcount: 1800, women: 520 },
  districts: branches.map(b => ({ id: `district-${b._id}`, name: `${b.name}选区`, delegation: `${b.name}代表团`, eligible, seats: delegates.filter(p => seatOf(p).district === `${b.name}选区`).length })),
  elections: branches.map(b => election(b, now - 600 * DAY)),
  ends: [],
  committees: [{ id: 'committee-motions', name: '提案审查小组', head: { personId: actors.qian._id, name: actors.qian.name }, members: [actors.qian, actors.li].map(p => ({ personId: p._id, name: p.name })) }],
  events: [{ act: 'save', by: actors.zhao.name, at: now - 640 * DAY }],
})

/** The session that is being prepared: notice given, papers out, a few have read them. */
function coming(now: number) {
  const _id = 'session-demo-0002'
  const session = blankSession({
    _id, no: 2, title: '第六届职工代表大会第二次会议', startsAt: morning(now, 16), agendaAt: now - 2 * DAY, motionWindow: { from: dayOf(now - 40 * DAY), to: dayOf(now - 10 * DAY) },
    notice: { text: '各位代表：第六届职工代表大会第二次会议将在公司礼堂召开。请提前阅读会议文件，听取本选区职工的意见，准时到会。', at: now - 3 * DAY },
    events: [{ act: 'create', by: actors.zhao.name, at: now - 45 * DAY }, { act: 'notify', by: actors.zhao.name, at: now - 3 * DAY }, { act: 'announce', by: actors.zhao.name, at: now - 2 * DAY }],
  })
  const matters = [
    matter({ _id: 'matter-demo-0201', sessionId: _id, order: 1, title: '总经理工作报告', kind: 'report', way: 'hands', question: null }),
    matter({ _id: 'matter-demo-0202', sessionId: _id, order: 2, title: '集体合同（草案）', kind: 'approve', question: motion, major: true }),
    matter({ _id: 'matter-demo-0203', sessionId: _id, order: 3, title: '职工教育经费使用方案（征求意见稿）', kind: 'advise', way: 'named', question: motion }),
    matter({
      _id: 'matter-demo-0204', sessionId: _id, order: 4, title: '选举职工董事', kind: 'elect',
      question: { kind: 'elect', seats: 1, form: 'surplus', writeIn: true, candidates: [actors.wang, actors.zhou].map(p => ({ id: p._id, name: p.name })) },
    }),
  ]
  const papers = [
    paper({ _id: 'paper-demo-0201', sessionId: _id, matterId: 'matter-demo-0202', title: '集体合同（草案）', text: '第一条 工资分配……\n第二条 工作时间和休息休假……\n第三条 劳动安全卫生……', deliveredAt: now - DAY }),
    paper({ _id: 'paper-demo-0202', sessionId: _id, matterId: 'matter-demo-0203', title: '职工教育经费使用方案', text: '本年度职工教育经费按工资总额的百分之二点五提取，用于技能培训、岗位练兵和职工书屋。' }),
  ]
  return { sessions: [session], matters, sessionPapers: papers, paperReads: delegates.slice(0, 41).map(p => reading(papers[0]!, p, now - DAY / 2)) }
}

/** A rehearsal for training: ninety-eight invented delegates in four delegations. */
function rehearsal(now: number) {
  const _id = 'session-demo-0003'
  const session = blankSession({
    _id, no: 1, title: '表决推演（模拟代表 98 人）', startsAt: morning(now, 1), rehearsal: true, invented: { people: 98, delegations: 4 },
    events: [{ act: 'create', by: actors.zhao.name, at: now - DAY }],
  })
  return {
    sessions: [session],
    matters: [
      matter({ _id: 'matter-demo-0301', sessionId: _id, order: 1, title: '推演：年度培训计划', kind: 'advise', way: 'named', question: motion }),
      matter({ _id: 'matter-demo-0302', sessionId: _id, order: 2, title: '推演：集体合同（草案）', kind: 'approve', question: motion }),
    ],
  }
}

/** The congress of 华江重工: its term, a session that is over, one that is prepared, and a rehearsal. */
export function demoCongress(now: number) {
  const [past, next, trial] = [pastSession(now), coming(now), rehearsal(now)]
  return {
    ...past,
    terms: [term(now)],
    sessions: [...past.sessions, ...next.sessions, ...trial.sessions],
    matters: [...past.matters, ...next.matters, ...trial.matters],
    sessionPapers: [...past.sessionPapers, ...next.sessionPapers],
    paperReads: [...past.paperReads, ...next.paperReads],
  }
}
