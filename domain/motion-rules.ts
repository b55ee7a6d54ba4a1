import type { MotionTerms } from '../types/motion-life'
import type { MotionRules, MotionRulesEdit } from '../types/motion-rules'
import { isDay } from './calendar'
import { Refusal } from './refusal'
import { motionCategoryWords, optionsOf } from './words'

/** What holds until an enterprise decides something else: version 0 (domain handbook §3, our defaults). */
export const DEFAULT_RULES: MotionRules = {
  version: 0, by: '', at: 0,
  term: 1, session: 1, filers: 'both', needed: 2, otherDelegation: false, opensOn: null, closesOn: null,
  replyDays: 30, extensionDays: 30, working: false, returnDays: 7, rateDays: 30, publicityDays: 7,
  numbering: '{届}-{次}-{序号}', categories: optionsOf(motionCategoryWords).map(o => o.value),
}

/** The newest version counts; versions are only ever added. */
export const currentRules = (versions: readonly MotionRules[] | undefined): MotionRules => versions?.at(-1) ?? DEFAULT_RULES

export const sessionOf = (rules: Pick<MotionRules, 'term' | 'session'>): string => `${rules.term}-${rules.session}`

/** What a motion keeps of the rules that it is filed under. */
export const termsOf = (rules: MotionRules): MotionTerms => ({
  version: rules.version, otherDelegation: rules.otherDelegation, opensOn: rules.opensOn, closesOn: rules.closesOn,
  replyDays: rules.replyDays, extensionDays: rules.extensionDays, working: rules.working, returnDays: rules.returnDays,
  rateDays: rules.rateDays, numbering: rules.numbering,
})

export function demandSoundRules(rules: MotionRulesEdit): void {
  for (const day of [rules.opensOn, rules.closesOn]) {
    if (day !== null && !isDay(day)) throw new Refusal('BAD_DAY', '日历上没有这一天，请重新选择日期', day === rules.opensOn ? 'rules.opensOn' : 'rules.closesOn')
  }
  if (rules.opensOn && rules.closesOn && rules.closesOn < rules.opensOn) {
    throw new Refusal('BAD_DAY', '征集截止日不能早于开始日', 'rules.closesOn')
  }
}

/** 编号: `{届}-{次}-{序号}` becomes `6-2-017`. */
export function numberOf(pattern: string, session: string, serial: number): string {
  const [term = '', no = ''] = session.split('-')
  return pattern.replaceAll('{届}', term).replaceAll('{次}', no).replaceAll('{序号}', String(serial).padStart(3, '0'))
}

/** Who files: may this filing be a delegation's, or must it be? */
export function demandFiler(rules: Pick<MotionRules, 'filers'>, asDelegation: boolean): void {
  if (asDelegation && rules.filers === 'delegates') throw new Refusal('NOT_ALLOWED', '本单位只受理代表个人提出的提案，不能以代表团名义提出', 'asDelegation')
  if (!asDelegation && rules.filers === 'delegations') throw new Refusal('NOT_ALLOWED', '本单位只受理以代表团名义提出的提案，请选择“以代表团名义”', 'asDelegation')
}
