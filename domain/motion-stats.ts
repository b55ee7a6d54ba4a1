import type { Motion } from '../types/motion'
import type { Measure, Share, StatsBy, StatsRow } from '../types/motion-stats'

type Counted = Pick<Motion, 'state' | 'session' | 'category' | 'delegation' | 'lead' | 'merged' | 'refusal' | 'answer' | 'onTime' | 'overdueAt' | 'replies' | 'promise' | 'ratings' | 'closedAt'>

/**
 * All that statistics need to know of a motion, in five letters: kind (r undecided, f case, m form merged into a case,
 * o opinion, p form merged into an opinion, n refused), answer (- none, x overdue, t in time, l late), c closed, result
 * code A-D, rating (1 满意, 2 基本满意, 3 不满意, the worst of a merged case). One index entry a motion, and every measure
 * is a set of such words: so a number and its list cannot differ. Empty = not sent in yet.
 */
export function standingOf(m: Counted): string {
  if (m.state === 'draft' || m.state === 'cosigning') return ''
  const kind = kindOf(m)
  if (kind !== 'f') return `${kind}----`
  const signed = m.replies.filter(r => r.signedAt !== null).at(-1)
  if (m.onTime === null || !signed) return m.overdueAt === null ? 'f----' : 'fx---'
  const code = m.promise?.state === 'kept' ? 'A' : signed.code
  return `f${m.onTime ? 't' : 'l'}${m.closedAt === null ? '-' : 'c'}${code}${ratingOf(m)}`
}

function kindOf(m: Counted): string {
  if (m.merged) return m.merged.as === 'filed' ? 'm' : 'p'
  if (m.state === 'opinion' || m.answer) return 'o'
  if (m.refusal) return 'n'
  return m.state === 'submitted' || m.state === 'returned' || m.state === 'disputed' ? 'r' : 'f'
}

/** The last round in which anybody rated; of several raters the least content. */
function ratingOf(m: Counted): string {
  const last = Math.max(0, ...m.ratings.map(r => r.round))
  const values = m.ratings.filter(r => r.round === last).map(r => r.value)
  return values.includes('dissatisfied') ? '3' : values.includes('mostly') ? '2' : values.includes('satisfied') ? '1' : '-'
}

const answeredCases = [...'tl'].flatMap(t => [...'c-'].flatMap(c => [...'ABCD'].flatMap(code => [...'123-'].map(r => `f${t}${c}${code}${r}`))))
const allStandings = ['r----', 'n----', 'm----', 'o----', 'p----', 'f----', 'fx---', ...answeredCases]

const tests: Record<Measure, (s: string) => boolean> = {
  received: s => s !== '',
  admitted: s => s[0] === 'f' || s[0] === 'm',
  cases: s => s[0] === 'f',
  opinionForms: s => s[0] === 'o' || s[0] === 'p',
  opinions: s => s[0] === 'o',
  refused: s => s[0] === 'n',
  undecided: s => s[0] === 'r',
  answered: s => s[1] === 't' || s[1] === 'l',
  dueOrAnswered: s => s[0] === 'f' && s[1] !== '-',
  onTime: s => s[1] === 't',
  overdue: s => s[1] === 'x',
  closed: s => s[0] === 'f' && s[2] === 'c',
  solved: s => s[3] === 'A',
  rated: s => '123'.includes(s[4] ?? ' '),
  content: s => s[4] === '1' || s[4] === '2',
  discontent: s => s[4] === '3',
}

export const measures = Object.keys(tests) as Measure[]

/** The standings that a measure counts: the list behind the number asks for exactly these. */
export const standingsOf = (measure: Measure): string[] => allStandings.filter(tests[measure])

/** Where a motion counts: session, standing, category, lead department, delegation. Empty = nowhere. */
export function placeOf(m: Counted): string[] {
  const standing = standingOf(m)
  return standing ? [m.session, standing, m.category ?? '', m.lead?.unitId ?? '', m.delegation] : []
}

/** One number of a session: so many motions with this standing under this key. */
export interface Cell { by: StatsBy; key: string; standing: string; n: number }

const cellName = (c: Omit<Cell, 'n'>) => JSON.stringify([c.by, c.key, c.standing])

/** The cells of a place: the whole session, its category, its department, its delegation. */
function cellsAt([, standing = '', category = '', unit = '', delegation = '']: readonly string[]): Omit<Cell, 'n'>[] {
  const at = (by: StatsBy, key: string) => ({ by, key, standing })
  return [at('all', ''), at('category', category), ...(unit ? [at('unit', unit)] : []), at('delegation', delegation)]
}

/** A motion that counted in one place and now counts in another. */
export interface Move { from: readonly string[]; to: readonly string[] }

export const movesNothing = ({ from, to }: Move): boolean => from.length === to.length && from.every((v, i) => v === to[i])

/** The cells of one session after motions have moved; cells that come to nothing are left out. */
export function folded(cells: readonly Cell[], session: string, moves: readonly Move[]): Cell[] {
  const counts = new Map(cells.map(c => [cellName(c), c]))
  const add = (place: readonly string[], n: number) => {
    if (place[0] !== session) return
    for (const cell of cellsAt(place)) {
      const name = cellName(cell)
      counts.set(name, { ...cell, n: (counts.get(name)?.n ?? 0) + n })
    }
  }
  for (const { from, to } of moves) {
    add(from, -1)
    add(to, 1)
  }
  return [...counts.values()].filter(c => c.n !== 0)
}

const shares: { rate: Share['rate']; partOf: Measure; wholeOf: Measure }[] = [
  // A merged case counts once as a case and n times as filings (domain handbook §3).
  { rate: 'filing', partOf: 'admitted', wholeOf: 'received' },
  { rate: 'punctual', partOf: 'onTime', wholeOf: 'dueOrAnswered' },
  { rate: 'closing', partOf: 'closed', wholeOf: 'cases' },
  { rate: 'solving', partOf: 'solved', wholeOf: 'cases' },
  { rate: 'content', partOf: 'content', wholeOf: 'rated' },
]

/** The counts and rates of a set of cells, all of one line. */
export function lineOf(cells: readonly Pick<Cell, 'standing' | 'n'>[]): Pick<StatsRow, 'counts' | 'shares'> {
  const counts = Object.fromEntries(measures.map(measure => [measure, cells.reduce((sum, c) => sum + (tests[measure](c.standing) ? c.n : 0), 0)])) as Record<Measure, number>
  return { counts, shares: shares.map(s => ({ ...s, part: counts[s.partOf], whole: counts[s.wholeOf] })) }
}

/** Every line of a session: the whole first, then category by category, department by department, delegation by delegation. */
export function linesOf(session: string, cells: readonly Cell[], nameOf: (by: StatsBy, key: string) => string): StatsRow[] {
  const order: StatsBy[] = ['all', 'category', 'unit', 'delegation']
  return order.flatMap(by => {
    const keys = [...new Set(cells.filter(c => c.by === by).map(c => c.key))].sort()
    return keys.map(key => ({ session, by, key, name: nameOf(by, key), ...lineOf(cells.filter(c => c.by === by && c.key === key)) }))
  })
}

/** The field of a motion by which a line counts, for the list behind it. */
export const placeKey = (by: StatsBy, key: string): Record<string, string | null> =>
  by === 'all' ? {} : by === 'unit' ? { 'lead.unitId': key } : { [by]: by === 'category' && key === '' ? null : key }
