import { normalName } from '../../../domain/congress/ballot-paper'
import type { MatterKind } from '../../../types/congress-rules'
import type { Question } from '../../../types/congress-vote'
import { plain } from '../../components/form'

/** What a ballot asks, as it is typed: people one a line, as pasted from a list. */
export interface QuestionValues {
  seats: string
  names: string
  writeIn: boolean
  leaders: string
  grades: string
}

/** The ballot that a kind of matter is decided by; a report is heard, not voted on. */
export const questionKind = (kind: MatterKind): Question['kind'] | null =>
  kind === 'report' ? null : kind === 'elect' ? 'elect' : kind === 'appraise' ? 'appraise' : 'motion'

export const questionValues = (q: Question | null, grades: readonly string[]): QuestionValues => ({
  seats: q?.kind === 'elect' ? String(q.seats) : '1',
  names: q?.kind === 'elect' ? q.candidates.map(c => c.name).join('\n') : '',
  writeIn: q?.kind === 'elect' ? q.writeIn : true,
  leaders: q?.kind === 'appraise' ? q.leaders.map(l => [l.name, l.post].filter(Boolean).join(' ')).join('\n') : '',
  grades: (q?.kind === 'appraise' ? q.grades : grades).join(' '),
})

const lines = (typed: string) => typed.split(/\n/).map(l => l.trim()).filter(Boolean)

/** In lists two-character names are often drawn apart, 何　平, to stand in line with those of three. */
const apart = (words: readonly string[]): boolean => words[0]?.length === 1 && words[1]?.length === 1

/** A line of a list: the name first, then the post, parted by a tab or a comma as in tables, or else by a blank. */
const leaderOf = (line: string): { name: string; post: string } => {
  const cells = line.split(/[\t,，、]/).map(c => c.trim()).filter(Boolean)
  if (cells.length > 1) return { name: normalName(cells[0]!), post: cells.slice(1).join(' ') }
  const words = line.split(/\s+/).filter(Boolean)
  const ofName = apart(words) ? 2 : 1
  return { name: words.slice(0, ofName).join(''), post: words.slice(ofName).join(' ') }
}

export const namesOf = (v: QuestionValues): string[] => lines(v.names).map(normalName)
export const leadersOf = (v: QuestionValues): { name: string; post: string }[] => lines(v.leaders).map(leaderOf)
export const gradesOf = (v: QuestionValues): string[] => v.grades.split(/[\s、，,;；]+/).filter(Boolean)
export const seatsOf = (v: QuestionValues): number => /^\d{1,3}$/.test(plain(v.seats)) ? Number(plain(v.seats)) : 0

/**
 * The question; whoever stood on it before keeps the id, so that papers and earlier rounds still mean the same person.
 * @param fresh ids for those who are new, as many as there are people
 */
export function questionOf(kind: MatterKind, v: QuestionValues, before: Question | null, fresh: readonly string[]): Question | null {
  const wanted = questionKind(kind)
  if (wanted === null) return null
  if (wanted === 'motion') return { kind: 'motion' }
  if (wanted === 'elect') {
    const known = before?.kind === 'elect' ? before.candidates : []
    const candidates = namesOf(v).map((name, i) => ({ id: known.find(c => c.name === name)?.id ?? fresh[i]!, name }))
    const seats = seatsOf(v)
    return { kind: 'elect', seats, candidates, writeIn: v.writeIn, form: candidates.length > seats ? 'surplus' : 'equal' }
  }
  const known = [...(before?.kind === 'appraise' ? before.leaders : [])]
  const leaders = leadersOf(v).map((l, i) => {
    // Two leaders may share a name: each line takes one of those known by it.
    const at = known.findIndex(k => k.name === l.name && (k.post === l.post || !known.some(o => o.name === l.name && o.post === l.post)))
    return { id: at < 0 ? fresh[i]! : known.splice(at, 1)[0]!.id, ...l }
  })
  return { kind: 'appraise', leaders, grades: gradesOf(v) }
}

/** How many people stand on the ballot. */
export const peopleCount = (kind: MatterKind, v: QuestionValues): number =>
  kind === 'elect' ? namesOf(v).length : kind === 'appraise' ? leadersOf(v).length : 0
