import * as z from 'zod/mini'
import { isDay } from '../../../domain/calendar'
import { MotionActInput } from '../../../types/motion-acts'
import type { FieldErrors } from '../../components/form'
import { actForms, type ActForm, type ActValues, type FormAct } from './act-forms'

/** The fields that are asked for as things stand. */
export const fieldsOf = (form: ActForm, v: ActValues) => form.fields.filter(f => !f.when || f.when(v))

/** What some act's field is called and sent as; a field that is not asked for now goes as nothing. */
const sent = (act: FormAct, v: ActValues): Record<string, unknown> => {
  const shown = fieldsOf(actForms[act], v).map(f => f.field)
  const values: Record<string, unknown> = Object.fromEntries(shown.map(field => [field, v[field]]))
  if ('days' in values) values.days = /^\d{1,3}$/.test(v.days.trim()) ? Number(v.days) : v.days
  if (act === 'reply' || act === 'deliver') values.promisedOn = shown.includes('promisedOn') ? v.promisedOn : null
  if (act === 'rate' || act === 'remind') values.note ??= ''
  if (act === 'admit' && v.category === null) delete values.category
  return values
}

export const inputOf = (act: FormAct, id: string, key: string, v: ActValues): MotionActInput =>
  z.parse(MotionActInput, { act, id, key, ...sent(act, v) })

const isBlank = (value: unknown) => value === null || value === '' || (typeof value === 'string' && value.trim() === '')

/** What is wrong, by field: an empty one is asked for by its name, the rest in the contract's own words. */
export const errorsOf = (act: FormAct, v: ActValues): FieldErrors => {
  const errors: FieldErrors = {}
  for (const f of fieldsOf(actForms[act], v)) {
    if (!f.optional && f.blank && isBlank(v[f.field])) errors[f.field] = f.blank
    if (f.field === 'promisedOn' && !errors.promisedOn && !isDay(v.promisedOn)) errors.promisedOn = '日历上没有这一天，请重新选择'
    if (f.field === 'days' && !errors.days && !/^\d{1,3}$/.test(v.days.trim())) errors.days = '请填写数字，例如 15'
  }
  const parsed = z.safeParse(MotionActInput, { act, id: 'any-id-of-one', key: 'any-key-of-one', ...sent(act, v) })
  for (const issue of parsed.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  return errors
}
