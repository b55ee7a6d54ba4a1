import { compareText } from './bytes'
import { canonical } from './canonical'
import { demand, type Wrong } from './problems'
import { demandWriteIn, symbolsOf, type Choice, type Question } from './question'

/** 计票: `marks[i][j]` = how many valid ballots have the question's `j`th symbol for its `i`th entry. */
export interface Tally {
  marks: number[][]
  valid: number
  void: number
  writeIns: { count: number; name: string }[]
}

/** Counts choices one by one; the order never matters. */
export function counting(question: Question) {
  const symbols = symbolsOf(question)
  const marks = question.entries.map(() => Array.from(symbols, () => 0))
  const names = new Map<string, number>()
  let valid = 0
  return {
    add(choice: Choice): void {
      for (let i = 0; i < marks.length; i++) marks[i]![symbols.indexOf(choice.marks[i]!)]!++
      for (const name of choice.writeIns) names.set(name, (names.get(name) ?? 0) + 1)
      valid++
    },
    tally: (): Tally => ({ marks: marks.map(row => [...row]), valid, void: 0, writeIns: listed(names) }),
  }
}

const listed = (names: ReadonlyMap<string, number>) =>
  [...names].sort(([a], [b]) => compareText(a, b)).map(([name, count]) => ({ count, name }))

/** Two tallies of one question in one. */
export function plus(a: Tally, b: Tally): Tally {
  const names = new Map<string, number>()
  for (const { name, count } of [...a.writeIns, ...b.writeIns]) names.set(name, (names.get(name) ?? 0) + count)
  return {
    marks: a.marks.map((row, i) => row.map((count, j) => count + b.marks[i]![j]!)),
    valid: a.valid + b.valid,
    void: a.void + b.void,
    writeIns: listed(names),
  }
}

export const sameTally = (a: Tally, b: Tally): boolean => canonical(a) === canonical(b)

/** What is left of a tally without a part of it, or null when the part is no part of it. */
export function minus(all: Tally, part: Tally): Tally | null {
  const names = new Map(all.writeIns.map(({ name, count }) => [name, count]))
  for (const { name, count } of part.writeIns) names.set(name, (names.get(name) ?? 0) - count)
  const rest: Tally = {
    marks: all.marks.map((row, i) => row.map((count, j) => count - part.marks[i]![j]!)),
    valid: all.valid - part.valid,
    void: all.void - part.void,
    writeIns: listed(new Map([...names].filter(([, count]) => count !== 0))),
  }
  const numbers = [rest.valid, rest.void, ...rest.marks.flat(), ...rest.writeIns.map(w => w.count)]
  return numbers.every(n => n >= 0) ? rest : null
}

/** Refuses numbers that no ballots could have given. */
export function demandPossible(tally: Tally, question: Question, code: Wrong): void {
  const width = symbolsOf(question).length
  demand(tally.marks.length === question.entries.length && tally.marks.every(row => row.length === width), code)
  for (const row of tally.marks) demand(row.reduce((sum, n) => sum + n, 0) === tally.valid, code)
  tally.writeIns.forEach(({ name, count }, i) => {
    demandWriteIn(name, question)
    demand(count >= 1 && count <= tally.valid, code)
    demand(i === 0 || compareText(tally.writeIns[i - 1]!.name, name) < 0, code)
  })
  const named = tally.writeIns.reduce((sum, w) => sum + w.count, 0)
  if (question.kind !== 'election') return demand(named === 0, code)
  const chosen = tally.marks.reduce((sum, row) => sum + row[0]!, 0) + named
  demand(chosen <= tally.valid * question.seats && named <= tally.valid * question.writeIns, code)
}
