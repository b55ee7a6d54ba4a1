import type { Output } from '../../../types/api'
import type { SessionAct } from '../../../types/congress-acts'
import { hasRole, type Me } from '../../services/session'
import type { Given } from './act-forms'

export type OneSession = Output<'congress', 'session'>

/** The parts of a session's page. */
export type Part = 'check' | 'matters' | 'papers' | 'opinions' | 'roll' | 'votes' | 'resolution' | 'archive' | 'rehearse'

export const partTexts: Record<Part, string> = {
  check: '清单', matters: '议题', papers: '会议文件', opinions: '讨论意见', roll: '签到', votes: '表决', resolution: '决议', archive: '归档', rehearse: '推演',
}

export interface PartProps {
  me: Me
  view: OneSession
  /** Puts an act's answer in place. */
  put: (view: OneSession, words: string) => void
  reload: () => Promise<void>
  /** Asks again without a word. */
  follow: () => Promise<boolean>
  /** Opens what an act asks for. */
  ask: (act: SessionAct, given?: Given) => void
  go: (part: Part) => void
}

/** Who may open and close votes: the union's staff and the session's own presidium 主席团. */
export const isChair = (me: Me, { session }: OneSession): boolean =>
  hasRole(me, 'staff') || session.presidium.some(p => p.personId === me.personId)

export const may = (view: OneSession, act: SessionAct): boolean => view.acts.includes(act)

export const isOver = ({ session }: OneSession): boolean => session.stage === 'closed' || session.stage === 'archived' || session.stage === 'cancelled'

/** While the agenda may still be written: matters, papers. */
export const isOffice = (me: Me): boolean => hasRole(me, 'staff')
