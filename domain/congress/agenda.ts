import type { CongressRules } from '../../types/congress-rules'
import type { Matter, Session } from '../../types/congress-session'
import type { Question } from '../../types/congress-vote'
import { Refusal } from '../refusal'
import { sessionStageWords } from './session-graph'
import { bundleProblem, jointProblem, wayProblem } from './ways'

type Edited = Pick<Matter, 'kind' | 'way' | 'question' | 'major'>

/** The agenda may change until the session closes: a draft that failed is revised and comes back as a matter of its own. */
export function demandOpenAgenda(s: Pick<Session, 'stage'>): void {
  if (!['preparing', 'preparatory', 'discussion', 'formal'].includes(s.stage)) throw new Refusal('WRONG_STATE', `会议现在是“${sessionStageWords[s.stage]}”，议题不能再改`)
}

/** A matter as it is put on the agenda. @throws Refusal beside the field that is at fault */
export function demandSoundMatter(m: Edited, session: Pick<Session, 'kind'>, rules: CongressRules): void {
  const questions: Question[] = m.question ? [m.question] : []
  const bundle = bundleProblem({ kind: m.kind, questions }, rules)
  if (bundle) throw new Refusal('BAD_QUESTION', bundle, 'question')
  const joint = session.kind === 'joint' ? jointProblem(m.kind, rules) : null
  if (joint) throw new Refusal('JOINT', joint, 'kind')
  if (m.kind === 'report') return
  const way = wayProblem(m.kind, m.way, rules)
  if (way) throw new Refusal('BAD_WAY', way, 'way')
  if (m.kind === 'advise' && m.major && m.way === 'hands') throw new Refusal('BAD_WAY', '重要事项不能举手表决，请采用投票', 'way')
}
