import type { Passing, Ruled } from '../../types/congress-rules'
import type { CountsOf, Decision, QuestionOf } from '../../types/congress-vote'
import { candidateNames, writeInId } from './ballot-paper'
import { citation } from './articles'
import { majorityOf, majorityWords } from './numbers'

/** Somebody who got votes in an election, in the order of the ballot paper, those written in after the candidates. */
export interface Standing { id: string; name: string; yes: number }

/** Names written in follow by code point, so that the same counts always read the same. */
export const standingsOf = (question: QuestionOf<'elect'>, counts: CountsOf<'elect'>): Standing[] => [
  ...question.candidates.map(c => ({ id: c.id, name: c.name, yes: counts.marks[c.id]!.yes })),
  ...Object.entries(counts.writeIns).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, yes]) => ({ id: writeInId(name), name, yes })),
]

export interface ElectionFigures {
  /** Everybody who could have voted. */
  roll: number
  /** How the sentence begins: 应到 98 人, 选区职工 40 人. */
  rollWords: string
  seats: number
  standings: readonly Standing[]
}

const plain = ({ id, name }: Standing) => ({ id, name })
const votes = (s: readonly Standing[]) => s.map(c => `${c.name} ${c.yes} 票`).join('、')

/** Who is elected: enough votes of ALL; too many such → by votes; a tie for the last seat → a run-off among the tied. */
export function electionResult({ roll, rollWords, seats, standings }: ElectionFigures, passing: Ruled<Passing>): Decision {
  const needed = majorityOf(roll, passing.value)
  const ranked = [...standings].sort((a, b) => b.yes - a.yes)
  const over = ranked.filter(s => s.yes >= needed)
  const last = over[seats - 1]?.yes
  const tied = over.length > seats && over[seats]!.yes === last ? over.filter(s => s.yes === last) : []
  const elected = tied.length ? over.filter(s => s.yes > last!) : over.slice(0, seats)
  const vacant = seats - elected.length
  const articles = [passing.article]
  const bar = `${rollWords}，${majorityWords(passing.value)}须 ${needed} 票，应选 ${seats} 人`
  const got = elected.length ? `当选 ${elected.length} 人：${votes(elected)}` : '没有人当选'
  const base = { articles, elected, vacant }
  if (tied.length) {
    const sentence = `${bar}，${got}；${candidateNames(tied)}都得 ${last} 票，须就余下的 ${vacant} 个名额在得票相同的 ${tied.length} 人中再次投票${citation(articles)}`
    return { ...base, outcome: 'runoff', sentence, runoff: { seats: vacant, candidates: tied.map(plain) } }
  }
  if (!vacant) return { ...base, outcome: 'elected', sentence: `${bar}，${got}${citation(articles)}`, runoff: null }
  const rest = ranked.filter(s => !elected.includes(s))
  const sentence = `${bar}，${got}，缺额 ${vacant} 人，可以在未当选的人中再次投票，也可以空缺${citation(articles)}`
  return { ...base, outcome: 'short', sentence, runoff: rest.length ? { seats: vacant, candidates: rest.map(plain) } : null }
}
