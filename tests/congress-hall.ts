import type tcb from '@cloudbase/node-sdk'
import type { MatterDoc, RollDoc, SessionDoc, SessionPaperDoc } from '../cloudfunctions/_kit/documents'
import { findPack } from '../domain/congress/packs'
import { people } from '../scripts/seed/people'
import type { Question } from '../types/congress-vote'

type Database = ReturnType<ReturnType<typeof tcb.init>['database']>

const TENANT = 'ent-huajiang'

export const SESSION = 'session-hall-0001'
export const PAPER = 'paper-hall-00001'
export const MATTERS = { motion: 'matter-motion-01', elect: 'matter-elect-001', appraise: 'matter-appraise-1', late: 'matter-late-0001', slow: 'matter-slow-0001' }
export const MATTER_TITLE = '集体合同草案'

/** People of the demo who use phones, and their neighbours who have come already. */
const ACTORS = ['person-zhou-jianguo', 'person-li-xiuying', 'person-wang-haiyan']
const NEIGHBOURS = 21

export const CANDIDATES = ['丁一', '于得水', '马晓东', '王海燕', '何平']
export const LEADERS = Array.from({ length: 80 }, (_, i) => ({ id: `leader-${String(i).padStart(2, '0')}`, name: `干部${i + 1}`, post: `第${(i % 9) + 1}分厂副厂长` }))
export const GRADES = ['优秀', '称职', '基本称职', '不称职']

const questions: Record<keyof typeof MATTERS, Question> = {
  motion: { kind: 'motion' },
  elect: { kind: 'elect', seats: 2, writeIn: true, form: 'surplus', candidates: CANDIDATES.map((name, i) => ({ id: `c${i}`, name })) },
  appraise: { kind: 'appraise', leaders: LEADERS, grades: GRADES },
  late: { kind: 'motion' },
  slow: { kind: 'motion' },
}

const titles: Record<keyof typeof MATTERS, string> = { motion: MATTER_TITLE, elect: '选举职工董事', appraise: '民主评议中层干部', late: '职工福利费使用方案', slow: '劳动保护专项合同草案' }

export const neighbours = people.filter(p => p._id.startsWith('person-hj-')).slice(0, NEIGHBOURS).map(p => p._id)

/** A meeting under way: the roll frozen, check-in open, most have come; three delegates are still at the door. */
export const hall = (now: number): { sessions: SessionDoc[]; matters: MatterDoc[]; sessionPapers: SessionPaperDoc[]; roll: RollDoc[] } => {
  const session: SessionDoc = {
    _id: SESSION, tenantId: TENANT, rev: 0, termId: 'term-hall-00001', term: 6, no: 2, title: '第六届职工代表大会第二次会议', kind: 'congress', rehearsal: false,
    place: '职工俱乐部一楼大会堂', startsAt: now - 600_000, stage: 'formal',
    // By name on phones: where the law wants a secret ballot it is held on paper.
    rules: { ...findPack('national', 'private').rules, secret: [] }, rulesVersion: 1,
    notice: { text: '定于今天召开第六届职工代表大会第二次会议，请各位代表准时参加。', at: now - 10 * 86_400_000 }, agendaAt: now - 9 * 86_400_000, motionWindow: null,
    qualification: null, presidium: [], agendaAdoptedAt: now - 500_000, observers: [], rollCount: ACTORS.length + NEIGHBOURS, rollHash: 'hash', rollAt: now - 900_000,
    checkInOpen: true, matterId: null, roundId: null, until: null, discussions: [], overrides: [], resolution: null, publicity: null, report: null, archive: null, events: [],
    keys: [], invited: [], invented: { people: 0, delegations: 0 },
  }
  const matters = (Object.keys(MATTERS) as (keyof typeof MATTERS)[]).map((name, i): MatterDoc => ({
    _id: MATTERS[name], tenantId: TENANT, rev: 0, sessionId: SESSION, order: i + 1, title: titles[name], text: '', kind: name === 'elect' || name === 'appraise' ? name : 'approve',
    way: 'named', question: questions[name], about: null, major: false, withdrawn: null,
  }))
  const paper: SessionPaperDoc = {
    _id: PAPER, tenantId: TENANT, rev: 0, sessionId: SESSION, matterId: MATTERS.motion, leaderId: null, title: '集体合同（草案）全文',
    text: '第一条 为了规范用人单位和全体职工的劳动关系，制定本合同。\n第二条 职工月平均工资增长不低于百分之五。', files: [], deliveredAt: now - 8 * 86_400_000,
  }
    const row = (personId: string, here: boolean): RollDoc => {
    const person = people.find(p => p._id === personId)!
    const seat = person.memberships.find(m => m.seat)!.seat!
    return {
      _id: `${SESSION}.${personId}`, tenantId: TENANT, rev: 0, sessionId: SESSION, personId, name: person.name, delegation: seat.delegation, kind: seat.kind, observer: false, invented: false,
      present: here, device: here ? `phone-of-${personId}` : `none:${personId}`, marks: here ? [{ act: 'in', at: now - 300_000, way: 'qr', by: person.name }] : [], code: null,
    }
  }
  return { sessions: [session], matters, sessionPapers: [paper], roll: [...ACTORS.map(p => row(p, false)), ...neighbours.map(p => row(p, true))] }
}

/** The same meeting a week earlier: opinions are collected, nobody has come. */
export const DISCUSSED = 'session-disc-0001'
const discussed = (now: number) => ({
  ...hall(now).sessions[0]!, _id: DISCUSSED, no: 3, title: '第六届职工代表大会第三次会议', stage: 'discussion' as const, startsAt: now + 7 * 86_400_000, checkInOpen: false, rollCount: 0, rollAt: null,
})

export const arrangeHall = async (db: Database, now = Date.now()): Promise<void> => {
  for (const [name, docs] of Object.entries(hall(now))) await db.collection(name).add(docs)
  await db.collection('sessions').add(discussed(now))
}

/** A third meeting, in which a secret ballot on phones can be opened: the three actors have come. */
export const BALLOT = 'session-vote-0001'
export const BALLOT_MATTER = 'matter-ballot-0001'
export const arrangeBallot = async (db: Database, now = Date.now()): Promise<void> => {
  const { sessions: [session], matters, roll } = hall(now)
  const own = roll.filter(r => ACTORS.includes(r.personId)).map(r => ({
    ...r, _id: `${BALLOT}.${r.personId}`, sessionId: BALLOT, present: true, device: `phone-of-${r.personId}`, marks: [{ act: 'in' as const, at: now - 300_000, way: 'qr' as const, by: r.name }],
  }))
  await db.collection('sessions').add({ ...session!, _id: BALLOT, no: 4, title: '第六届职工代表大会第四次会议', rollCount: own.length })
  await db.collection('matters').add({ ...matters.find(m => m._id === MATTERS.elect)!, _id: BALLOT_MATTER, sessionId: BALLOT, way: 'secret' })
  await db.collection('roll').add(own)
}
