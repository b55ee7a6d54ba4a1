import type { Values } from '../../types/survey-answers'

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]))
}

/** The one JSON text of a definition or of answers, whatever order its fields were in. */
export const oneText = (value: unknown): string => JSON.stringify(sorted(value))

/** The same answers, whatever order a phone or a database put them in? */
export const sameValues = (a: Values, b: Values): boolean => oneText(a) === oneText(b)
