import { createHash } from 'node:crypto'
import type { BatchDoc, MatterDoc, OpinionDoc, RollDoc, RoundDoc, VoteDoc } from '../../cloudfunctions/_kit/documents'
import { dayOf, addDays } from '../../domain/calendar'
import { rollHashOf } from '../../domain/congress/roll-hash'
import { decide } from '../../domain/congress/decide'
import { resolutionText, type SettledMatter } from '../../domain/congress/resolution'
import { neededFor } from '../../domain/congress/round-open'
import { tallyOf } from '../../domain/congress/round-tally'
import { sessionName } from '../../domain/congress/session-words'
import type { BatchEntry } from '../../types/congress-round'
import type { SessionEvent } from '../../types/congress-session'
import { blankSession, DAY, delegates, matter, morning, motion, paper, reading, rules, seatOf, tenantId } from './congress-kit'
import { actors } from './people'
import { huajiang } from './units'

const MINUTE = 60_000
const _id = 'session-demo-0001'
const ABSENT = 4
const { zhao, sun, zhou, li, wang, tang, jiang, qian } = actors
const presidium = [zhou, li, wang]

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The frozen roll: all but a few were there. */
const rollOf = (startsAt: number): RollDoc[] => delegates.map((p, i) => {
  const present = i >= ABSENT
  return {
    _id: `${_id}.${p._id}`, tenantId, rev: present ? 1 : 0, sessionId: _id, personId: p._id, name: p.name, delegation: seatOf(p).delegation, kind: seatOf(p).kind,
    observer: false, invented: false, present, device: `none:${p._id}`, code: null,
    marks: present ? [{ act: 'in', at: startsAt - 20 * MINUTE + i * 1000, way: 'staff', by: zhao.name }] : [],
  }
})

interface Voted { matter: MatterDoc; round: RoundDoc; votes: VoteDoc[]; batches: BatchDoc[] }

/** A round as it was held: counted by the very rules that count a real one. */
function hold(m: MatterDoc, roll: readonly RollDoc[], openedAt: number, votes: VoteDoc[], entry: BatchEntry | null): Voted {
  const roundId = `${m._id}.1`
  const present = roll.filter(r => r.present).length
  const entries = Object.fromEntries([jiang, qian].map((p, i) => [p._id, { name: p.name, at: openedAt + (20 + i) * MINUTE, entry: entry! }]))
  const batches: BatchDoc[] = entry ? [{ _id: `${roundId}.1`, tenantId, rev: 2, roundId, no: 1, entries, settled: null, note: '' }] : []
  const round = { way: m.way, question: m.question!, openedAt, roll: roll.length, present }
  const { tally, counted } = tallyOf(round, roll, votes, entry ? [{ no: 1, settled: entry }] : [])
  return {
    matter: m, votes, batches,
    round: {
      ...round, _id: roundId, tenantId, rev: 3, no: 1, state: 'counted', why: '', prevId: null, closedAt: openedAt + 15 * MINUTE, decision: decide(m.question!, tally, rules),
      sessionId: _id, matterId: m._id, title: m.title, needed: neededFor(m.question!, roll.length, rules), voted: 0, papers: votes.filter(v => v.channel === 'paper').length,
      tally, ballot: null, counted, openedBy: zhao.name, closedBy: zhao.name,
    },
  }
}

const vote = (m: MatterDoc, r: RollDoc, at: number, choice: VoteDoc['choice']): VoteDoc =>
  ({ _id: `${m._id}.1.${r.personId}`, tenantId, rev: 0, roundId: `${m._id}.1`, personId: r.personId, channel: choice ? 'phone' : 'paper', choice, at })

function heldRounds(roll: readonly RollDoc[], startsAt: number): { matters: MatterDoc[]; held: Voted[] } {
  const there = roll.filter(r => r.present)
  const n = there.length
  const report = matter({ _id: 'matter-demo-0101', sessionId: _id, order: 1, title: '总经理工作报告', kind: 'report', way: 'hands', question: null })
  const contract = matter({ _id: 'matter-demo-0102', sessionId: _id, order: 2, title: '集体合同（草案）', kind: 'approve', question: motion, major: true })
  const advice = matter({ _id: 'matter-demo-0103', sessionId: _id, order: 3, title: '年度安全生产措施计划', kind: 'advise', way: 'named', question: motion })
  const leaders = matter({
    _id: 'matter-demo-0104', sessionId: _id, order: 4, title: '民主评议领导人员', kind: 'appraise',
    question: { kind: 'appraise', leaders: [{ id: sun._id, name: sun.name, post: '总经理' }, { id: 'leader-demo-02', name: '罗正', post: '副总经理' }], grades: rules.grades.value },
  })
  const issued = (m: MatterDoc, at: number) => there.map(r => vote(m, r, at, null))
  const [first, second, third] = [startsAt + 40 * MINUTE, startsAt + 70 * MINUTE, startsAt + 100 * MINUTE]
  return {
    matters: [report, contract, advice, leaders],
    held: [
      hold(contract, roll, first, issued(contract, first + MINUTE), { issued: n, collected: n, counts: { kind: 'motion', yes: n - 9, no: 5, abstain: 3, valid: n - 1, void: 1 } }),
      hold(advice, roll, second, there.slice(2).map((r, i) => vote(advice, r, second + 5000 + i * 200, { kind: 'motion', vote: i % 16 === 3 ? 'no' : i % 25 === 7 ? 'abstain' : 'yes' })), null),
      hold(leaders, roll, third, issued(leaders, third + MINUTE), {
        issued: n, collected: n, counts: { kind: 'appraise', leaders: { [sun._id]: [n - 20, 15, 3, 1, 1], 'leader-demo-02': [n - 38, 25, 8, 2, 3] }, valid: n, void: 0 },
      }),
    ],
  }
}

/** 第六届第一次: over, resolved, published and reported; its archive pack can be made. */
export function pastSession(now: number) {
  const startsAt = morning(now, -240)
  const roll = rollOf(startsAt)
  const { matters, held } = heldRounds(roll, startsAt)
  const closedAt = startsAt + 150 * MINUTE
  const papers = [paper({ _id: 'paper-demo-0101', sessionId: _id, matterId: 'matter-demo-0102', title: '集体合同（草案）', text: '第一条 工资分配……\n第二条 工作时间和休息休假……', deliveredAt: startsAt - 9 * DAY })]
  const event = (act: string, at: number, more: Partial<SessionEvent> = {}): SessionEvent => ({ act, by: zhao.name, at, ...more })
  const settled: SettledMatter[] = matters.map(m => {
    const one = held.find(h => h.matter._id === m._id)
    return { title: m.title, kind: m.kind, way: one ? m.way : null, decision: one?.round.decision ?? null, ...(m.question?.kind === 'appraise' ? { grades: m.question.grades } : {}) }
  })
  const present = roll.filter(r => r.present).length
  const { title, paragraphs } = resolutionText({ sessionName: sessionName({ term: 6, no: 1, kind: 'congress' }), enterprise: huajiang.name, day: dayOf(startsAt), roll: roll.length, present, matters: settled, rehearsal: false })
  const session = blankSession({
    _id, no: 1, title: '第六届职工代表大会第一次会议', startsAt, stage: 'closed', rev: 20, notice: { text: '各位代表：第六届职工代表大会第一次会议定于近日召开，请准时到会。', at: startsAt - 12 * DAY },
    agendaAt: startsAt - 10 * DAY, motionWindow: { from: dayOf(startsAt - 45 * DAY), to: dayOf(startsAt - 15 * DAY) },
    qualification: { note: '经审查，全体代表的资格符合规定。', by: qian.name, at: startsAt - 2 * DAY }, presidium: presidium.map(p => ({ personId: p._id, name: p.name })),
    agendaAdoptedAt: startsAt + 20 * MINUTE, discussions: [...new Set(roll.map(r => r.delegation))].map(delegation => ({ delegation, note: '讨论了集体合同（草案）。', by: zhao.name, at: startsAt + 30 * MINUTE })),
    rollCount: roll.length, rollAt: startsAt - 2 * DAY,
    rollHash: rollHashOf(roll, sha256),
    matterId: null, roundId: held[2]!.round._id,
    overrides: [{
      gate: 'read', reason: '三位代表出差在外，已由代表团电话告知文件内容。', askedBy: zhao.name, askedById: zhao._id, askedAt: startsAt - 2 * DAY,
      confirmedBy: tang.name, confirmedById: tang._id, confirmedAt: startsAt - 2 * DAY + 30 * MINUTE,
    }],
    resolution: {
      text: [title, ...paragraphs].join('\n'), drawnAt: startsAt + 130 * MINUTE, drawnBy: zhao.name, publishedAt: closedAt + DAY,
      signatures: presidium.map((p, i) => ({ personId: p._id, name: p.name, at: startsAt + (135 + i) * MINUTE })),
    },
    publicity: { from: dayOf(closedAt + DAY), to: addDays(dayOf(closedAt + DAY), 20), where: '公开栏、职代通' },
    report: { to: '华城市总工会', on: dayOf(closedAt + 3 * DAY) },
    events: [
      event('create', startsAt - 60 * DAY), event('notify', startsAt - 12 * DAY), event('announce', startsAt - 10 * DAY), event('qualify', startsAt - 2 * DAY),
      event('askOverride', startsAt - 2 * DAY), event('confirmOverride', startsAt - 2 * DAY + 30 * MINUTE, { by: tang.name }), event('advance', startsAt - 2 * DAY + 40 * MINUTE, { stage: 'preparatory' }),
      event('presidium', startsAt + 10 * MINUTE), event('adoptAgenda', startsAt + 20 * MINUTE), event('advance', startsAt + 21 * MINUTE, { stage: 'discussion' }),
      event('advance', startsAt + 35 * MINUTE, { stage: 'formal' }), event('drawResolution', startsAt + 130 * MINUTE), ...presidium.map((p, i) => event('sign', startsAt + (135 + i) * MINUTE, { by: p.name })),
      event('advance', closedAt, { stage: 'closed' }), event('publish', closedAt + DAY), event('report', closedAt + 3 * DAY),
    ],
  })
  const opinion: OpinionDoc = {
    _id: 'opinion-demo-0101', tenantId, rev: 1, sessionId: _id, matterId: 'matter-demo-0102', delegation: seatOf(li).delegation, by: li.name, personId: li._id, at: startsAt + 25 * MINUTE,
    text: '高温岗位津贴的发放月份请写进集体合同。', answer: { text: '已写入第一条第四款：每年六月至九月发放。', by: zhao.name, at: startsAt + 33 * MINUTE },
  }
  return {
    sessions: [session], matters, sessionPapers: papers, paperReads: delegates.slice(3).map(p => reading(papers[0]!, p, startsAt - 5 * DAY)), opinions: [opinion],
    roll, rounds: held.map(h => h.round), votes: held.flatMap(h => h.votes), batches: held.flatMap(h => h.batches),
  }
}
