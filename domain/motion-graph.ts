import type { LifeAct } from '../types/motion-acts'
import type { MotionState } from '../types/motion-life'

/** States of a motion 提案 as people say them, in the order of its life. */
export const motionStateWords: Record<MotionState, string> = {
  draft: '草稿',
  cosigning: '附议中',
  submitted: '待审查',
  returned: '退回补充',
  disputed: '提请主席团',
  opinion: '转意见建议',
  refused: '不予立案',
  merged: '已并案',
  filed: '已立案',
  assigned: '已交办',
  handling: '办理中',
  signing: '待签发',
  replied: '已答复',
  committee: '提案委员会复议',
  closed: '办结',
  archived: '归档',
}

/**
 * Who moves: proposer 提案人, proposers (of a merged case: all of them), invited 被邀请附议的代表, delegate 职工代表,
 * committee 提案委员会, presidium 主席团, screener (committee, or the presidium when the motion is before it),
 * assigner 交办人 (union staff, committee, the tenant's leader), lead 主办部门, anyUnit (lead or assisting 协办),
 * signer (leader 领导 of the lead department, or of the whole tenant), follower (lead, or staff for a department that is no
 * more), staff 工会, clock (the timer).
 */
export type Who =
  | 'proposer' | 'proposers' | 'invited' | 'delegate' | 'committee' | 'presidium' | 'screener' | 'assigner'
  | 'lead' | 'anyUnit' | 'signer' | 'follower' | 'staff' | 'clock'

/** What must be given with an act, beside the motion itself. */
export type Need = 'text' | 'note' | 'reason' | 'into' | 'units' | 'noteKind' | 'days' | 'reply' | 'rating' | 'how' | 'promise' | 'public'

/** Acts of the first steps have actions of their own; `clock` acts are the timer's. */
export type EarlyAct = 'edit' | 'drop' | 'file' | 'invite' | 'accept' | 'decline' | 'submit'
export type ClockAct = 'lapse' | 'forsaken' | 'orphan' | 'dueSoon' | 'overdue' | 'escalate' | 'promiseSoon' | 'promiseOverdue'
export type AnyAct = EarlyAct | LifeAct | ClockAct

export interface ActRow {
  act: AnyAct
  /** On the button. */
  label: string
  /** In the history: who 做了什么. */
  done: string
  from: readonly MotionState[]
  /** Where it may lead; empty = the motion stays where it is. */
  to: readonly MotionState[]
  who: Who
  needs: readonly Need[]
  /** Asked first, since it cannot be taken back or hurts somebody. */
  danger?: boolean
}

const undecided: readonly MotionState[] = ['submitted', 'disputed']
const inHand: readonly MotionState[] = ['assigned', 'handling', 'signing']
const over: readonly MotionState[] = ['closed', 'archived']

const row = (act: AnyAct, label: string, done: string, who: Who, from: readonly MotionState[], to: readonly MotionState[] = [], needs: readonly Need[] = [], danger?: boolean): ActRow =>
  ({ act, label, done, who, from, to, needs, ...(danger ? { danger } : {}) })

/** The whole life of a motion as data: the server decides by it, pages show buttons by it, exports and notices take their words from it. */
export const motionGraph: readonly ActRow[] = [
  row('edit', '继续写', '修改草稿', 'proposer', ['draft'], [], ['text']),
  row('drop', '删除草稿', '删除草稿', 'proposer', ['draft'], [], [], true),
  row('file', '发出，征集附议', '发出，征集附议', 'proposer', ['draft'], ['cosigning'], ['text']),
  row('invite', '邀请代表附议', '邀请附议', 'proposer', ['cosigning']),
  row('accept', '附议', '附议', 'invited', ['cosigning']),
  row('decline', '不附议', '没有附议', 'invited', ['cosigning']),
  row('cosign', '主动附议', '主动附议', 'delegate', ['cosigning']),
  row('submit', '提交给工会', '提交给工会', 'proposer', ['cosigning'], ['submitted', 'opinion'], [], true),
  row('forsaken', '提案人已注销', '因提案人已注销，交给工会', 'clock', ['cosigning'], ['opinion']),

  row('admit', '立案', '立案', 'screener', undecided, ['filed']),
  row('merge', '并案', '并案', 'screener', undecided, ['merged'], ['into']),
  row('split', '拆分出来', '从并案中拆分', 'committee', ['merged'], ['submitted', 'disputed'], [], true),
  row('forsaken', '提案人已注销', '因提案人已注销，交给工会', 'clock', ['returned'], ['submitted']),
  row('toOpinion', '转意见建议', '转为意见建议', 'screener', [...undecided, 'returned'], ['opinion'], ['note']),
  row('giveBack', '退回补充', '退回补充', 'screener', undecided, ['returned'], ['note']),
  row('resubmit', '补充后再提交', '补充后再次提交', 'proposer', ['returned'], ['submitted'], ['text']),
  row('refuse', '不予立案', '决定不予立案', 'screener', [...undecided, 'returned'], ['refused'], ['reason', 'note'], true),
  row('dispute', '提请主席团审议', '提请主席团审议', 'committee', ['submitted'], ['disputed'], ['note']),
  row('dispute', '对不予立案有异议', '提请主席团审议', 'proposer', ['refused'], ['disputed'], ['note']),
  row('answerOpinion', '答复意见建议', '答复意见建议', 'assigner', ['opinion'], ['closed'], ['note']),

  row('assign', '交办', '交办', 'assigner', ['filed'], ['assigned'], ['units']),
  row('signFor', '签收', '签收', 'lead', ['assigned'], ['handling']),
  row('sendBack', '退办', '退办', 'lead', ['assigned'], ['filed'], ['note'], true),
  row('reassign', '改派', '改派承办部门', 'assigner', inHand, ['assigned'], ['units', 'note'], true),
  row('orphan', '承办部门已撤销', '因承办部门已撤销，等待重新交办', 'clock', inHand, ['filed']),

  row('note', '记录进展', '记录办理情况', 'anyUnit', inHand, [], ['noteKind', 'note']),
  row('askExtension', '申请延期', '申请延期', 'lead', ['assigned', 'handling'], [], ['days', 'note']),
  row('grantExtension', '同意延期', '同意延期', 'assigner', inHand),
  row('denyExtension', '不同意延期', '不同意延期', 'assigner', inHand, [], ['note']),
  row('remind', '催办', '催办', 'assigner', inHand, [], ['note']),
  row('reply', '提交答复', '起草答复', 'lead', ['handling'], ['signing'], ['reply']),
  row('sign', '签发答复', '签发答复', 'signer', ['signing'], ['replied']),
  row('returnReply', '退回修改', '退回答复修改', 'signer', ['signing'], ['handling'], ['note']),

  row('rate', '评价答复', '评价答复', 'proposers', ['replied'], ['replied', 'closed', 'handling', 'committee'], ['rating']),
  row('lapse', '评价期满', '评价期满', 'clock', ['replied'], ['closed', 'handling', 'committee']),
  row('settle', '作出复议决定', '作出复议决定', 'committee', ['committee'], ['closed', 'handling'], ['how', 'note']),
  row('deliver', '报告落实情况', '报告承诺落实情况', 'follower', ['replied', 'committee', ...over], [], ['promise', 'note']),

  row('publish', '公开', '公开', 'staff', over, [], ['public']),
  row('unpublish', '撤下公开', '撤下公开', 'staff', over, [], ['note'], true),
  row('archive', '归档', '归档', 'staff', ['closed', 'refused'], ['archived']),

  row('dueSoon', '临近期限', '提醒：答复期限将到', 'clock', inHand),
  row('overdue', '已逾期', '逾期，报主管领导', 'clock', inHand),
  row('escalate', '逾期上报', '逾期未办，报提案委员会', 'clock', inHand),
  row('promiseSoon', '临近承诺日期', '提醒：承诺落实日期将到', 'clock', ['replied', 'committee', ...over]),
  row('promiseOverdue', '承诺逾期', '承诺的落实日期已过，仍未报告', 'clock', ['replied', 'committee', ...over]),
]

/** What was done to a motion, in its history (`MotionEvent.act`). */
export const motionActWords: Record<string, string> = Object.fromEntries(motionGraph.map(r => [r.act, r.done]))

/** The rows of an act: one, unless several kinds of people may do it from different states. */
export const rowsOf = (act: AnyAct): readonly ActRow[] => motionGraph.filter(r => r.act === act)

/** Does the history, walked through the graph from the draft, end in this state? Every step must be open where it was taken. */
export function replays(events: readonly { act: string; state?: MotionState }[], end: MotionState): boolean {
  let state: MotionState = 'draft'
  for (const event of events) {
    const next: MotionState = event.state ?? state
    const open = motionGraph.some(r => r.act === event.act && r.from.includes(state) && (r.to.length ? r.to.includes(next) : next === state))
    if (!open) return false
    state = next
  }
  return state === end
}
