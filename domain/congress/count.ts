import type { Choice, Counts, CountsOf, Question, QuestionOf, Tally } from '../../types/congress-vote'
import { choiceProblem, isName, normalName, readMarks } from './ballot-paper'

const record = <T>(ids: readonly { id: string }[], value: () => T): Record<string, T> => Object.fromEntries(ids.map(({ id }) => [id, value()]))

/** Nothing counted yet. */
export function emptyCounts(question: Question): Counts {
  if (question.kind === 'motion') return { kind: 'motion', yes: 0, no: 0, abstain: 0, valid: 0, void: 0 }
  if (question.kind === 'elect') return { kind: 'elect', marks: record(question.candidates, () => ({ yes: 0, no: 0, blank: 0 })), writeIns: {}, valid: 0, void: 0 }
  return { kind: 'appraise', leaders: record(question.leaders, () => Array<number>(question.grades.length + 1).fill(0)), valid: 0, void: 0 }
}

/** One ballot counted. A void one counts as void; what is no ballot of this question at all throws its `choiceProblem`. */
export function countOf(question: Question, choice: Choice): Counts {
  const problem = choiceProblem(question, choice)
  if (problem) throw problem
  const counts = emptyCounts(question)
  const good = fill(counts, question, choice)
  return good ? { ...counts, valid: 1 } : { ...emptyCounts(question), void: 1 }
}

/** Writes one ballot into empty counts; false = the ballot is void. */
function fill(counts: Counts, question: Question, choice: Choice): boolean {
  if (counts.kind === 'motion' && choice.kind === 'motion') counts[choice.vote] = 1
  if (counts.kind === 'elect' && question.kind === 'elect' && choice.kind === 'elect') {
    const reading = readMarks(question, choice)
    if (!reading) return false
    for (const [id, mark] of Object.entries(counts.marks)) mark[reading.yes.has(id) ? 'yes' : reading.no.has(id) ? 'no' : 'blank'] = 1
    counts.writeIns = Object.fromEntries([...reading.writeIns].map(name => [name, 1]))
  }
  if (counts.kind === 'appraise' && choice.kind === 'appraise') {
    for (const [id, grades] of Object.entries(counts.leaders)) grades[Object.hasOwn(choice.grades, id) ? choice.grades[id]! : grades.length - 1] = 1
  }
  return true
}

/** Adds phones and paper batches of ONE question; of two questions is a fault of the program. */
export function addCounts(a: Counts, b: Counts): Counts {
  const ballots = { valid: a.valid + b.valid, void: a.void + b.void }
  if (a.kind === 'motion' && b.kind === 'motion') return { kind: 'motion', yes: a.yes + b.yes, no: a.no + b.no, abstain: a.abstain + b.abstain, ...ballots }
  if (a.kind === 'elect' && b.kind === 'elect') {
    return {
      kind: 'elect',
      marks: merge(a.marks, b.marks, (x, y) => ({ yes: x.yes + y.yes, no: x.no + y.no, blank: x.blank + y.blank })),
      writeIns: { ...a.writeIns, ...Object.fromEntries(Object.entries(b.writeIns).map(([name, n]) => [name, (Object.hasOwn(a.writeIns, name) ? a.writeIns[name]! : 0) + n])) },
      ...ballots,
    }
  }
  if (a.kind === 'appraise' && b.kind === 'appraise') {
    return { kind: 'appraise', leaders: merge(a.leaders, b.leaders, (x, y) => x.map((n, i) => n + y[i]!)), ...ballots }
  }
  throw new Error(`counts of ${a.kind} and ${b.kind} cannot be added`)
}

function merge<T>(a: Record<string, T>, b: Record<string, T>, add: (x: T, y: T) => T): Record<string, T> {
  const ids = Object.keys(a)
  if (ids.length !== Object.keys(b).length || ids.some(id => !Object.hasOwn(b, id))) throw new Error('counts of two questions cannot be added')
  return Object.fromEntries(ids.map(id => [id, add(a[id]!, b[id]!)]))
}

/** All ballots together; their order never matters. */
export const countAll = (question: Question, choices: readonly Choice[]): Counts =>
  choices.reduce<Counts>((sum, choice) => addCounts(sum, countOf(question, choice)), emptyCounts(question))

/**
 * The counts as scrutineers entered them, with names written in put together as they are counted: spellings of one name
 * are one name, and a candidate's name is the candidate.
 */
export function tidyWriteIns(question: QuestionOf<'elect'>, counts: CountsOf<'elect'>): CountsOf<'elect'> {
  const marks = Object.fromEntries(Object.entries(counts.marks).map(([id, mark]) => [id, { ...mark }]))
  const writeIns = new Map<string, number>()
  for (const [raw, n] of Object.entries(counts.writeIns)) {
    const name = normalName(raw)
    const candidate = question.candidates.find(c => normalName(c.name) === name)
    const mark = candidate && marks[candidate.id]
    // Written in on ballots that left the candidate blank: the same ballots, now marks for.
    if (mark) marks[candidate.id] = { yes: mark.yes + n, no: mark.no, blank: mark.blank - n }
    else writeIns.set(name, (writeIns.get(name) ?? 0) + n)
  }
  return { ...counts, marks, writeIns: Object.fromEntries(writeIns) }
}

/** Why these cannot be the counts of this question, in Chinese; null = they add up. Each valid ballot says one thing of each person. */
export function countsProblem(question: Question, counts: Counts): string | null {
  if (question.kind !== counts.kind) return '计票的种类与表决不符'
  if (counts.kind === 'motion') {
    const marks = counts.yes + counts.no + counts.abstain
    return marks === counts.valid ? null : `赞成、反对、弃权合计 ${marks} 票，与有效票 ${counts.valid} 张不符`
  }
  if (counts.kind === 'elect' && question.kind === 'elect') return electProblem(question, counts)
  if (counts.kind === 'appraise' && question.kind === 'appraise') return appraiseProblem(question, counts)
  return null
}

function electProblem(question: QuestionOf<'elect'>, counts: CountsOf<'elect'>): string | null {
  if (Object.keys(counts.marks).length !== question.candidates.length) return '计票的名单与选票不符'
  let chosen = Object.values(counts.writeIns).reduce((a, b) => a + b, 0)
  for (const { id, name } of question.candidates) {
    const mark = Object.hasOwn(counts.marks, id) ? counts.marks[id] : undefined
    if (!mark) return `计票中没有${name}`
    const marks = mark.yes + mark.no + mark.blank
    if (marks !== counts.valid || mark.blank < 0) return `${name}的赞成、反对、弃权合计 ${marks} 票，与有效票 ${counts.valid} 张不符`
    chosen += mark.yes
  }
  if (!question.writeIn && Object.keys(counts.writeIns).length) return '这次选举不能另选他人'
  const odd = Object.keys(counts.writeIns).find(name => !isName(name))
  if (odd !== undefined) return `另选人姓名“${odd}”里有不是文字的内容`
  const most = Object.entries(counts.writeIns).find(([, n]) => n > counts.valid)
  if (most) return `另选人${most[0]}得 ${most[1]} 票，多于有效票 ${counts.valid} 张`
  return chosen <= counts.valid * question.seats ? null : `赞成票合计 ${chosen}，多于 ${counts.valid} 张有效票最多能选的 ${counts.valid * question.seats}`
}

function appraiseProblem(question: QuestionOf<'appraise'>, counts: CountsOf<'appraise'>): string | null {
  if (Object.keys(counts.leaders).length !== question.leaders.length) return '计票的名单与评议票不符'
  for (const { id, name } of question.leaders) {
    const grades = Object.hasOwn(counts.leaders, id) ? counts.leaders[id]! : []
    const sum = grades.reduce((a, b) => a + b, 0)
    if (grades.length !== question.grades.length + 1) return `${name}的评议等次与评议票不符`
    if (sum !== counts.valid) return `${name}的各等次合计 ${sum} 票，与有效票 ${counts.valid} 张不符`
  }
  return null
}

/** Why these figures cannot belong to one round; null = they fit. Collected more than issued is no slip but voids the vote (`decide`). */
export function tallyProblem(question: Question, tally: Tally): string | null {
  const counted = tally.counts.valid + tally.counts.void
  if (tally.present > tally.roll) return `实到 ${tally.present} 人，多于应到 ${tally.roll} 人`
  if (tally.issued > tally.present) return `发出 ${tally.issued} 张票，多于实到 ${tally.present} 人`
  if (counted !== tally.collected) return `收回 ${tally.collected} 张票，清点出 ${counted} 张`
  return countsProblem(question, tally.counts)
}
