import { choiceOf, type Choice as BallotChoice, type Question as BallotQuestion } from '../../../domain/ballot/question'
import { normalName } from '../../../domain/congress/ballot-paper'
import { Refusal } from '../../../domain/refusal'
import type { Choice, Question } from '../../../types/congress-vote'

/** The manifest's question as the ballot's components show it: what is marked is what was hashed, whatever the server says elsewhere. */
export const shownQuestion = (q: BallotQuestion): Question => {
  switch (q.kind) {
    case 'approval': return { kind: 'motion' }
    case 'election': return { kind: 'elect', seats: q.seats, writeIn: q.writeIns > 0, form: q.entries.length > q.seats ? 'surplus' : 'equal', candidates: q.entries }
    case 'appraisal': return { kind: 'appraise', grades: q.grades, leaders: q.entries.map(e => ({ ...e, post: '' })) }
    case 'answers': throw new Refusal('WRONG_WAY', '这是匿名问卷的卷，请从“问卷”里打开')
  }
}

const votes = { yes: 'y', no: 'n', abstain: 'a' } as const

const marksOf = (q: BallotQuestion, choice: Choice): string => {
  if (choice.kind === 'motion') return votes[choice.vote]
  if (choice.kind === 'elect') return q.entries.map(e => votes[choice.marks[e.id] ?? 'abstain']).join('')
  return q.entries.map(e => String((choice.grades[e.id] ?? -1) + 1)).join('')
}

/** What was marked, as it is signed. @throws Refusal when the box would not take it */
export const signedChoice = (q: BallotQuestion, choice: Choice): BallotChoice =>
  choiceOf(marksOf(q, choice), choice.kind === 'elect' ? [...new Set(choice.writeIns.map(normalName))] : [], q)

/** Why the box would not take it: said while it can still be mended. */
export const problemOf = (q: BallotQuestion) => (choice: Choice): string | undefined => {
  try {
    signedChoice(q, choice)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return `${error.message}。请改好再核对`
    throw error
  }
}
