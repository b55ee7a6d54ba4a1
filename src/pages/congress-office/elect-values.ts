import { isDay } from '../../../domain/calendar'
import type { Input } from '../../../types/api'
import type { DistrictElection } from '../../../types/congress-term'
import type { SeatKind } from '../../../types/member'
import { plain, type FieldErrors } from '../../components/form'

export interface ElectValues {
  why: DistrictElection['why']
  heldOn: string
  took: string
  votes: { personId: string; name: string; kind: SeatKind; yes: string }[]
}

const isCount = (typed: string) => /^\d{1,6}$/.test(plain(typed))
const countOf = (typed: string) => isCount(typed) ? Number(plain(typed)) : 0

export const electErrors = (eligible: number) => (v: ElectValues): FieldErrors => {
  const errors: FieldErrors = {}
  if (!isDay(v.heldOn)) errors.heldOn = '请选择选举日期'
  if (!isCount(v.took)) errors.took = '请填写参加投票的人数'
  else if (countOf(v.took) > eligible) errors.took = `参加投票的不能多于有选举权的 ${eligible} 人`
  if (v.votes.length === 0) errors.votes = '请至少选一位候选人'
  for (const { personId, yes } of v.votes) {
    if (!isCount(yes)) errors[`yes-${personId}`] = '请填写得票数'
    else if (countOf(yes) > countOf(v.took)) errors[`yes-${personId}`] = '得票不能多于参加投票的人数'
  }
  return errors
}

export const inputOf = (v: ElectValues, termId: string, districtId: string, id: string): Input<'congress', 'elect'> => ({
  termId, districtId, id, why: v.why, heldOn: v.heldOn, took: countOf(v.took),
  votes: v.votes.map(({ personId, kind, yes }) => ({ personId, kind, yes: countOf(yes) })),
})
