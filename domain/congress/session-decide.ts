import type { CongressRules } from '../../types/congress-rules'
import type { SessionAct, SessionActInput } from '../../types/congress-acts'
import type { Matter, NamedPerson, Override, Session } from '../../types/congress-session'
import { dayOf, isDay } from '../calendar'
import { Refusal } from '../refusal'
import { dayWords } from '../words-time'
import { articleWords } from './articles'
import { nextStage, type GateResult } from './gates'
import { isVoting } from './matters'
import { sessionStageWords, type SessionViewer } from './session-graph'

/** What an act rests on, beside the session itself. */
export interface SessionContext {
  now: number
  viewer: SessionViewer
  rules: CongressRules
  matters: readonly Matter[]
  gates: readonly GateResult[]
  /** The people whom the act names, as they are called today; in the order of the input. */
  people: readonly NamedPerson[]
  delegations: readonly string[]
  /** Text of the resolution as the votes make it now; null = a matter is not settled yet. */
  resolution: string | null
  closedOn: string | null
  /** Of a rehearsal: the presidium members whom somebody must play. */
  invented: ReadonlySet<string>
}

export interface SessionDecided { set: Partial<Session>; note?: string }

type InputOf<A extends SessionAct> = Extract<SessionActInput, { act: A }>
type Decide<A extends SessionAct> = (s: Session, input: InputOf<A>, c: SessionContext) => SessionDecided

const no = (code: string, message: string, field?: string) => new Refusal(code, message, field)
const names = (people: readonly NamedPerson[]) => people.map(p => p.name).join('、')

function demandDays(from: string, to: string) {
  if (!isDay(from)) throw no('BAD_DAY', '日历上没有这一天，请重新选择日期', 'from')
  if (!isDay(to)) throw no('BAD_DAY', '日历上没有这一天，请重新选择日期', 'to')
  if (to < from) throw no('BAD_DAY', '结束日期不能早于开始日期', 'to')
}

/** Between the closing of the session and today. */
function demandSince(day: string, field: string, { closedOn, now }: SessionContext) {
  if (!isDay(day)) throw no('BAD_DAY', '日历上没有这一天，请重新选择日期', field)
  if (day > dayOf(now)) throw no('BAD_DAY', '这一天还没有到，请填写实际日期', field)
  if (closedOn !== null && day < closedOn) throw no('BAD_DAY', `会议在${dayWords(closedOn)}才闭会，日期不能更早`, field)
}

function gateOf(id: string, { gates }: SessionContext): GateResult {
  const gate = gates.find(g => g.id === id)
  if (!gate) throw no('WRONG_STATE', '这一阶段没有这项要求，或已经过了这一阶段', 'gate')
  if (gate.firm) throw no('FIRM', `“${gate.name}”不能例外放行：缺了它，会议的决定无效`, 'gate')
  if (gate.open) throw no('ALREADY_DONE', `“${gate.name}”已经满足，不需要放行`, 'gate')
  return gate
}

/** The stage that comes next, once every gate is open and no vote is under way. */
export function demandAdvance(s: Pick<Session, 'stage'>, c: Pick<SessionContext, 'gates' | 'matters'>): NonNullable<ReturnType<typeof nextStage>> {
  const next = s.stage === 'cancelled' ? null : nextStage(s.stage)
  if (!next) throw no('WRONG_STATE', `会议现在是“${sessionStageWords[s.stage]}”，没有下一阶段`)
  const shut = c.gates.filter(g => !g.open)
  if (shut.length) throw no('GATE', `还不能进入“${sessionStageWords[next]}”：${shut.map(g => `${g.name}（${g.why}）`).join('；')}`)
  if (c.matters.some(isVoting)) throw no('VOTING', '还有表决没有结束或没有计票，请先截止并计票')
  return next
}

function publish(s: Session, input: InputOf<'publish'>, c: SessionContext): SessionDecided {
  demandDays(input.from, input.to)
  demandSince(input.from, 'from', c)
  const { value, article } = c.rules.publicityDays
  const hangs = (Date.parse(input.to) - Date.parse(input.from)) / 86_400_000
  if (hangs < value.days) throw no('BELOW_LAW', `公布不少于 ${value.days} 日（${articleWords(article)}），请把截止日期往后改`, 'to')
  return {
    set: { publicity: { from: input.from, to: input.to, where: input.where }, resolution: { ...s.resolution!, publishedAt: c.now } },
    note: `${input.where}，${dayWords(input.from)} 至 ${dayWords(input.to)}`,
  }
}

function sign(s: Session, { viewer, now, invented }: SessionContext): SessionDecided {
  const signed = new Set(s.resolution!.signatures.map(x => x.personId))
  const own = s.presidium.filter(p => p.personId === viewer.personId && !signed.has(p.personId))
  const played = s.rehearsal && viewer.staff ? s.presidium.filter(p => invented.has(p.personId) && !signed.has(p.personId)) : []
  const signing = own.length ? own : played
  if (!signing.length) throw no('NOT_ALLOWED', '请主席团成员本人签署')
  const signatures = [...s.resolution!.signatures, ...signing.map(({ personId, name }) => ({ personId, name, at: now }))]
  return { set: { resolution: { ...s.resolution!, signatures } }, ...(played.length && !own.length ? { note: `代演练人员 ${names(played)} 签署` } : {}) }
}

function askOverride(s: Session, input: InputOf<'askOverride'>, c: SessionContext): SessionDecided {
  const gate = gateOf(input.gate, c)
  const asked: Override = {
    gate: gate.id, reason: input.reason, askedBy: c.viewer.name, askedById: c.viewer.personId!, askedAt: c.now, confirmedBy: null, confirmedById: null, confirmedAt: null,
  }
  return { set: { overrides: [...s.overrides.filter(o => o.gate !== gate.id || o.confirmedAt !== null), asked] }, note: `${gate.name}：${input.reason}` }
}

function confirmOverride(s: Session, input: InputOf<'confirmOverride'>, c: SessionContext): SessionDecided {
  const gate = gateOf(input.gate, c)
  const asked = s.overrides.find(o => o.gate === gate.id && o.confirmedAt === null)
  if (!asked) throw no('WRONG_STATE', `“${gate.name}”没有等待确认的例外放行申请`, 'gate')
  if (asked.askedById === c.viewer.personId) throw no('SAME_PERSON', '例外放行要由另一位确认，申请人不能自己确认')
  const confirmed = { ...asked, confirmedBy: c.viewer.name, confirmedById: c.viewer.personId!, confirmedAt: c.now }
  return { set: { overrides: s.overrides.map(o => (o === asked ? confirmed : o)) }, note: `${gate.name}：${asked.reason}（申请人 ${asked.askedBy}）` }
}

const decisions: { [A in SessionAct]: Decide<A> } = {
  notify: (_s, { text }, { now }) => ({ set: { notice: { text, at: now } } }),
  announce: (_s, _i, { matters, now }) => {
    if (!matters.some(m => m.withdrawn === null)) throw no('NOT_READY', '议程里还没有议题，请先列出议题')
    return { set: { agendaAt: now } }
  },
  motionWindow: (_s, { from, to }) => {
    demandDays(from, to)
    return { set: { motionWindow: { from, to } }, note: `${dayWords(from)} 至 ${dayWords(to)}` }
  },
  qualify: (_s, { note }, { viewer, now }) => ({ set: { qualification: { note, by: viewer.name, at: now } }, note }),
  presidium: (_s, _i, { people }) => ({ set: { presidium: [...people] }, note: names(people) }),
  adoptAgenda: (_s, _i, { now }) => ({ set: { agendaAdoptedAt: now } }),
  discussed: (s, { delegation, note }, { delegations, viewer, now }) => {
    if (!delegations.includes(delegation)) throw no('NOT_FOUND', '名册上没有这个代表团', 'delegation')
    return { set: { discussions: [...s.discussions.filter(d => d.delegation !== delegation), { delegation, note, by: viewer.name, at: now }] }, note: `${delegation}：${note}` }
  },
  observers: (_s, _i, { people }) => ({ set: { observers: [...people] }, note: names(people) || '没有列席人员' }),
  advance: (s, _i, c) => {
    const stage = demandAdvance(s, c)
    const over = stage === 'closed' ? { checkInOpen: false, matterId: null, roundId: null, until: null } : {}
    return { set: { stage, ...over } }
  },
  askOverride,
  confirmOverride,
  openCheckIn: () => ({ set: { checkInOpen: true } }),
  closeCheckIn: () => ({ set: { checkInOpen: false } }),
  show: (_s, { matterId, seconds }, { matters, now }) => {
    const matter = matterId === null ? null : matters.find(m => m._id === matterId)
    if (matter === undefined) throw no('NOT_FOUND', '这次会议没有这个议题', 'matterId')
    return { set: { matterId, until: seconds === null ? null : now + seconds * 1000 }, ...(matter ? { note: matter.title } : {}) }
  },
  drawResolution: (_s, _i, { resolution, viewer, now }) => {
    if (resolution === null) throw no('NOT_READY', '还有议题没有结果，不能生成决议')
    return { set: { resolution: { text: resolution, drawnAt: now, drawnBy: viewer.name, signatures: [], publishedAt: null } } }
  },
  sign: (s, _i, c) => sign(s, c),
  publish,
  report: (_s, { to, on }, c) => {
    demandSince(on, 'on', c)
    return { set: { report: { to, on } }, note: `${to}，${dayWords(on)}` }
  },
  cancel: (_s, { why }) => ({ set: { stage: 'cancelled', checkInOpen: false, matterId: null, roundId: null, until: null }, note: why }),
}

/** What an act changes, once `sessionObstacle` has nothing against it. @throws Refusal */
export const decideSession = (s: Session, input: SessionActInput, c: SessionContext): SessionDecided =>
  (decisions[input.act] as (s: Session, input: SessionActInput, c: SessionContext) => SessionDecided)(s, input, c)
