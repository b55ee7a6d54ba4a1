import { bundleProblem, jointProblem, wayProblem } from '../../../domain/congress/ways'
import type { CongressRules, MatterKind, SessionKind } from '../../../types/congress-rules'
import type { Matter } from '../../../types/congress-session'
import type { Question, Way } from '../../../types/congress-vote'
import { plain, type FieldErrors } from '../../components/form'
import { gradesOf, peopleCount, questionKind, questionOf, questionValues, seatsOf, type QuestionValues } from './question-values'

/** A matter as it is typed. */
export interface MatterValues extends QuestionValues {
  title: string
  text: string
  kind: MatterKind
  way: Way
  major: boolean
  order: string
}

export const emptyMatter = (order: number, rules: CongressRules): MatterValues => ({
  ...questionValues(null, rules.grades.value), title: '', text: '', kind: 'approve', way: 'secret', major: false, order: String(order),
})

export const valuesOf = (m: Matter, rules: CongressRules): MatterValues => ({
  ...questionValues(m.question, rules.grades.value), title: m.title, text: m.text, kind: m.kind, way: m.way, major: m.major, order: String(m.order),
})

/** Ids that only stand for people while the question is looked at. */
export const standIns = (v: MatterValues): string[] => Array.from({ length: peopleCount(v.kind, v) }, (_, i) => `p${i}`)

const ballotErrors = (v: MatterValues, question: Question | null, rules: CongressRules): FieldErrors => {
  const people = peopleCount(v.kind, v)
  if (v.kind === 'elect' && seatsOf(v) < 1) return { seats: '请填写应选几人' }
  if (v.kind === 'elect' && people === 0) return { names: '请填写候选人，每行一位' }
  if (v.kind === 'appraise' && people === 0) return { leaders: '请填写被评议人，每行一位' }
  if (v.kind === 'appraise' && (gradesOf(v).length < 2 || gradesOf(v).length > 6)) return { grades: '等次 2 到 6 档，用空格隔开' }
  const problem = bundleProblem({ kind: v.kind, questions: question ? [question] : [] }, rules)
  return problem ? { [v.kind === 'elect' ? 'names' : v.kind === 'appraise' ? 'leaders' : 'kind']: problem } : {}
}

export const matterErrors = (rules: CongressRules, session: SessionKind) => (v: MatterValues): FieldErrors => {
  const joint = session === 'joint' ? jointProblem(v.kind, rules) : null
  const way = questionKind(v.kind) === null ? null : wayProblem(v.kind, v.way, rules)
  return {
    ...(v.title.trim().length < 2 ? { title: '请填写议题名称，至少 2 个字' } : {}),
    ...(/^\d{1,3}$/.test(plain(v.order)) && Number(plain(v.order)) >= 1 && Number(plain(v.order)) <= 200 ? {} : { order: '请填写第几项，1 到 200' }),
    ...(way ? { way } : {}),
    ...ballotErrors(v, questionOf(v.kind, v, null, standIns(v)), rules),
    ...(joint ? { kind: joint } : {}),
  }
}
