import type { BatchEntry } from '../../../types/congress-round'
import type { Counts, CountsOf, Question, QuestionOf } from '../../../types/congress-vote'
import { plain } from '../../components/form'

/** The figures of one batch as they are typed. Blank marks are worked out: every valid ballot says one thing of each person. */
export interface BatchValues {
  issued: string
  collected: string
  void: string
  yes: string
  no: string
  abstain: string
  /** For and against, by candidate. */
  marks: Record<string, { yes: string; no: string }>
  /** One a line: 姓名 票数. */
  writeIns: string
  /** Ballots of each grade, by leader. */
  grades: Record<string, string[]>
}

const people = (q: Question): readonly { id: string }[] => q.kind === 'elect' ? q.candidates : q.kind === 'appraise' ? q.leaders : []

export const emptyBatch = (q: Question): BatchValues => ({
  issued: '', collected: '', void: '0', yes: '', no: '', abstain: '',
  marks: q.kind === 'elect' ? Object.fromEntries(people(q).map(({ id }) => [id, { yes: '', no: '' }])) : {},
  writeIns: '',
  grades: q.kind === 'appraise' ? Object.fromEntries(people(q).map(({ id }) => [id, q.grades.map(() => '')])) : {},
})

export function valuesOf(q: Question, { issued, collected, counts: c }: BatchEntry): BatchValues {
  const base = { ...emptyBatch(q), issued: String(issued), collected: String(collected), void: String(c.void) }
  if (c.kind === 'motion') return { ...base, yes: String(c.yes), no: String(c.no), abstain: String(c.abstain) }
  if (c.kind === 'elect') {
    return {
      ...base, marks: Object.fromEntries(Object.entries(c.marks).map(([id, m]) => [id, { yes: String(m.yes), no: String(m.no) }])),
      writeIns: Object.entries(c.writeIns).map(([name, n]) => `${name} ${n}`).join('\n'),
    }
  }
  return { ...base, grades: Object.fromEntries(Object.entries(c.leaders).map(([id, g]) => [id, g.slice(0, -1).map(String)])) }
}

const isNumber = (typed: string): boolean => /^\d{1,4}$/.test(plain(typed))
/** An empty box is nought. */
export const numberOf = (typed: string): number => isNumber(typed) ? Number(plain(typed)) : 0
const isBad = (typed: string): boolean => plain(typed) !== '' && !isNumber(typed)

const writeInLine = /^(.+?)[\s,，:：]+(\d{1,4})\s*票?$/
const lines = (typed: string) => typed.split('\n').map(l => l.trim()).filter(Boolean)

const electCounts = (q: QuestionOf<'elect'>, v: BatchValues, ballots: { valid: number; void: number }): CountsOf<'elect'> => {
  const writeIns: Record<string, number> = {}
  for (const line of lines(v.writeIns)) {
    const [, name, n] = writeInLine.exec(line) ?? []
    if (name) writeIns[name] = (writeIns[name] ?? 0) + Number(n)
  }
  const mark = (id: string) => {
    const [yes, no] = [numberOf(v.marks[id]?.yes ?? ''), numberOf(v.marks[id]?.no ?? '')]
    return { yes, no, blank: ballots.valid - yes - no }
  }
  return { kind: 'elect', marks: Object.fromEntries(q.candidates.map(c => [c.id, mark(c.id)])), writeIns, ...ballots }
}

const appraiseCounts = (q: QuestionOf<'appraise'>, v: BatchValues, ballots: { valid: number; void: number }): CountsOf<'appraise'> => {
  const row = (id: string) => {
    const given = q.grades.map((_, i) => numberOf(v.grades[id]?.[i] ?? ''))
    return [...given, ballots.valid - given.reduce((a, b) => a + b, 0)]
  }
  return { kind: 'appraise', leaders: Object.fromEntries(q.leaders.map(l => [l.id, row(l.id)])), ...ballots }
}

/** What was typed, as the server counts it. `hands`: how many were there when the vote was opened. */
export function entryOf(q: Question, v: BatchValues, hands: number | null): BatchEntry {
  const [yes, no, abstain] = [numberOf(v.yes), numberOf(v.no), numberOf(v.abstain)]
  if (hands !== null && q.kind === 'motion') {
    const valid = yes + no + abstain
    return { issued: hands, collected: valid, counts: { kind: 'motion', yes, no, abstain, valid, void: 0 } }
  }
  const [collected, spoilt] = [numberOf(v.collected), numberOf(v.void)]
  const ballots = { valid: q.kind === 'motion' ? yes + no + abstain : collected - spoilt, void: spoilt }
  const counts: Counts = q.kind === 'motion' ? { kind: 'motion', yes, no, abstain, ...ballots } : q.kind === 'elect' ? electCounts(q, v, ballots) : appraiseCounts(q, v, ballots)
  return { issued: hands ?? numberOf(v.issued), collected, counts }
}

/** What cannot be read as a number or a line; whether the figures fit each other is the rule's to say (domain/congress/round-tally.ts). */
export function typedProblem(q: Question, v: BatchValues, hands: boolean): string | null {
  const typed = [v.issued, v.collected, v.void, v.yes, v.no, v.abstain, ...Object.values(v.marks).flatMap(m => [m.yes, m.no]), ...Object.values(v.grades).flat()]
  if (typed.some(isBad)) return '有的格子里不是数字，请改成 0 到 9999 的整数'
  const odd = lines(v.writeIns).find(l => !writeInLine.test(l))
  if (odd) return `另选人每行应写成“姓名 票数”，这一行看不懂：${odd}`
  if (hands && q.kind === 'motion') return null
  if (!hands && plain(v.issued) === '') return '请填写发出多少张'
  if (plain(v.collected) === '') return hands ? '请填写参加举手的人数' : '请填写收回多少张'
  return numberOf(v.void) > numberOf(v.collected) ? '无效票不能多于收回的票' : null
}
