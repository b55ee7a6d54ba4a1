import * as z from 'zod/mini'
import type { CongressRules, DayCount, EnterpriseKind, Jurisdiction, MatterKind } from '../../../types/congress-rules'
import { RulesEdit } from '../../../types/congress-rules-edit'
import { plain, type FieldErrors } from '../../components/form'

/** What may be set otherwise than the rule pack says, as it is typed. */
export const dayFields = ['papersDays', 'agendaDays', 'publicityWithin', 'publicityDays', 'reportDays'] as const
export type DayField = typeof dayFields[number]
const percentFields = ['managersMax', 'frontLineMin'] as const

export interface RulesValues {
  jurisdiction: Jurisdiction
  kind: EnterpriseKind
  days: Record<DayField, string>
  working: Record<DayField, boolean>
  secret: MatterKind[]
  grades: string
  managersMax: string
  frontLineMin: string
}

const perField = <T>(value: (field: DayField) => T) => Object.fromEntries(dayFields.map(f => [f, value(f)])) as Record<DayField, T>

export const valuesOf = (rules: CongressRules, jurisdiction: Jurisdiction, kind: EnterpriseKind): RulesValues => ({
  jurisdiction, kind,
  days: perField(f => String(rules[f].value.days)),
  working: perField(f => rules[f].value.working),
  secret: rules.secret.map(s => s.value),
  grades: rules.grades.value.join(' '),
  managersMax: String(rules.managersMax.value),
  frontLineMin: String(rules.frontLineMin.value.percent),
})

const splitGrades = (typed: string) => typed.split(/[\s、，,;；]+/).filter(Boolean)
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Only what differs from the pack is an own rule; everything else stays the law's and follows it. */
const sent = (v: RulesValues, pack: CongressRules) => {
  const typed: Record<string, unknown> = {
    ...perField(f => ({ days: Number(plain(v.days[f])), working: v.working[f] } satisfies DayCount)),
    secret: [...v.secret].sort(), grades: splitGrades(v.grades), managersMax: Number(plain(v.managersMax)), frontLineMin: Number(plain(v.frontLineMin)),
  }
  const held: Record<string, unknown> = {
    ...perField(f => pack[f].value),
    secret: pack.secret.map(s => s.value).sort(), grades: pack.grades.value, managersMax: pack.managersMax.value, frontLineMin: pack.frontLineMin.value.percent,
  }
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => !same(value, held[name])))
}

export const changesOf = (v: RulesValues, pack: CongressRules): RulesEdit => z.parse(RulesEdit, sent(v, pack))

export const rulesErrors = (v: RulesValues, pack: CongressRules): FieldErrors => {
  const errors: FieldErrors = {}
  for (const f of dayFields) if (!/^\d{1,3}$/.test(plain(v.days[f]))) errors[f] = '请填写天数'
  for (const f of percentFields) if (!/^\d{1,3}$/.test(plain(v[f]))) errors[f] = '请填写 0 到 100 的整数'
  for (const issue of z.safeParse(RulesEdit, sent(v, pack)).error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  return errors
}
