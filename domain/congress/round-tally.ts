import type { BatchEntry } from '../../types/congress-round'
import type { Mark } from '../../types/congress-session'
import type { Choice, Counts, Question, Tally, Way } from '../../types/congress-vote'
import { choiceProblem } from './ballot-paper'
import { addCounts, countAll, countsProblem, emptyCounts, tidyWriteIns } from './count'
import { voterProblem, type Cast } from './round-part'

/**
 * No call to the database runs longer, so that a mark made this long before a vote was there to be read when the vote
 * was cast.
 */
export const IN_FLIGHT = 10_000

/** What a count reads of a round that is over. */
export interface ClosedRound { way: Way; question: Question; openedAt: number; roll: number; present: number }
export interface VoteCast extends Cast { personId: string }
export interface OnRoll { personId: string; observer: boolean; marks: readonly Mark[] }

/**
 * Does this vote by phone count? Who had left or was never there is left out, by the marks of attendance. A leave that
 * was still on its way when the vote was accepted does not undo it: accepted votes are always counted.
 */
export function countable(round: Pick<ClosedRound, 'question' | 'openedAt'>, voter: OnRoll | undefined, { channel, choice, at }: Cast): boolean {
  if (channel !== 'phone' || !choice || at < round.openedAt - IN_FLIGHT || choiceProblem(round.question, choice)) return false
  const settled = voter && { ...voter, marks: voter.marks.filter(m => m.act !== 'leave' || m.at < at - IN_FLIGHT) }
  return voterProblem(voter, round.openedAt, at) === null || voterProblem(settled, round.openedAt, at) === null
}

/** A batch as far as counting asks: settled 已核对, or not yet. */
export interface BatchSettled { no: number; settled: BatchEntry | null }

/** What the count of a closing round still waits for; null = nothing. */
export function missingFor(way: Way, papers: number, batches: readonly BatchSettled[]): string | null {
  if (way === 'named' && papers === 0 && batches.length === 0) return null
  if (way === 'secret' && papers === 0) return '还没有发出纸质票，无票可计。如不再进行，请将这一轮作废'
  const open = batches.filter(b => !b.settled).map(b => b.no)
  if (open.length) return `第 ${open.join('、')} 批还没有核对一致`
  const issued = batches.reduce((n, b) => n + b.settled!.issued, 0)
  if (way === 'hands') return batches.length ? null : '请两位监票人分别录入举手表决的人数'
  return issued === papers ? null : `发出纸质票 ${papers} 张，已核对的批次合计发出 ${issued} 张，请录入其余批次或更正`
}

export interface Counted { tally: Tally; counted: string[] }

/** The tally of a closed round from all that was kept, the same whoever counts and however often; ids in order. */
export function tallyOf(round: ClosedRound, roll: readonly OnRoll[], votes: readonly VoteCast[], batches: readonly BatchSettled[]): Counted {
  const voters = new Map(roll.map(r => [r.personId, r]))
  const taken = round.way === 'named' ? votes.filter(v => countable(round, voters.get(v.personId), v)) : []
  const papers = votes.filter(v => v.channel === 'paper').length
  const settled = batches.flatMap(b => (b.settled ? [b.settled] : []))
  const sum = (of: (b: BatchEntry) => number) => settled.reduce((n, b) => n + of(b), 0)
  const issued = taken.length + (round.way === 'hands' ? sum(b => b.issued) : papers)
  const counts = settled.reduce<Counts>((all, b) => addCounts(all, b.counts), countAll(round.question, taken.map(v => v.choice as Choice)))
  const tally: Tally = {
    roll: round.roll,
    // Whoever got a ballot was there, though the check-in may have been on its way when the hall was counted.
    present: Math.min(round.roll, Math.max(round.present, round.way === 'hands' ? 0 : issued)),
    issued, collected: taken.length + sum(b => b.collected), counts,
  }
  return { tally, counted: taken.map(v => v.personId).sort() }
}

/** A batch as scrutineers enter it, tidied for adding up; or why it cannot be. */
export function batchProblem(question: Question, entry: BatchEntry): string | null {
  if (entry.counts.kind === 'elect') {
    const names = choiceProblem(question, { kind: 'elect', marks: {}, writeIns: Object.keys(entry.counts.writeIns) })
    if (names) return names.message
  }
  const ballots = entry.counts.valid + entry.counts.void
  return countsProblem(question, entry.counts) ?? (ballots === entry.collected ? null : `收回 ${entry.collected} 张票，有效票和无效票合计 ${ballots} 张，应当相等`)
}

export function tidyEntry(question: Question, entry: BatchEntry): BatchEntry {
  const { counts } = entry
  return question.kind === 'elect' && counts.kind === 'elect' ? { ...entry, counts: tidyWriteIns(question, counts) } : entry
}

/** Nothing issued, nothing collected: what a form starts from. */
export const emptyEntry = (question: Question): BatchEntry => ({ issued: 0, collected: 0, counts: emptyCounts(question) })

const figures = (counts: Counts, question: Question): [string, number][] => {
  const ballots: [string, number][] = [['有效票', counts.valid], ['无效票', counts.void]]
  if (counts.kind === 'motion') return [['赞成', counts.yes], ['反对', counts.no], ['弃权', counts.abstain], ...ballots]
  if (counts.kind === 'elect') {
    const people = question.kind === 'elect' ? question.candidates : []
    const marks = people.flatMap(({ id, name }): [string, number][] => {
      const m = counts.marks[id] ?? { yes: 0, no: 0, blank: 0 }
      return [[`${name} 赞成`, m.yes], [`${name} 不赞成`, m.no], [`${name} 弃权`, m.blank]]
    })
    return [...marks, ...Object.entries(counts.writeIns).map(([name, n]): [string, number] => [`另选 ${name}`, n]), ...ballots]
  }
  const { leaders, grades } = question.kind === 'appraise' ? question : { leaders: [], grades: [] }
  const rows = leaders.flatMap(({ id, name }) => [...grades, '弃权'].map((g, i): [string, number] => [`${name} ${g}`, counts.leaders[id]?.[i] ?? 0]))
  return [...rows, ...ballots]
}

const figuresOf = (question: Question, { issued, collected, counts }: BatchEntry) =>
  new Map<string, number>([['发出', issued], ['收回', collected], ...figures(counts, question)])

/** One figure of a batch, as each who entered it gave it. */
export interface FigureRow { name: string; figures: number[] }

/** The figures of a batch side by side, for whoever compares the entries. */
export function figureRows(question: Question, entries: readonly BatchEntry[]): FigureRow[] {
  const all = entries.map(entry => figuresOf(question, entry))
  return [...new Set(all.flatMap(figures => [...figures.keys()]))].map(name => ({ name, figures: all.map(figures => figures.get(name) ?? 0) }))
}

/** Where two entries of one batch differ. */
export const differenceRows = (question: Question, a: BatchEntry, b: BatchEntry): FigureRow[] =>
  figureRows(question, [a, b]).filter(({ figures: [left, right] }) => left !== right)

/** The same in plain words: `赞成：李 30，王 31`. */
export const differencesOf = (question: Question, a: { name: string; entry: BatchEntry }, b: { name: string; entry: BatchEntry }): string[] =>
  differenceRows(question, a.entry, b.entry).map(({ name, figures: [left, right] }) => `${name}：${a.name} ${left}，${b.name} ${right}`)
