import { clockOf, isDay } from '../../../domain/calendar'
import type { Input } from '../../../types/api'
import type { SessionKind } from '../../../types/congress-rules'
import type { Session } from '../../../types/congress-session'
import { plain, type FieldErrors } from '../../components/form'
import type { Chosen } from '../../components/chosen-field'

/** A session as it is typed. */
export interface SessionValues {
  termId: string | null
  no: string
  title: string
  kind: SessionKind
  rehearsal: boolean
  place: string
  day: string
  time: string
  people: Chosen[]
  invented: string
  delegations: string
}

export const emptySession: SessionValues = {
  termId: null, no: '', title: '', kind: 'congress', rehearsal: false, place: '', day: '', time: '09:00', people: [], invented: '98', delegations: '4',
}

export const valuesOf = (s: Session): SessionValues => {
  const [day, time] = clockOf(s.startsAt).split(' ')
  // Who was called before is not sent back; left empty, it stays as it is.
  return { ...emptySession, invented: '', delegations: '', termId: s.termId, no: String(s.no), title: s.title, kind: s.kind, rehearsal: s.rehearsal, place: s.place, day: day!, time: time! }
}

const isCount = (typed: string, least: number, most: number) => /^\d{1,4}$/.test(plain(typed)) && Number(plain(typed)) >= least && Number(plain(typed)) <= most
const TIME = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/

export const sessionErrors = (isNew: boolean) => (v: SessionValues): FieldErrors => ({
  ...(v.termId === null ? { termId: '请选择届次' } : {}),
  ...(isCount(v.no, 1, 99) ? {} : { no: '请填写第几次，1 到 99' }),
  ...(v.title.trim().length < 2 ? { title: '请填写会议名称，至少 2 个字' } : {}),
  ...(v.place.trim() ? {} : { place: '请填写会场' }),
  ...(isDay(v.day) ? {} : { day: '请选择日期' }),
  ...(TIME.test(v.time.trim()) ? {} : { time: '时间应写成 09:00' }),
  ...(isNew && v.kind === 'joint' && v.people.length === 0 && !v.rehearsal ? { people: '请选择参加联席会议的人' } : {}),
  ...(v.rehearsal && (isNew || v.invented) && !isCount(v.invented, 0, 1000) ? { invented: '请填写 0 到 1000' } : {}),
  ...(v.rehearsal && (isNew || v.invented) && !isCount(v.delegations, 1, 40) ? { delegations: '请填写 1 到 40' } : {}),
})

/** Milliseconds of a day and a clock time in China Standard Time. */
const instantOf = (day: string, time: string): number => {
  const [, hour, minute] = TIME.exec(time.trim())!
  return Date.parse(`${day}T${hour!.padStart(2, '0')}:${minute}:00+08:00`)
}

export const inputOf = (v: SessionValues, id: string, rev: number): Input<'congress', 'sessionSave'> => ({
  id, rev, termId: v.termId!, no: Number(plain(v.no)), title: v.title.trim(), kind: v.kind, rehearsal: v.rehearsal, place: v.place.trim(), startsAt: instantOf(v.day, v.time),
  ...(v.people.length > 0 ? { personIds: v.people.map(p => p.personId) } : {}),
  ...(v.rehearsal && v.invented ? { invented: { people: Number(plain(v.invented)), delegations: Number(plain(v.delegations)) } } : {}),
})
