import type { Article, CongressRules, SessionKind, Stage } from '../../types/congress-rules'
import { weekdayWords } from '../words-time'
import { USAGE } from './articles'
import { agendaDue, papersDue, publicityWindow, reportBy } from './days'
import { quorate, quorumNeeded } from './numbers'
import { mixOfCounts, presidiumProblems, rollProblems, womenWords, type Problem } from './seats'
import { rollOf, type SessionFacts } from './session-facts'

export interface Check { met: boolean; why: string }

/** One condition for leaving a stage. `firm` = no override opens it: without it the session's decisions would be void. */
export interface Gate {
  id: GateId
  stage: Stage
  name: string
  article: (rules: CongressRules) => Article
  kinds: readonly SessionKind[]
  firm: boolean
  check: (facts: SessionFacts, rules: CongressRules) => Check
}

export const GATE_IDS = [
  'date', 'agendaTold', 'papers', 'read', 'motions', 'qualification', 'roll', 'mix', 'opening', 'presidium', 'presidiumMix', 'agenda',
  'discussion', 'opinions', 'quorum', 'matters', 'joint', 'resolution', 'published', 'displayed', 'reported', 'sealed',
] as const
export type GateId = (typeof GATE_IDS)[number]

const met = (why: string): Check => ({ met: true, why })
const unmet = (why: string): Check => ({ met: false, why })
const both: readonly SessionKind[] = ['congress', 'memberCongress']
const congress: readonly SessionKind[] = ['congress']

/** Done on a day, and not after the last day for it. */
function inTime(doneOn: string | null, due: string, today: string, what: string): Check {
  const [last, on] = [weekdayWords(due, today), doneOn && weekdayWords(doneOn, today)]
  if (doneOn === null) return unmet(today > due ? `${what}还没有完成，最晚应在${last}` : `${what}还没有完成，请在${last}前完成（含当日）`)
  return doneOn <= due ? met(`${what}已在${on}完成，最晚为${last}`) : unmet(`${what}在${on}才完成，最晚应在${last}`)
}

const done = (doneOn: string | null, today: string, what: string): Check => (doneOn === null ? unmet(`${what}还没有完成`) : met(`${what}已在${weekdayWords(doneOn, today)}完成`))

const outOf = (n: number, all: number, what: string): Check => (n >= all ? met(`${what}：${all} 项中的 ${n} 项`) : unmet(`${what}：${all} 项中只有 ${n} 项，还差 ${all - n} 项`))

/** What is told only keeps no gate shut. */
function fromProblems(problems: readonly Problem[], good: string): Check {
  const words = problems.map(p => p.message).join('；')
  return problems.some(p => p.blocks) ? unmet(words) : met(words || good)
}

const noDay = unmet('还没有定下会议日期')

function papers(f: SessionFacts, rules: CongressRules): Check {
  if (f.startsOn === null) return noDay
  const all = rollOf(f)
  if (f.papersDelivered < all) return unmet(`材料已送达 ${f.papersDelivered} 人，还有 ${all - f.papersDelivered} 人没有送达，最晚应在${weekdayWords(papersDue(f.startsOn, rules, f.calendar), f.today)}`)
  return inTime(f.papersDeliveredOn, papersDue(f.startsOn, rules, f.calendar), f.today, '会议材料送达全体代表')
}

function read(f: SessionFacts): Check {
  const all = rollOf(f)
  return f.papersRead >= all ? met(`全体 ${all} 位代表都已阅读材料`) : unmet(`已有 ${f.papersRead} 位代表阅读材料，还有 ${all - f.papersRead} 位没有阅读`)
}

function motions(f: SessionFacts): Check {
  if (f.motionsFrom === null || f.motionsTo === null) return unmet('还没有征集提案')
  const [from, to] = [weekdayWords(f.motionsFrom, f.today), weekdayWords(f.motionsTo, f.today)]
  return f.motionsTo < f.today ? met(`提案已在${from}至${to}征集`) : unmet(`提案征集到${to}才结束`)
}

function quorum(f: SessionFacts, rules: CongressRules): Check {
  const roll = rollOf(f)
  const words = `应到 ${roll} 人，须 ${quorumNeeded(roll, rules)} 人到会，实到 ${f.present} 人`
  return quorate(f.present, roll, rules) ? met(words) : unmet(`${words}，不足法定人数`)
}

function displayed(f: SessionFacts, rules: CongressRules): Check {
  if (f.closedOn === null || f.publishedOn === null) return unmet('结果还没有公布')
  const { keepUntil } = publicityWindow(f.closedOn, f.publishedOn, rules, f.calendar)
  const last = weekdayWords(keepUntil!, f.today)
  if (f.takenDownOn !== null && f.takenDownOn <= keepUntil!) return unmet(`公布到${weekdayWords(f.takenDownOn, f.today)}就撤下了，应公布到${last}`)
  return f.today > keepUntil! ? met(`已公布满期，到${last}`) : unmet(`还在公布，应到${last}`)
}

const gate = (stage: Stage, id: GateId, name: string, article: Gate['article'], check: Gate['check'], kinds: readonly SessionKind[] = both, firm = false): Gate =>
  ({ id, stage, name, article, kinds, firm, check })
const usage = () => USAGE

/** Every gate of a session, in the order of the checklist 规定动作. */
export const GATES: readonly Gate[] = [
  gate('preparing', 'date', '确定会议日期', usage, f => (f.startsOn === null ? noDay : met(`会议定于${weekdayWords(f.startsOn, f.today)}`)), both, true),
  gate('preparing', 'agendaTold', '会议议程向职工公开', r => r.agendaDays.article,
    (f, r) => (f.startsOn === null ? noDay : inTime(f.agendaToldOn, agendaDue(f.startsOn, r, f.calendar), f.today, '议程公开')), congress),
  gate('preparing', 'papers', '会议材料送达代表', r => r.papersDays.article, papers),
  gate('preparing', 'read', '代表阅读会议材料', usage, read),
  gate('preparing', 'motions', '征集提案', usage, motions, congress),
  gate('preparing', 'qualification', '代表资格审查', usage,
    f => (f.unqualified ? unmet(`还有 ${f.unqualified} 位代表的资格没有审查完`) : done(f.qualifiedOn, f.today, '代表资格审查'))),
  gate('preparing', 'roll', '代表名额', r => r.quota.article, (f, r) => fromProblems(rollProblems(rollOf(f), f.headcount, r), `代表 ${rollOf(f)} 人，符合名额`), congress),
  gate('preparing', 'mix', '代表构成', r => r.managersMax.article,
    (f, r) => fromProblems(mixOfCounts(f, { headcount: f.headcount, women: f.staffWomen }, r), `代表构成符合规定，${womenWords(f.women)}`), congress),

  gate('preparatory', 'opening', '预备会议到会人数', r => r.quorum.article, quorum, both, true),
  gate('preparatory', 'presidium', '选出主席团', r => r.presidium.article, f => done(f.presidiumElectedOn, f.today, '主席团选举')),
  gate('preparatory', 'presidiumMix', '主席团人数和构成', r => r.presidium.article, (f, r) => fromProblems(presidiumProblems(f.presidium, rollOf(f), r), '主席团人数和构成符合规定')),
  gate('preparatory', 'agenda', '通过会议议程', usage, f => done(f.agendaAdoptedOn, f.today, '会议议程的表决')),

  gate('discussion', 'discussion', '各代表团讨论', usage, f => (f.delegations ? outOf(f.discussed, f.delegations, '已讨论的代表团') : unmet('还没有编代表团'))),
  gate('discussion', 'opinions', '答复代表意见', usage, f => (f.opinions ? outOf(f.opinionsAnswered, f.opinions, '已答复的意见') : met('没有收到意见'))),
  gate('discussion', 'quorum', '正式会议到会人数', r => r.quorum.article, quorum, both, true),

  gate('formal', 'matters', '各项议题已有结果', usage,
    f => (f.matters ? outOf(f.settled, f.matters, '已有结果或撤回的议题') : unmet('还没有列入议题')), both, true),
  gate('formal', 'joint', '联席会议决定的报告', r => r.joint.article,
    (f, r) => {
      const what = r.joint.value.after === 'confirm' ? '经大会确认的联席会议决定' : '向大会报告的联席会议决定'
      return f.jointDecisions ? outOf(f.jointReported, f.jointDecisions, what) : met('没有联席会议决定')
    }, congress),
  gate('formal', 'resolution', '签署会议决议', usage, f => done(f.resolutionSignedOn, f.today, '主席团签署决议')),

  gate('closed', 'published', '公布会议结果', r => r.publicityWithin.article,
    (f, r) => (f.closedOn === null ? unmet('会议还没有闭会') : inTime(f.publishedOn, publicityWindow(f.closedOn, f.publishedOn, r, f.calendar).publishBy, f.today, '结果公布')), congress),
  gate('closed', 'displayed', '公布满期', r => r.publicityDays.article, displayed, congress),
  gate('closed', 'reported', '向上一级工会报告', r => r.reportDays.article,
    (f, r) => (f.closedOn === null ? unmet('会议还没有闭会') : inTime(f.reportedOn, reportBy(f.closedOn, r, f.calendar), f.today, '向上一级工会报告'))),
  gate('closed', 'sealed', '封存会议档案', usage, f => done(f.sealedOn, f.today, '档案封存'), both, true),
]

/** What a requirement is called, for whoever reads of it later. */
export const gateName = (id: string): string => GATES.find(g => g.id === id)?.name ?? id
