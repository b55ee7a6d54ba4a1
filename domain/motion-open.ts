import type { Motion } from '../types/motion'
import type { LifeAct } from '../types/motion-acts'
import { isMover, moverWords, type Viewer } from './motion-viewer'
import { motionGraph, motionStateWords, rowsOf, type ActRow, type AnyAct } from './motion-graph'
import { acceptedOf } from './motion'
import { Refusal } from './refusal'

type Extra = (m: Motion, v: Viewer, now: number) => Refusal | null

const no = (code: string, message: string) => new Refusal(code, message)

/** Beyond state and role: what else must hold before an act is open. */
const extras: Partial<Record<AnyAct, Extra>> = {
  cosign: (m, v) => {
    if (m.cosigners.some(c => c.personId === v.personId && c.answer === 'accepted')) return no('ALREADY_DONE', '您已经附议过这件提案')
    if (!m.open && !m.cosigners.some(c => c.personId === v.personId)) return no('NOT_ALLOWED', '这件提案只由被邀请的代表附议')
    return m.terms.otherDelegation && v.delegation === m.delegation ? no('SAME_DELEGATION', '附议人须来自其他代表团') : null
  },
  invite: (_m, v) => v.delegation === undefined ? no('NOT_ALLOWED', '您现在不是职工代表，不能再邀请附议') : null,
  submit: (m, _v) => acceptedOf(m) >= m.needed ? null : no('TOO_FEW', `还差 ${m.needed - acceptedOf(m)} 人附议，满 ${m.needed} 人才能提交`),
  dispute: m => m.state === 'refused' && m.events.some(e => e.act === 'dispute')
    ? no('ALREADY_DONE', '主席团已经审议过这件提案，不能再次提请') : null,
  sendBack: (m, _v, now) => m.returnBy !== null && now > m.returnBy ? no('TOO_LATE', '退办期限已过，不能退办。如确实无法办理，请联系工会改派') : null,
  askExtension: (m, _v, now) => {
    if (m.extension) return no('ALREADY_DONE', '每件提案只能申请一次延期')
    if (m.terms.extensionDays === 0) return no('NOT_ALLOWED', '本单位的提案办理不设延期')
    return m.due !== null && now > m.due ? no('TOO_LATE', '答复期限已过，不能再申请延期') : null
  },
  grantExtension: pendingExtension,
  denyExtension: pendingExtension,
  rate: (m, v) => m.ratings.some(r => r.personId === v.personId && r.round === m.round) ? no('ALREADY_DONE', '您已经评价过这次答复') : null,
  deliver: m => m.promise?.state === 'open' ? null : no('WRONG_STATE', '这件提案没有等待落实的承诺'),
  unpublish: m => m.published ? null : no('WRONG_STATE', '这件提案没有公开'),
  publish: m => m.merged ? no('WRONG_STATE', '已并案的提案随主案公开') : null,
}

function pendingExtension(m: Motion): Refusal | null {
  return m.extension?.state === 'asked' ? null : no('WRONG_STATE', '没有等待批准的延期申请')
}

/** Why this person may not do the act now; null = may. */
export function obstacleTo(act: AnyAct, m: Motion, v: Viewer, now: number): Refusal | null {
  const rows = rowsOf(act)
  const open = rows.filter(r => r.from.includes(m.state))
  if (open.length === 0) return no('WRONG_STATE', `这件提案现在是“${motionStateWords[m.state]}”，不能${rows[0]?.label ?? '这样办'}`)
  if (!open.some(r => isMover(r.who, m, v))) return no('NOT_ALLOWED', `只有${moverWords[open[0]!.who]}才能${open[0]!.label}`)
  return extras[act]?.(m, v, now) ?? null
}

export function demandOpen(act: LifeAct, m: Motion, v: Viewer, now: number): void {
  const refusal = obstacleTo(act, m, v, now)
  if (refusal) throw refusal
}

/** What this person can do with the motion now: the rows of the graph, for buttons. */
export const openActs = (m: Motion, v: Viewer, now: number): ActRow[] =>
  motionGraph.filter(r => r.who !== 'clock' && r.from.includes(m.state) && isMover(r.who, m, v) && obstacleTo(r.act, m, v, now) === null)
