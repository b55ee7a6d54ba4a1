import type { Motion } from '../types/motion'
import type { MotionState } from '../types/motion-life'
import { acceptedOf } from './motion'
import { ratersOf, roundRatings } from './motion-judge'
import { endOfDay } from './working-days'

/** Who has a motion now, what is waited for, and until when (milliseconds; null = no deadline). */
export interface Turn {
  who: string
  what: string
  until: number | null
}

const COMMITTEE = '提案委员会'
const UNION = '工会'

const lead = (m: Motion) => m.lead?.name ?? '承办部门'

/** Those who have not rated the reply that stands now. */
export const unrated = (m: Pick<Motion, 'proposerId' | 'proposerName' | 'parts' | 'ratings' | 'round'>): string[] =>
  ratersOf(m).filter(r => !roundRatings(m).some(x => x.personId === r.personId)).map(r => r.name)

const promised = (m: Motion): Turn | null => m.promise?.state === 'open'
  ? { who: m.promise.unitName, what: '落实答复中的承诺', until: endOfDay(m.promise.on) }
  : null

const cosigning = (m: Motion): Turn => {
  const missing = m.needed - acceptedOf(m)
  return { who: m.proposerName, what: missing > 0 ? `征集附议，还差 ${missing} 人` : '提交给工会，附议人数已够', until: null }
}

const turns: Record<MotionState, (m: Motion) => Turn | null> = {
  draft: m => ({ who: m.proposerName, what: '写完发出', until: null }),
  cosigning,
  submitted: () => ({ who: COMMITTEE, what: '审查', until: null }),
  returned: m => ({ who: m.proposerName, what: '补充后再提交', until: null }),
  disputed: () => ({ who: '主席团', what: '审议', until: null }),
  opinion: () => ({ who: UNION, what: '答复意见建议', until: null }),
  refused: () => null,
  merged: () => null,
  filed: () => ({ who: UNION, what: '确定承办部门', until: null }),
  assigned: m => ({ who: lead(m), what: '签收并办理', until: m.due }),
  handling: m => ({ who: lead(m), what: '办理并答复', until: m.due }),
  signing: m => ({ who: `${lead(m)}的领导`, what: '签发答复', until: m.due }),
  replied: m => ({ who: unrated(m).join('、'), what: '评价答复', until: m.rateBy }),
  committee: () => ({ who: COMMITTEE, what: '作出复议决定', until: null }),
  closed: promised,
  archived: promised,
}

/** Whose turn it is; null = nothing is waited for any more. */
export const turnOf = (m: Motion): Turn | null => turns[m.state](m)

/** Should have been answered by now? */
export const isOverdue = (m: Pick<Motion, 'state' | 'due'>, now: number): boolean =>
  (m.state === 'assigned' || m.state === 'handling' || m.state === 'signing') && m.due !== null && now > m.due

/** The stages 环节 that a motion passes, as people name them. */
export const stageWords = {
  write: '提出', cosign: '附议', screen: '审查', assign: '交办', handle: '办理', sign: '签发答复', rate: '评价', answer: '答复', close: '办结',
} as const
export type Stage = keyof typeof stageWords

const whole: readonly Stage[] = ['write', 'cosign', 'screen', 'assign', 'handle', 'sign', 'rate', 'close']
const opinion: readonly Stage[] = ['write', 'cosign', 'screen', 'answer', 'close']
const cut: readonly Stage[] = ['write', 'cosign', 'screen']

/** The stages of this motion: an opinion is answered without a department; a refusal or a merger ends at the screening. */
export const stagesOf = (m: Pick<Motion, 'state' | 'answer'>): readonly Stage[] =>
  m.state === 'refused' || m.state === 'merged' ? cut : m.state === 'opinion' || m.answer ? opinion : whole

const at: Record<MotionState, Stage | null> = {
  draft: 'write', cosigning: 'cosign', submitted: 'screen', returned: 'screen', disputed: 'screen', opinion: 'answer', refused: null, merged: null,
  filed: 'assign', assigned: 'handle', handling: 'handle', signing: 'sign', replied: 'rate', committee: 'rate', closed: null, archived: null,
}

/** The stage in which it is now; null = all are behind it. */
export const stageOf = (m: Pick<Motion, 'state'>): Stage | null => at[m.state]
