import type { Value, Values } from '../../types/survey-answers'
import type { Condition, Definition, Question } from '../../types/survey-questions'
import { OTHER, questionsOf } from './questions'

/** What was chosen of a question with options. */
export const chosen = (value: Value | undefined): string[] =>
  typeof value === 'object' && 'picked' in value ? [...value.picked, ...(value.other === undefined ? [] : [OTHER])] : []

/** Nothing was answered: absent, or a form that was opened and left empty. */
export function isBlank(value: Value | undefined): boolean {
  if (value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  if (typeof value !== 'object') return false
  if ('picked' in value) return chosen(value).length === 0
  if ('rows' in value) return Object.keys(value.rows).length === 0
  return ('order' in value ? value.order : value.files).length === 0
}

function holds(c: Condition, value: Value | undefined): boolean {
  if (isBlank(value)) return c.not
  const byOption = c.any.length === 0 || chosen(value).some(key => (c.any as string[]).includes(key))
  const byNumber = (c.from === null && c.to === null) || (typeof value === 'number' && value >= (c.from ?? -Infinity) && value <= (c.to ?? Infinity))
  return (byOption && byNumber) !== c.not
}

/** The key that a question's jump leads to, if one is taken: the chosen option's before the one for every answer, however they stand. */
const jumpOf = (q: Question, value: Value | undefined): string | undefined =>
  (q.jumps.find(j => j.option !== null && chosen(value).includes(j.option)) ?? q.jumps.find(j => j.option === null))?.to

/** Where each section and question begins in the order of all questions. */
export function places(definition: Definition): Map<string, number> {
  const found = new Map<string, number>()
  let at = 0
  for (const section of definition.sections) {
    found.set(section.key, at)
    for (const q of section.questions) found.set(q.key, at++)
  }
  return found
}

/**
 * The questions that a person meets, in order, with these answers: the same walk on the phone and on the server. Answers to
 * questions that are not met count for nothing, so what somebody answered before changing an earlier answer shows nothing.
 * Jumps lead forward only (a definition that goes back is refused), so the walk ends.
 */
export function path(definition: Definition, values: Values): Question[] {
  const all = questionsOf(definition)
  const at = places(definition)
  const met: Question[] = []
  const seen = new Set<string>()
  const answerTo = (key: string) => (seen.has(key) && Object.hasOwn(values, key) ? values[key] : undefined)
  for (let i = 0; i < all.length;) {
    const q = all[i]!
    let next = i + 1
    if (q.showIf.every(c => holds(c, answerTo(c.question)))) {
      met.push(q)
      seen.add(q.key)
      const to = jumpOf(q, answerTo(q.key))
      if (to !== undefined) next = to === 'end' ? all.length : Math.max(next, at.get(to) ?? next)
    }
    i = next
  }
  return met
}
