import * as z from 'zod/mini'
import { isDay } from '../../../domain/calendar'
import { MotionRulesEdit, type MotionRules } from '../../../types/motion-rules'
import type { MotionCategory } from '../../../types/motion-life'
import { plain, type FieldErrors } from '../../components/form'

/** The rules as they are typed: numbers as text, no day as empty text. */
export interface RulesValues {
  term: string
  session: string
  filers: MotionRules['filers']
  needed: string
  otherDelegation: boolean
  opensOn: string
  closesOn: string
  replyDays: string
  extensionDays: string
  working: 'calendar' | 'working'
  returnDays: string
  rateDays: string
  publicityDays: string
  numbering: string
  categories: MotionCategory[]
}

const numbers = ['term', 'session', 'needed', 'replyDays', 'extensionDays', 'returnDays', 'rateDays', 'publicityDays'] as const

export const valuesOf = (r: MotionRules): RulesValues => ({
  term: String(r.term), session: String(r.session), filers: r.filers, needed: String(r.needed), otherDelegation: r.otherDelegation,
  opensOn: r.opensOn ?? '', closesOn: r.closesOn ?? '', replyDays: String(r.replyDays), extensionDays: String(r.extensionDays),
  working: r.working ? 'working' : 'calendar', returnDays: String(r.returnDays), rateDays: String(r.rateDays), publicityDays: String(r.publicityDays),
  numbering: r.numbering, categories: r.categories,
})

const sent = (v: RulesValues) => ({
  ...v,
  ...Object.fromEntries(numbers.map(n => [n, Number(plain(v[n]))])),
  working: v.working === 'working',
  opensOn: v.opensOn || null,
  closesOn: v.closesOn || null,
})

export const rulesOf = (v: RulesValues): MotionRulesEdit => z.parse(MotionRulesEdit, sent(v))

export const rulesErrors = (v: RulesValues): FieldErrors => {
  const errors: FieldErrors = {}
  for (const n of numbers) if (!/^\d{1,3}$/.test(plain(v[n]))) errors[n] = '请填写数字'
  for (const day of ['opensOn', 'closesOn'] as const) if (v[day] && !isDay(v[day])) errors[day] = '日历上没有这一天，请重新选择'
  if (v.opensOn && v.closesOn && v.closesOn < v.opensOn) errors.closesOn = '截止日不能早于开始日'
  for (const issue of z.safeParse(MotionRulesEdit, sent(v)).error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  return errors
}
