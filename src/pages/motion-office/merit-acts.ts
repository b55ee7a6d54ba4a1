import type { Merit } from '../../../types/motion-merits'
import { hasRole, type Me } from '../../services/session'

export type MeritAct = 'score' | 'announce' | 'award' | 'recommend' | 'decline' | 'withdraw'

export interface MeritButton {
  act: MeritAct
  label: string
  danger?: boolean
  /** What the form asks for; absent = only the question. */
  asks?: 'points' | 'level' | 'note'
  noteLabel?: string
  question: string
  done: string
  open: (m: Merit, me: Me, now: number) => boolean
}

const office = (me: Me) => hasRole(me, 'staff', 'station')

/** What can be done to a nomination, the most wanted first; the server decides by the same conditions. */
export const meritActs: readonly MeritButton[] = [
  {
    act: 'score', label: '评分', asks: 'points', question: '0 到 100 分。公示之前可以改。评委之间互相看不到分数。', done: '已记下您的评分',
    open: (m, me) => m.state === 'nominated' && hasRole(me, 'committee'),
  },
  {
    act: 'award', label: '表彰', question: '公示期已过，没有成立的异议，授予这个等级。', done: '已表彰',
    open: (m, me, now) => m.state === 'publicized' && m.publicUntil !== null && now > m.publicUntil && office(me),
  },
  {
    act: 'announce', label: '公示', asks: 'level', question: '拟定等级并公示，公示期内有异议可以撤销。', done: '已开始公示',
    open: (m, me) => m.state === 'nominated' && office(me),
  },
  {
    act: 'recommend', label: '推荐到上级', asks: 'note', noteLabel: '推荐理由', question: '推荐到上级指导站或总工会，由上级再评。', done: '已推荐到上级',
    open: (m, me) => (m.state === 'nominated' || m.state === 'publicized' || m.state === 'awarded') && m.forwarded !== true && office(me),
  },
  {
    act: 'decline', label: '未入选', asks: 'note', noteLabel: '说明', danger: true, question: '这件提案不再参评。', done: '已记为未入选',
    open: (m, me) => m.state === 'nominated' && office(me),
  },
  {
    act: 'withdraw', label: '撤销', asks: 'note', noteLabel: '撤销理由', danger: true, question: '异议成立时撤销公示或表彰，不能恢复。', done: '已撤销',
    open: (m, me) => (m.state === 'publicized' || m.state === 'awarded') && office(me),
  },
]
