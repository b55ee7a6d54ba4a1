import { compareText, utf8 } from './bytes'
import { CHOICE, CHOICE_TOO_MANY, WRITE_IN, demand } from './problems'

export interface Entry { id: string; name: string }

/** 审议表决: each matter is answered on its own (分项表决). */
export interface Approval { kind: 'approval'; text: string; entries: Entry[] }

/** 选举: ○ × or blank for each candidate, and up to `writeIns` other names (另选他人). */
export interface Election { kind: 'election'; text: string; entries: Entry[]; seats: number; writeIns: number }

/** 民主评议: one grade, or none, for each person. */
export interface Appraisal { kind: 'appraisal'; text: string; entries: Entry[]; grades: string[] }

/** 问卷: answers to what `definition` asks. To this protocol both are plain text; who counts the answers says what they mean. */
export interface Answers { kind: 'answers'; text: string; entries: []; definition: string }

export type Question = Approval | Election | Appraisal | Answers

/**
 * One character for each entry, in the manifest's order. Approval and election: `y` 赞成/○, `n` 反对/×, `a` 弃权/空白.
 * Appraisal: `0` 弃权, `1` the first grade, and so on. `writeIns` in the order of their code points. Answers: their text.
 */
export interface Choice { marks: string; writeIns: string[] }

/** What may stand in one place of `marks`, in the order in which a tally counts. */
export const symbolsOf = (question: Question): string =>
  (question.kind === 'appraisal' ? '0123456789'.slice(0, question.grades.length + 1) : 'yna')

const writeInsOf = (question: Question): number => (question.kind === 'election' ? question.writeIns : 0)

/** In how many ways a ballot can be filled in. Write-ins and answers are free text: without bound. */
export const patternsOf = (question: Question): number =>
  (question.kind === 'answers' || writeInsOf(question) > 0 ? Infinity : symbolsOf(question).length ** question.entries.length)

/** More patterns than people: a pattern may be one person's own, so ballots may not be published one by one. */
export const demandsSealed = (question: Question, people: number): boolean => patternsOf(question) > people

/** Han characters, Latin letters, digits, the middle dot; single spaces inside: text with one encoding only. */
const NAME = /^(?! )( ?[A-Za-z0-9\u00b7\u3007\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{323af}])+$/u

export function demandWriteIn(name: string, question: Question): void {
  demand([...name].length <= 30 && NAME.test(name), WRITE_IN)
  demand(question.entries.every(entry => entry.name !== name), WRITE_IN, '已在候选人中')
}

/** Refuses a choice that this question does not allow. */
export function demandChoice(choice: Choice, question: Question): void {
  const symbols = symbolsOf(question)
  const marked = question.kind === 'answers'
    ? utf8(choice.marks).length > 0
    : choice.marks.length === question.entries.length && [...choice.marks].every(mark => symbols.includes(mark))
  demand(marked && choice.writeIns.length <= writeInsOf(question), CHOICE)
  choice.writeIns.forEach((name, i) => {
    demandWriteIn(name, question)
    demand(i === 0 || compareText(choice.writeIns[i - 1]!, name) < 0, WRITE_IN, '顺序')
  })
  if (question.kind === 'election') demand(inFavour(choice) <= question.seats, CHOICE_TOO_MANY)
}

const inFavour = (choice: Choice): number => choice.marks.split('y').length - 1 + choice.writeIns.length

/** The choice as it is signed: write-ins trimmed and in order. Refused when the question does not allow it. */
export function choiceOf(marks: string, writeIns: readonly string[], question: Question): Choice {
  const names = writeIns.map(name => name.trim().split(/\s+/).join(' ')).filter(name => name !== '').sort(compareText)
  const choice = { marks, writeIns: names }
  demandChoice(choice, question)
  return choice
}
