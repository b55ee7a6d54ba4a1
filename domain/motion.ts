import type { Role } from '../types/member'
import type { Cosigner } from '../types/motion'
import type { MotionState } from '../types/motion-life'
import { Refusal } from './refusal'

/** What the rules need to know of a motion 提案. */
export interface MotionFacts {
  state: MotionState
  proposerId: string
  cosigners: Pick<Cosigner, 'personId' | 'answer'>[]
  needed: number
  open?: boolean
  /** Filings merged into it: their proposers are proposers of the case. */
  parts?: { personId: string }[]
}

/** Co-signers 附议人 that a motion needs unless the enterprise's rules say otherwise (domain handbook §3). */
export const DEFAULT_COSIGNERS = 2

export const MAX_COSIGNERS = 30

export type MotionAct = 'edit' | 'drop' | 'file' | 'invite' | 'accept' | 'decline' | 'submit'

export const acceptedOf = (m: Pick<MotionFacts, 'cosigners'>): number => m.cosigners.filter(c => c.answer === 'accepted').length

const mine = (m: MotionFacts, personId: string) => m.proposerId === personId
const invitation = (m: MotionFacts, personId: string) => m.cosigners.find(c => c.personId === personId)

/** For each act: the reason why this person may not do it now, or null when the act is open. */
const obstacles: Record<MotionAct, (m: MotionFacts, personId: string) => Refusal | null> = {
  edit: (m, p) => notMine(m, p) ?? notIn(m, 'draft', '这件提案已经发出，不能再修改'),
  drop: (m, p) => notMine(m, p) ?? notIn(m, 'draft', '这件提案已经发出，不能删除'),
  file: (m, p) => notMine(m, p) ?? notIn(m, 'draft', '这件提案已经发出'),
  invite: (m, p) => notMine(m, p) ?? notIn(m, 'cosigning', '现在不能再邀请附议人'),
  accept: answerable,
  decline: answerable,
  submit: (m, p) => notMine(m, p) ?? notIn(m, 'cosigning', '这件提案现在不能提交') ?? (acceptedOf(m) >= m.needed ? null
    : new Refusal('TOO_FEW', `还差 ${m.needed - acceptedOf(m)} 人附议，满 ${m.needed} 人才能提交`)),
}

function notMine(m: MotionFacts, personId: string) {
  return mine(m, personId) ? null : new Refusal('NOT_ALLOWED', '只有提案人才能这样做')
}

function notIn(m: MotionFacts, state: MotionState, message: string) {
  return m.state === state ? null : new Refusal('WRONG_STATE', message)
}

function answerable(m: MotionFacts, personId: string) {
  if (!invitation(m, personId)) return new Refusal('NOT_ALLOWED', '您没有被邀请附议这件提案')
  return notIn(m, 'cosigning', '这件提案已经提交，不能再附议或改变附议')
}

/** Why `personId` may not do `act` now; null = may. The same answer decides on the server and shows the buttons. */
export const obstacle = (act: MotionAct, m: MotionFacts, personId: string): Refusal | null => obstacles[act](m, personId)

export const may = (act: MotionAct, m: MotionFacts, personId: string): boolean => obstacle(act, m, personId) === null

/** Throws the refusal when the act is not open. */
export function demand(act: MotionAct, m: MotionFacts, personId: string): void {
  const no = obstacle(act, m, personId)
  if (no) throw no
}

/** Who may read a motion: a draft only its proposer; while co-signs are gathered also those asked, the union, and every delegate when it is open to all; then everybody of the enterprise. */
export function maySee(m: MotionFacts, personId: string | undefined, roles: readonly Role[], demonstration = false): boolean {
  if (personId && (mine(m, personId) || m.parts?.some(p => p.personId === personId))) return true
  if (m.state === 'draft') return false
  if (roles.some(r => r === 'staff' || r === 'station')) return true
  if (personId && invitation(m, personId)) return true
  if (m.state === 'cosigning') return m.open === true && roles.includes('delegate')
  return demonstration || roles.length > 0
}
