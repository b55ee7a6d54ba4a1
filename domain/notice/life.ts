import type { NoticeEdit, NoticeState } from '../../types/notice'
import { valueProblems } from './build'

/** What can be done to a notice by the office, and from where. */
export type NoticeAct = 'save' | 'remove' | 'plan' | 'send' | 'pause' | 'resume' | 'cancel'

const from: Record<NoticeAct, readonly NoticeState[]> = {
  save: ['draft', 'planned', 'scheduled'],
  remove: ['draft', 'planned'],
  plan: ['draft', 'planned'],
  send: ['planned'],
  pause: ['sending', 'scheduled'],
  resume: ['paused'],
  cancel: ['scheduled', 'sending', 'paused'],
}

export const mayDo = (act: NoticeAct, state: NoticeState): boolean => from[act].includes(state)

/** A notice may be sent so far ahead. */
const LATEST = 180 * 86_400_000

/** A plan that is older is made anew: people come and go, and credits are spent. */
export const PLAN_HOLDS = 30 * 60_000

/** Everything that stands in the way of planning; `at` = the field. */
export function noticeProblems({ message, text, mustConfirm }: Pick<NoticeEdit, 'message' | 'text' | 'mustConfirm'>, ready: (template: string) => boolean): { at: string; message: string }[] {
  const problems = message ? valueProblems(message.template, message.values) : []
  if (message && !ready(message.template)) problems.push({ at: 'message.template', message: '这个模板还没有配置微信的模板编号，不能发微信提醒。请选“不发微信提醒”，或请管理员配置' })
  if (mustConfirm && text.trim() === '') problems.push({ at: 'text', message: '要大家确认“已知悉”的通知，正文不能空着' })
  return problems
}

/** Undefined = fit. */
export function sendAtProblem(sendAt: number, now: number): string | undefined {
  if (sendAt <= now) return '定时发送的时间应在现在以后；要马上发请选“现在”'
  return sendAt - now > LATEST ? '最多可以定在半年以内' : undefined
}
