import { acceptedOf } from '../../../domain/motion'
import type { ActRow, AnyAct, EarlyAct } from '../../../domain/motion-graph'
import { obstacleTo, openActs } from '../../../domain/motion-open'
import type { Viewer } from '../../../domain/motion-viewer'
import type { Motion } from '../../../types/motion'
import type { NoticeProps } from '../../components/notice'

/** Acts of the graph that a person does; the clock's are not among them. */
export type PersonAct = Exclude<AnyAct, 'file' | 'lapse' | 'forsaken' | 'orphan' | 'dueSoon' | 'overdue' | 'escalate' | 'promiseSoon' | 'promiseOverdue'>

export interface Question { title: string; text: string; yes: string }

export interface ActButton {
  act: PersonAct
  label: string
  /** May be the one main act of the screen. */
  main: boolean
  danger: boolean
  /** Opens a page of its own to be filled in. */
  form: boolean
  /** What is said once it is done. */
  done: string
  /** Asked first, where it cannot be taken back. */
  question?: Question
}

/** What each act without a form says: asked before, told after. */
const said: Partial<Record<PersonAct, { done: string; question?: Question }>> = {
  submit: { done: '已提交给工会', question: { title: '提交给工会？', text: '提交后由工会办理，不能再邀请或改变附议。', yes: '提交给工会' } },
  accept: { done: '您已附议' },
  cosign: { done: '您已附议' },
  decline: { done: '已记下：您没有附议' },
  drop: { done: '', question: { title: '删除这份草稿？', text: '写好的内容和图片都会删掉，不能找回。', yes: '删除草稿' } },
  split: { done: '已拆分出来，重新等待审查', question: { title: '从并案中拆分出来？', text: '这件提案会回到并案之前，单独审查。', yes: '拆分出来' } },
  signFor: { done: '已签收，开始办理' },
  grantExtension: { done: '已同意延期', question: { title: '同意延期？', text: '答复期限会从原来的日期往后延，提案人会看到。', yes: '同意延期' } },
  sign: { done: '已签发，提案人可以评价了', question: { title: '签发这份答复？', text: '签发后答复发给提案人，内容不能再改。', yes: '签发答复' } },
  archive: { done: '已归档', question: { title: '归档？', text: '归档后只能查看，仍可以公开。', yes: '归档' } },
}

/** The most wanted first; one of these may be the main act of the screen. */
const wanted: readonly PersonAct[] = [
  'edit', 'accept', 'cosign', 'submit', 'resubmit', 'rate', 'sign', 'reply', 'signFor', 'admit', 'assign', 'settle', 'answerOpinion', 'grantExtension', 'deliver',
]
/** Least wanted: they take something away, or are seldom needed. */
const rare: readonly PersonAct[] = ['remind', 'archive', 'reassign', 'sendBack', 'unpublish', 'drop']

const rank = (act: PersonAct) => wanted.includes(act) ? wanted.indexOf(act) : rare.includes(act) ? 200 + rare.indexOf(act) : 100

/** Acts with nothing to fill in, and those that have had a page of their own from the first. */
const formless: readonly PersonAct[] = ['edit', 'drop', 'invite', 'accept', 'decline', 'submit', 'cosign', 'split', 'signFor', 'grantExtension', 'sign', 'archive']

const myAnswer = (m: Motion, v: Viewer) => m.cosigners.find(c => c.personId === v.personId)?.answer

const backOut: Question = { title: '改为不附议？', text: '提案人会看到您的改变。提交之前，您还可以再改回来。', yes: '改为不附议' }

const isPersonAct = (row: ActRow): row is ActRow & { act: PersonAct } => row.act !== 'file' && row.who !== 'clock'

/** The button of a row of the graph; an answer already given is changed, not given again. */
const buttonOf = ({ act, label, danger = false }: ActRow & { act: PersonAct }, answer: ReturnType<typeof myAnswer>): ActButton[] => {
  if ((act === 'cosign' && answer) || (act === 'accept' && answer === 'accepted') || (act === 'decline' && answer === 'declined')) return []
  const changing = act === 'accept' ? answer === 'declined' : act === 'decline' && answer === 'accepted'
  const button = { act, label: changing ? `改为${label}` : label, main: wanted.includes(act) && !changing, danger, form: !formless.includes(act), done: said[act]?.done ?? '', question: said[act]?.question }
  return [act === 'decline' && changing ? { ...button, danger: true, question: backOut } : button]
}

/** What this person can do with it now, the most wanted first. The rule itself lives in the domain's graph. */
export const buttonsOf = (m: Motion, v: Viewer, now: number): ActButton[] =>
  openActs(m, v, now).filter(isPersonAct).flatMap(row => buttonOf(row, myAnswer(m, v))).sort((a, b) => rank(a.act) - rank(b.act))

export const isEarly = (act: PersonAct): act is Exclude<EarlyAct, 'file'> => ['edit', 'drop', 'invite', 'accept', 'decline', 'submit'].includes(act)

const cosigning = (m: Motion, v: Viewer, now: number): NoticeProps | undefined => {
  if (m.proposerId === v.personId) {
    const missing = obstacleTo('submit', m, v, now)
    return missing
      ? { meaning: 'waiting', title: missing.message, text: '有人附议时，首页会告诉您。' }
      : { meaning: 'done', title: `已有 ${acceptedOf(m)} 人附议，可以提交了`, text: v.delegation === undefined ? '您现在不是职工代表，提交后作为意见建议办理，同样会得到答复。' : undefined }
  }
  return myAnswer(m, v) === 'invited'
    ? { meaning: 'waiting', title: `${m.proposerName}请您附议`, text: '请看完内容再决定。附议表示您赞成把这件事提出来。' }
    : undefined
}

const lastNote = (m: Motion, act: string) => m.events.filter(e => e.act === act).at(-1)?.note

/** What this person should know first; nothing when the card of whose turn it is says it already. */
export const standing = (m: Motion, v: Viewer, now: number): NoticeProps | undefined => {
  if (m.state === 'cosigning') {
    const open = cosigning(m, v, now)
    if (open) return open
  }
  const mine = v.personId === m.proposerId
  if (m.state === 'returned') return { meaning: 'attention', title: mine ? '请您补充后再提交' : '已退回提案人补充', text: lastNote(m, 'giveBack') }
  if (m.state === 'replied' && obstacleTo('rate', m, v, now) === null) {
    return { meaning: 'attention', title: '已经答复，请您评价', text: '请看完下面的答复再评价。到期没有评价的记为“未评价”，不会算作满意。' }
  }
  const answer = myAnswer(m, v)
  if (answer === 'accepted') return { meaning: 'done', title: '您已附议' }
  if (answer === 'declined') return { meaning: 'refused', title: '您没有附议' }
  return undefined
}
