import type { Candidate, Choice, ChoiceOf, Question, QuestionOf } from '../../types/congress-vote'
import { Refusal } from '../refusal'

/**
 * A name as it is counted: NFC, one kind of middle dot (there are many, and a full stop cannot be a key in the
 * database), no white space inside a Chinese name.
 */
export function normalName(name: string): string {
  const text = name.normalize('NFC').replace(/[.•‧∙⋅・．]/gu, '·').replace(/\s+/gu, ' ').trim()
  return /^[\p{Script=Han}\s·]+$/u.test(text) ? text.replace(/\s/gu, '') : text
}

/** Could this stand on a paper as somebody's name? Compared after `normalName`. */
export const isName = (name: string): boolean => NAME.test(normalName(name))
const NAME = /^[\p{L}\p{M}\p{N}·()（）' -]{1,40}$/u

/** The key of somebody who was written in 另选他人 and is no candidate; a key of the database has no space. */
export const writeInId = (name: string): string => `另选:${name.replace(/\s/g, '_')}`

const repeated = (values: readonly string[]): string | undefined => values.find((v, i) => values.indexOf(v) !== i)

/** Why this cannot be asked on one ballot; null = it can. */
export function questionProblem(question: Question): Refusal | null {
  if (question.kind === 'motion') return null
  const people = question.kind === 'elect' ? question.candidates : question.leaders
  if (repeated(people.map(p => p.id))) return new Refusal('TWICE', '同一个人不能在选票上列两次')
  if (question.kind === 'appraise') return repeated(question.grades) ? new Refusal('TWICE', '评议等次不能重复', 'grades') : null
  const twice = repeated(people.map(p => normalName(p.name)))
  if (twice) return new Refusal('SAME_NAME', `候选人中有两位“${twice}”，请在姓名后注明单位，以便区分`, 'candidates')
  return numberProblem(question)
}

function numberProblem({ form, seats, candidates }: QuestionOf<'elect'>): Refusal | null {
  const n = candidates.length
  if (form === 'equal' && n !== seats) return new Refusal('CANDIDATE_NUMBER', `等额选举的候选人数应与应选名额相同：应选 ${seats} 人，候选人 ${n} 人`, 'candidates')
  if (form === 'surplus' && n <= seats) return new Refusal('CANDIDATE_NUMBER', `差额选举的候选人数应多于应选名额：应选 ${seats} 人，候选人 ${n} 人`, 'candidates')
  return null
}

const foreign = (what: string) => new Refusal('NOT_THIS_BALLOT', `${what}，不是这次表决的选票。请刷新后重新填写，您还没有投出`)

/** Why this is no ballot of this question at all (an honest phone never sends it); a ballot that is merely void has no problem here. */
export function choiceProblem(question: Question, choice: Choice): Refusal | null {
  if (question.kind === 'motion') return choice.kind === 'motion' ? null : foreign('选票的种类不对')
  if (question.kind === 'elect') return choice.kind === 'elect' ? markProblem(question, choice) : foreign('选票的种类不对')
  return choice.kind === 'appraise' ? gradeProblem(question, choice) : foreign('选票的种类不对')
}

function markProblem(question: QuestionOf<'elect'>, choice: ChoiceOf<'elect'>): Refusal | null {
  const ids = new Set(question.candidates.map(c => c.id))
  if (Object.keys(choice.marks).some(id => !ids.has(id))) return foreign('选票上有不在名单里的候选人')
  if (choice.writeIns.length && !question.writeIn) return foreign('这次选举不能另选他人')
  const odd = choice.writeIns.find(name => !isName(name))
  return odd === undefined ? null : new Refusal('BAD_NAME', '另选人的姓名请只写文字，最多 40 个字', 'writeIns')
}

function gradeProblem(question: QuestionOf<'appraise'>, choice: ChoiceOf<'appraise'>): Refusal | null {
  const ids = new Set(question.leaders.map(l => l.id))
  for (const [id, grade] of Object.entries(choice.grades)) {
    if (!ids.has(id)) return foreign('评议票上有不在名单里的人')
    if (!Number.isInteger(grade) || grade < 0 || grade >= question.grades.length) return foreign('评议票上有没有列出的等次')
  }
  return null
}

/** A ballot of an election as it is read: whom it is for, and who else was written in. */
export interface Reading { yes: Set<string>; no: Set<string>; writeIns: Set<string> }

/**
 * Reads the marks, or null when the ballot is void: more marks for than seats, or somebody crossed out and written in
 * at once. A candidate's name written in is a mark for the candidate; the same name twice counts once.
 */
export function readMarks(question: QuestionOf<'elect'>, choice: ChoiceOf<'elect'>): Reading | null {
  const idOf = new Map(question.candidates.map(c => [normalName(c.name), c.id]))
  const marked = (what: 'yes' | 'no') => new Set(question.candidates.map(c => c.id).filter(id => Object.hasOwn(choice.marks, id) && choice.marks[id] === what))
  const reading: Reading = { yes: marked('yes'), no: marked('no'), writeIns: new Set() }
  for (const name of choice.writeIns.map(normalName)) {
    const id = idOf.get(name)
    if (id === undefined) reading.writeIns.add(name)
    else reading.yes.add(id)
  }
  const crossedToo = [...reading.yes].some(id => reading.no.has(id))
  return crossedToo || reading.yes.size + reading.writeIns.size > question.seats ? null : reading
}

/** What a voter is told while marking 写票: how many marks are left, or that the ballot would be void. */
export function marksLeft(question: QuestionOf<'elect'>, choice: ChoiceOf<'elect'>): number {
  const names = new Map(question.candidates.map(c => [normalName(c.name), c.id]))
  const chosen = new Set([
    ...Object.keys(choice.marks).filter(id => choice.marks[id] === 'yes'),
    ...choice.writeIns.map(normalName).map(name => names.get(name) ?? writeInId(name)),
  ])
  return question.seats - chosen.size
}

export const candidateNames = (candidates: readonly Pick<Candidate, 'name'>[]): string => candidates.map(c => c.name).join('、')
