import { demandsOf, type Bound } from './bounds'
import type { Doc } from './values'

export interface Prefilter {
  sql: string
  params: (string | number)[]
}

type Comparison = [operator: string, value: unknown]

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/
const isPlainText = (text: string) => !/[\0\ud800-\udfff]/.test(text)

/**
 * Conditions for SQLite to drop most rows of a long walk before they are parsed. It may let too many through
 * (the matcher decides), never too few: a row with an array on the path always passes.
 */
export function prefilterOf(query: Doc): Prefilter {
  const filter: Prefilter = { sql: '', params: [] }
  for (const [path, bound] of demandsOf(query).paths) {
    const parts = path.split('.')
    const test = parts.every(part => plainName.test(part)) ? boundTest(jsonPath(parts), bound) : null
    if (!test) continue
    const arrays = parts.map((_, i) => `json_type(d.doc, '${jsonPath(parts.slice(0, i + 1))}') = 'array'`)
    filter.sql += ` AND (${[test.sql, ...arrays].join(' OR ')})`
    filter.params.push(...test.params)
  }
  return filter
}

const jsonPath = (parts: string[]) => `$${parts.map(part => `."${part}"`).join('')}`

function boundTest(path: string, bound: Bound): Prefilter | null {
  if (bound.equal) return anyEqual(path, bound.equal)
  const comparisons: Comparison[] = []
  if (bound.low) comparisons.push([bound.low.inclusive ? '>=' : '>', bound.low.value])
  if (bound.high) comparisons.push([bound.high.inclusive ? '<=' : '<', bound.high.value])
  const tests = comparisons.map(([operator, value]) => compare(path, operator, value))
  if (tests.some(test => test === null)) return null
  return { sql: `(${tests.map(test => test!.sql).join(' AND ')})`, params: tests.flatMap(test => test!.params) }
}

function anyEqual(path: string, values: unknown[]): Prefilter | null {
  if (values.length > 50) return null
  const tests = values.map(value => compare(path, '=', value))
  if (tests.some(test => test === null)) return null
  return { sql: `(${tests.map(test => test!.sql).join(' OR ')})`, params: tests.flatMap(test => test!.params) }
}

function compare(path: string, operator: string, value: unknown): Prefilter | null {
  if (value === null) return { sql: `coalesce(json_type(d.doc, '${path}'), 'null') = 'null'`, params: [] }
  if (typeof value === 'boolean') return { sql: `json_type(d.doc, '${path}') = '${value}'`, params: [] }
  if (value instanceof Date) {
    return { sql: `json_extract(d.doc, '${path}."$date"') ${operator} ?`, params: [value.getTime()] }
  }
  if (typeof value === 'string' && !isPlainText(value)) return null
  // An infinite number is stored as an object, which is no number to SQLite.
  if (typeof value === 'number' && (operator !== '=' || !Number.isFinite(value))) return rangeOfNumbers(path, operator, value)
  return { sql: `json_extract(d.doc, '${path}') ${operator} ?`, params: [value as string | number] }
}

function rangeOfNumbers(path: string, operator: string, value: number): Prefilter | null {
  if (!Number.isFinite(value)) return null
  const wrapped = `json_type(d.doc, '${path}') = 'object'`
  return { sql: `(json_extract(d.doc, '${path}') ${operator} ? OR ${wrapped})`, params: [value] }
}
