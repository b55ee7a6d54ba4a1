import type { Motion } from '../types/motion'
import type { InputOfAct, LifeAct, MotionActInput } from '../types/motion-acts'
import { askExtension, deliver, denyExtension, grantExtension, note, reply, returnReply, sendBack, sign, signFor } from './motion-handle'
import { archive, publish, rate, settle, unpublish } from './motion-judge'
import { demandOpen } from './motion-open'
import { admit, answerOpinion, assign, dispute, giveBack, merge, refuse, resubmit, split, toOpinion } from './motion-screen'
import type { Viewer } from './motion-viewer'
import type { WorkCalendar } from './working-days'

/** What a decision rests on beside the motion itself: everything that must be read before. */
export interface ActContext {
  now: number
  viewer: Viewer
  /** The units named in the act, as they are today. */
  units: readonly { _id: string; name: string; closedOn: string | null }[]
  calendar: WorkCalendar
  /** The highest number given in the motion's session so far. */
  lastSerial: number
  /** The case to merge into, or the one that the filing was merged into. */
  into?: Motion
}

/** What an act changes, and what its line in the history adds. `state` absent = it stays where it is. */
export interface Decided {
  set: Partial<Motion>
  note?: string
}

type Decider<N extends LifeAct> = (m: Motion, input: InputOfAct<N>, context: ActContext) => Decided

/** Co-signing from the open list is a field of its own for each co-signer, so that none overwrites another: it is no decision on the whole. */
export type DecidedAct = Exclude<LifeAct, 'cosign'>

const deciders: { [N in DecidedAct]: Decider<N> } = {
  admit, merge, split, toOpinion, giveBack, resubmit, refuse, dispute, answerOpinion,
  assign, reassign: assign, signFor, sendBack, note, askExtension, grantExtension, denyExtension, reply, sign, returnReply,
  rate, settle, deliver, publish, unpublish, archive,
  remind: (_m, input) => ({ set: {}, note: input.note || undefined }),
}

/** Decides one act: throws the refusal, or answers what changes. Pure: the same motion, act and context decide the same. */
export function decide(m: Motion, input: Exclude<MotionActInput, { act: 'cosign' }>, context: ActContext): Decided {
  demandOpen(input.act, m, context.viewer, context.now)
  return (deciders[input.act] as Decider<DecidedAct>)(m, input as InputOfAct<DecidedAct>, context)
}

/** The motion after a decision. */
export const after = (m: Motion, decided: Decided): Motion => ({ ...m, ...decided.set })
