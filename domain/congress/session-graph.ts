import type { SessionAct } from '../../types/congress-acts'
import type { Session, SessionStage } from '../../types/congress-session'
import { Refusal } from '../refusal'
import { stageWords } from './words'

export const sessionStageWords: Record<SessionStage, string> = { ...stageWords, cancelled: '已取消' }

/** Somebody who looks at a session: who, and in what standing today. */
export interface SessionViewer {
  personId?: string
  name: string
  tenantId: string
  /** Union staff of the tenant 工会工作人员. */
  staff: boolean
  /** Holds the role 主席团 of the tenant. */
  presidium: boolean
}

type Seen = Pick<Session, 'stage' | 'presidium' | 'checkInOpen' | 'agendaAdoptedAt' | 'overrides' | 'resolution' | 'rehearsal'> & { tenantId?: string }

/** staff 工会, chair (staff, or a member of this session's presidium), overrider (staff, role or member of the presidium), signer (a member of this session's presidium). */
export type SessionWho = 'staff' | 'chair' | 'overrider' | 'signer'

/** What must be given with an act. */
export type SessionNeed = 'text' | 'days' | 'note' | 'people' | 'gate' | 'reason' | 'matter' | 'where' | 'to' | 'why' | 'delegation'

export interface SessionActRow {
  act: SessionAct
  /** On the button. */
  label: string
  /** In the history: who 做了什么. */
  done: string
  from: readonly SessionStage[]
  who: SessionWho
  needs: readonly SessionNeed[]
  /** Asked first, since it cannot be taken back. */
  danger?: boolean
}

const row = (act: SessionAct, label: string, done: string, who: SessionWho, from: readonly SessionStage[], needs: readonly SessionNeed[] = [], danger?: boolean): SessionActRow =>
  ({ act, label, done, who, from, needs, ...(danger ? { danger } : {}) })

const before: readonly SessionStage[] = ['preparing']
/** People are in the hall, or may be. */
const meeting: readonly SessionStage[] = ['preparatory', 'discussion', 'formal']
const untilClosed: readonly SessionStage[] = ['preparing', ...meeting]
const untilArchived: readonly SessionStage[] = [...untilClosed, 'closed']

/** What is done to a session, as data: the server decides by it, pages show buttons by it, the archive takes its words from it. */
export const sessionGraph: readonly SessionActRow[] = [
  row('notify', '发会议通知', '发出会议通知', 'staff', before, ['text']),
  row('announce', '向职工公开议程', '向职工公开议程', 'staff', before),
  row('motionWindow', '定提案征集期', '确定提案征集期', 'staff', before, ['days']),
  row('qualify', '登记资格审查', '登记代表资格审查报告', 'staff', ['preparing', 'preparatory'], ['note']),
  row('observers', '定列席人员', '确定列席人员', 'staff', untilClosed, ['people']),
  row('presidium', '登记主席团', '登记选出的主席团', 'staff', ['preparatory'], ['people']),
  row('adoptAgenda', '登记议程通过', '登记会议议程通过', 'chair', ['preparatory']),
  row('discussed', '登记代表团讨论', '登记代表团讨论情况', 'staff', ['discussion'], ['delegation', 'note']),
  row('openCheckIn', '开始签到', '开始签到', 'chair', meeting),
  row('closeCheckIn', '停止签到', '停止签到', 'chair', meeting),
  row('show', '大屏显示', '切换大屏显示', 'chair', meeting, ['matter']),
  row('advance', '进入下一阶段', '进入下一阶段', 'chair', untilArchived, [], true),
  row('askOverride', '申请例外放行', '申请例外放行', 'overrider', untilArchived, ['gate', 'reason'], true),
  row('confirmOverride', '确认例外放行', '确认例外放行', 'overrider', untilArchived, ['gate'], true),
  row('drawResolution', '生成决议', '生成会议决议', 'staff', ['formal']),
  row('sign', '签署决议', '签署会议决议', 'signer', ['formal'], [], true),
  row('publish', '公布结果', '公布会议结果', 'staff', ['closed'], ['where', 'days']),
  row('report', '登记报送', '登记向上级工会报告', 'staff', ['closed'], ['to', 'days']),
  row('cancel', '取消会议', '取消会议', 'staff', untilClosed, ['why'], true),
]

/** What was done to a session, in its history (`SessionEvent.act`); `archive` is the archive pack's own line. */
export const sessionActWords: Record<string, string> = {
  ...Object.fromEntries(sessionGraph.map(r => [r.act, r.done])),
  create: '建立会议', edit: '修改会议安排', archive: '封存会议档案',
}

const isMember = (s: Pick<Session, 'presidium'>, v: SessionViewer) => s.presidium.some(p => p.personId === v.personId)

/** Staff, or a member of this session's presidium: opens and closes rounds, leads the screen. */
export const isChair = (s: Pick<Session, 'presidium'>, v: SessionViewer): boolean => v.personId !== undefined && (v.staff || isMember(s, v))

const movers: Record<SessionWho, (s: Seen, v: SessionViewer) => boolean> = {
  staff: (_s, v) => v.staff,
  chair: isChair,
  overrider: (s, v) => v.presidium || isChair(s, v),
  // Nobody can sign for somebody who does not exist: in a rehearsal the staff play the invented ones.
  signer: (s, v) => isMember(s, v) || (s.rehearsal && v.staff),
}

const moverWords: Record<SessionWho, string> = { staff: '工会工作人员', chair: '工会工作人员或大会主席团成员', overrider: '工会工作人员或主席团成员', signer: '大会主席团成员' }

const no = (code: string, message: string) => new Refusal(code, message)

/** More than half of the presidium have signed. */
export const isSigned = (s: Pick<Session, 'resolution' | 'presidium'>): boolean =>
  s.resolution !== null && s.resolution.signatures.length * 2 > s.presidium.length

/** Beyond stage and standing: what else must hold before an act is open. */
const extras: Partial<Record<SessionAct, (s: Seen, v: SessionViewer) => Refusal | null>> = {
  adoptAgenda: s => (s.agendaAdoptedAt === null ? null : no('ALREADY_DONE', '会议议程已经登记通过')),
  openCheckIn: s => (s.checkInOpen ? no('ALREADY_DONE', '签到已经开始') : null),
  closeCheckIn: s => (s.checkInOpen ? null : no('ALREADY_DONE', '签到没有开始')),
  confirmOverride: (s, v) => {
    const asked = s.overrides.filter(o => o.confirmedAt === null)
    if (!asked.length) return no('WRONG_STATE', '没有等待确认的例外放行申请')
    return asked.every(o => o.askedById === v.personId) ? no('SAME_PERSON', '例外放行要由另一位确认，申请人不能自己确认') : null
  },
  sign: (s, v) => {
    if (!s.resolution) return no('WRONG_STATE', '决议还没有生成，不能签署')
    const missing = s.presidium.filter(p => !s.resolution!.signatures.some(x => x.personId === p.personId))
    const mine = missing.some(p => p.personId === v.personId) || (s.rehearsal && v.staff && missing.length > 0)
    return mine ? null : no('ALREADY_DONE', '您已经签署过这份决议')
  },
  publish: s => (isSigned(s) ? null : no('WRONG_STATE', '决议还没有经主席团过半数签署，不能公布')),
}

/** Why this person may not do the act now; null = may. */
export function sessionObstacle(act: SessionAct, s: Seen, v: SessionViewer): Refusal | null {
  const found = sessionGraph.find(r => r.act === act)!
  if (!movers[found.who](s, v)) return no('NOT_ALLOWED', `只有${moverWords[found.who]}才能${found.label}`)
  if (!found.from.includes(s.stage)) return no('WRONG_STATE', `会议现在是“${sessionStageWords[s.stage]}”，不能${found.label}`)
  return extras[act]?.(s, v) ?? null
}

/** What this person can do with the session now: the rows of the graph, for buttons. Nothing in a session of another tenant. */
export const openSessionActs = (s: Seen, v: SessionViewer): SessionActRow[] =>
  v.personId === undefined || (s.tenantId !== undefined && s.tenantId !== v.tenantId) ? [] : sessionGraph.filter(r => sessionObstacle(r.act, s, v) === null)

/** office = everything; member = the meeting's own people; worker = what is public in the enterprise; none = not even that it exists. */
export type Sight = 'office' | 'member' | 'worker' | 'none'

/** Who sees how much of a session. `oversees` = staff of the tenant or of a unit above it; `delegate` = holds a seat, or is on the roll, called or observing. */
export function sightOf(s: Pick<Session, 'stage' | 'rehearsal' | 'presidium' | 'notice' | 'agendaAt'>, v: SessionViewer, is: { oversees: boolean; delegate: boolean; called: boolean }): Sight {
  if (is.oversees || v.presidium || isMember(s, v)) return 'office'
  // A rehearsal is nobody's business but that of those who take part.
  if (s.rehearsal && !is.called) return 'none'
  const told = s.notice !== null || s.stage !== 'preparing'
  if (told && (is.called || is.delegate)) return 'member'
  return s.agendaAt !== null && s.stage !== 'cancelled' && !s.rehearsal ? 'worker' : 'none'
}
