import { acceptedOf, may, obstacle, type MotionAct } from '../../../domain/motion'
import type { Motion } from '../../../types/motion'
import type { NoticeProps } from '../../components/notice'

export interface ActButton {
  act: Exclude<MotionAct, 'file'>
  label: string
  /** What is said once it is done. */
  done: string
  danger?: boolean
  /** Asked first, where it cannot be taken back. */
  question?: { title: string; text: string; yes: string }
  when: (m: Motion, personId: string) => boolean
}

const myAnswer = (m: Motion, personId: string) => m.cosigners.find(c => c.personId === personId)?.answer

/** Everything that can be done with a motion, the most wanted first. The rule itself lives in domain/motion.ts. */
const all: readonly ActButton[] = [
  { act: 'edit', label: '继续写', done: '', when: () => true },
  {
    act: 'submit', label: '提交给工会', done: '已提交给工会',
    question: { title: '提交给工会？', text: '提交后由工会办理，不能再邀请或改变附议。', yes: '提交给工会' },
    when: () => true,
  },
  { act: 'accept', label: '附议', done: '您已附议', when: (m, p) => myAnswer(m, p) === 'invited' },
  { act: 'accept', label: '改为附议', done: '您已附议', when: (m, p) => myAnswer(m, p) === 'declined' },
  { act: 'decline', label: '不附议', done: '已记下：您没有附议', when: (m, p) => myAnswer(m, p) === 'invited' },
  {
    act: 'decline', label: '改为不附议', done: '已记下：您没有附议', danger: true,
    question: { title: '改为不附议？', text: '提案人会看到您的改变。提交之前，您还可以再改回来。', yes: '改为不附议' },
    when: (m, p) => myAnswer(m, p) === 'accepted',
  },
  { act: 'invite', label: '邀请代表附议', done: '', when: () => true },
  {
    act: 'drop', label: '删除草稿', done: '', danger: true,
    question: { title: '删除这份草稿？', text: '写好的内容和图片都会删掉，不能找回。', yes: '删除草稿' },
    when: () => true,
  },
]

/** What this person can do with it now. */
export const openActs = (m: Motion, personId: string | undefined): ActButton[] =>
  personId === undefined ? [] : all.filter(a => may(a.act, m, personId) && a.when(m, personId))

/** What is being waited for, said to this person; nothing when it is plain from the buttons. */
export const standing = (m: Motion, personId: string | undefined): NoticeProps | undefined => {
  if (personId === undefined) return undefined
  if (m.proposerId === personId && m.state === 'cosigning') {
    const missing = obstacle('submit', m, personId)
    return missing
      ? { meaning: 'waiting', title: missing.message, text: '有人附议时，首页会告诉您。' }
      : { meaning: 'done', title: `已有 ${acceptedOf(m)} 人附议，可以提交了` }
  }
  const answer = myAnswer(m, personId)
  if (answer === 'invited' && m.state === 'cosigning') {
    return { meaning: 'waiting', title: `${m.proposerName}请您附议`, text: '请看完内容再决定。附议表示您赞成把这件事提出来。' }
  }
  if (answer === 'accepted') return { meaning: 'done', title: '您已附议' }
  if (answer === 'declined') return { meaning: 'refused', title: '您没有附议' }
  return undefined
}
