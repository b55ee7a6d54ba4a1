import { collectsOpinions } from '../../../domain/congress/opinions'
import { untilWords, whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { NoticeProps } from '../../components/notice'
import { hasRole, type Me } from '../../services/session'
import { openCheckIn, openHall, openPaper, writeOpinion } from '../../components/congress-links'

export interface Held {
  view: Output<'congress', 'session'>
  /** Null = for delegates and those who run the session only. */
  papers: Output<'congress', 'papers'>['items'] | null
  /** Reading is proved by delegates, not by the office that sends the papers. */
  proves: boolean
  opines: boolean
}

/** The office may look at papers without proving to have read them. */
export const provesReading = (me: Me): boolean => hasRole(me, 'delegate') || !hasRole(me, 'staff', 'station', 'presidium', 'scrutineer')

/** Delegates, from the notice until the formal meeting; before there is a roll, whoever has a seat. */
export const mayOpine = ({ session, me: row }: Held['view'], me: Me): boolean =>
  collectsOpinions(session.stage, session.notice !== null) && (row ? !row.observer : session.rollAt === null && hasRole(me, 'delegate'))

export interface MainAct { id: string; text: string; onTap: () => void }

const inMeeting = ['preparatory', 'discussion', 'formal'] as const

export const isRunning = (stage: string): boolean => inMeeting.some(s => s === stage)

export const unreadPapers = ({ papers, proves }: Held) => proves ? (papers ?? []).filter(p => p.deliveredAt !== null && p.mine === null) : []

/** What I can do now, the most pressing first; the page shows two. */
export const actsOf = (held: Held): MainAct[] => {
  const { session, me } = held.view
  const id = session._id
  const [unread] = unreadPapers(held)
  const came = (me?.marks.length ?? 0) > 0
  return [
    session.checkInOpen && me && !came ? { id: 'check-in', text: '签到', onTap: () => openCheckIn(id) } : null,
    isRunning(session.stage) && me ? { id: 'hall', text: session.roundId ? '进入会场投票' : '进入会场', onTap: () => openHall(id) } : null,
    unread ? { id: 'read', text: '阅读文件', onTap: () => openPaper(unread._id) } : null,
    held.opines ? { id: 'opine', text: '提意见', onTap: () => writeOpinion(id) } : null,
  ].filter(a => a !== null)
}

type Words = Pick<NoticeProps, 'meaning' | 'title' | 'text'>

/** What it means for me now, in a sentence or two. */
export const standingOf = (held: Held, now: number): Words | null => {
  const { session, me } = held.view
  const unread = unreadPapers(held).length
  if (session.stage === 'cancelled') return { meaning: 'refused', title: '这次会议已取消' }
  if (session.checkInOpen && me && me.marks.length === 0) return { meaning: 'attention', title: '现在可以签到', text: '扫会场屏幕上的码，或者输入工作人员给您的签到码。' }
  if (isRunning(session.stage) && me?.present) return { meaning: 'done', title: '您已签到，会议进行中', text: '投票开始时，会场页会自动出现选票。' }
  if (unread > 0) return { meaning: 'attention', title: `还有 ${unread} 份文件等您阅读`, text: session.startsAt > now ? `请在开会前读完，读到最后点“我已阅读”。${untilWords(session.startsAt, now).replace('截止', '开会')}` : '读到最后点“我已阅读”。' }
  if (isRunning(session.stage) && me?.observer) return { meaning: 'waiting', title: '您列席这次会议', text: '可以签到、看文件，没有表决权。' }
  return session.stage === 'preparing' ? { meaning: 'waiting', title: '会议正在筹备', text: `${whenWords(session.startsAt, now)} 在${session.place}召开。` } : null
}
