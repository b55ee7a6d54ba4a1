import { isDay } from '../../../domain/calendar'
import type { Input } from '../../../types/api'
import type { District, Term, TermKind } from '../../../types/congress-term'
import { plain, type FieldErrors } from '../../components/form'

/** A term as it is typed: numbers as text. */
export interface TermValues {
  no: string
  kind: TermKind
  name: string
  from: string
  to: string
  seats: string
  headcount: string
  women: string
  districts: { id: string; name: string; delegation: string; eligible: string; seats: string }[]
}

export const emptyTerm: TermValues = { no: '', kind: 'congress', name: '', from: '', to: '', seats: '', headcount: '', women: '', districts: [] }

export const valuesOf = (t: Term): TermValues => ({
  no: String(t.no), kind: t.kind, name: t.name, from: t.from, to: t.to, seats: String(t.seats),
  headcount: String(t.staffing.headcount), women: String(t.staffing.women),
  districts: t.districts.map(d => ({ ...d, eligible: String(d.eligible), seats: String(d.seats) })),
})

const isCount = (typed: string, least = 0) => /^\d{1,7}$/.test(plain(typed)) && Number(plain(typed)) >= least
export const numberOf = (typed: string): number => isCount(typed) ? Number(plain(typed)) : 0

export const termErrors = (v: TermValues): FieldErrors => {
  const errors: FieldErrors = {}
  if (!isCount(v.no, 1)) errors.no = '请填写第几届'
  if (v.name.trim().length < 2) errors.name = '请填写名称，至少 2 个字'
  if (!isDay(v.from)) errors.from = '请选择任期开始的日子'
  if (!isDay(v.to) || v.to <= v.from) errors.to = '请选择任期结束的日子，要晚于开始'
  if (!isCount(v.headcount, 1)) errors.headcount = '请填写职工人数'
  if (!isCount(v.women)) errors.women = '请填写女职工人数，没有填 0'
  else if (numberOf(v.women) > numberOf(v.headcount)) errors.women = '女职工不能多于全体职工'
  if (!isCount(v.seats, 1)) errors.seats = '请填写代表总名额'
  v.districts.forEach((d, i) => {
    if (!d.name.trim()) errors[`name-${i}`] = '请填写选区名称'
    if (!d.delegation.trim()) errors[`delegation-${i}`] = '请填写代表团'
    if (!isCount(d.eligible, 1)) errors[`eligible-${i}`] = '请填写有选举权的人数'
    if (!isCount(d.seats, 1)) errors[`seats-${i}`] = '请填写名额'
  })
  return errors
}

export const districtsOf = (v: TermValues): District[] =>
  v.districts.map(d => ({ id: d.id, name: d.name.trim(), delegation: d.delegation.trim(), eligible: numberOf(d.eligible), seats: numberOf(d.seats) }))

export const inputOf = (v: TermValues, id: string, rev: number): Input<'congress', 'termSave'> => ({
  id, rev, no: numberOf(v.no), kind: v.kind, name: v.name.trim(), from: v.from, to: v.to, seats: numberOf(v.seats),
  staffing: { headcount: numberOf(v.headcount), women: numberOf(v.women) }, districts: districtsOf(v),
})
