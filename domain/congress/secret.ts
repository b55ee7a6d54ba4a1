import type { Question as Paper } from '../ballot/question'
import type { Tally as PaperTally } from '../ballot/tally'
import { compareText } from '../ballot/bytes'
import type { Counts, CountsOf, Question, QuestionOf } from '../../types/congress-vote'

/** Other names 另选他人 that one ballot takes; more than this no hand writes. */
const MOST_WRITE_INS = 20

const numbered = (names: readonly string[]) => names.map((name, i) => ({ id: String(i + 1), name }))

/**
 * What a secret ballot asks: the congress's question, its entries in their order and numbered, since a record outlives
 * the names of database keys.
 */
export function paperQuestion(question: Question, title: string): Paper {
  switch (question.kind) {
    case 'motion': return { kind: 'approval', text: title, entries: numbered([title]) }
    case 'elect': return {
      kind: 'election', text: title, entries: numbered(question.candidates.map(c => c.name)), seats: question.seats,
      writeIns: question.writeIn ? Math.min(question.seats, MOST_WRITE_INS) : 0,
    }
    case 'appraise': return {
      kind: 'appraisal', text: title, grades: question.grades,
      entries: numbered(question.leaders.map(l => (l.post ? `${l.name}（${l.post}）` : l.name))),
    }
  }
}

type Marks = readonly [yes: number, no: number, blank: number]

/** A tally of ballots in the words of the congress. */
export function countsOf(question: Question, { marks, valid, void: spoilt, writeIns }: PaperTally): Counts {
  const ballots = { valid, void: spoilt }
  if (question.kind === 'motion') {
    const [yes, no, abstain] = marks[0] as unknown as Marks
    return { kind: 'motion', yes, no, abstain, ...ballots }
  }
  if (question.kind === 'elect') {
    const rows = question.candidates.map((c, i) => {
      const [yes, no, blank] = marks[i] as unknown as Marks
      return [c.id, { yes, no, blank }] as const
    })
    return { kind: 'elect', marks: Object.fromEntries(rows), writeIns: Object.fromEntries(writeIns.map(w => [w.name, w.count])), ...ballots }
  }
  // A paper's scale begins with the blank, the congress's ends with it.
  const rows = question.leaders.map((l, i) => [l.id, [...marks[i]!.slice(1), marks[i]![0]!]] as [string, number[]])
  return { kind: 'appraise', leaders: Object.fromEntries(rows), ...ballots }
}

/** The same the other way: a batch of paper ballots, as scrutineers entered it, for the public record. */
export function paperTally(question: Question, counts: Counts): PaperTally {
  const ballots = { valid: counts.valid, void: counts.void }
  if (counts.kind === 'motion') return { marks: [[counts.yes, counts.no, counts.abstain]], writeIns: [], ...ballots }
  if (counts.kind === 'elect') return { marks: electMarks(question as QuestionOf<'elect'>, counts), writeIns: namesOf(counts), ...ballots }
  const { leaders, grades } = question as QuestionOf<'appraise'>
  const marks = leaders.map(({ id }) => {
    const row = counts.leaders[id] ?? [...grades.map(() => 0), counts.valid]
    return [row.at(-1)!, ...row.slice(0, -1)]
  })
  return { marks, writeIns: [], ...ballots }
}

const electMarks = ({ candidates }: QuestionOf<'elect'>, { marks, valid }: CountsOf<'elect'>) => candidates.map(({ id }) => {
  const m = marks[id] ?? { yes: 0, no: 0, blank: valid }
  return [m.yes, m.no, m.blank]
})

const namesOf = ({ writeIns }: CountsOf<'elect'>) =>
  Object.entries(writeIns).filter(([, count]) => count > 0).map(([name, count]) => ({ count, name })).sort((a, b) => compareText(a.name, b.name))
