import type { Value } from '../../types/survey-answers'
import type { Question } from '../../types/survey-questions'
import { addDays } from '../calendar'
import { OTHER, marksOf } from './questions'

/** One thing that is counted for a question: an option, a mark, a cell, a place in a ranking, a bin of numbers or days. */
export interface Slot { key: string; name: string }

/** So many different numbers or days are counted one by one; more are put into bins. */
const SINGLY = 200
const BINS = 40

interface Bins { count: number; singly: boolean; width: number }

/** Steps of the last decimal between min and max, and into how many bins they are put. */
function binsOf(q: Extract<Question, { kind: 'number' }>): Bins {
  const steps = Math.round((q.max - q.min) * 10 ** q.decimals) + 1
  const width = steps <= SINGLY ? 1 : Math.ceil(steps / BINS)
  return { count: Math.ceil(steps / width), singly: width === 1, width }
}

const numberOf = (q: Extract<Question, { kind: 'number' }>, step: number) => Number((q.min + step / 10 ** q.decimals).toFixed(q.decimals))

/** Numbers are added in whole steps of the last decimal, so that sums do not depend on their order. */
export const scaled = (q: Extract<Question, { kind: 'number' }>, value: number): number => Math.round(value * 10 ** q.decimals)

type DateQuestion = Extract<Question, { kind: 'date' }>
const FIRST_YEAR = 1900
const YEARS = 300

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/** Days one by one, or months, or years: whichever are few enough. */
function datesOf({ from, to }: DateQuestion): { count: number; at: (day: string) => number; name: (slot: number) => string } {
  if (from !== null && to !== null && daysBetween(from, to) < SINGLY) {
    return { count: daysBetween(from, to) + 1, at: day => daysBetween(from, day), name: n => addDays(from, n) }
  }
  if (from !== null && to !== null && monthOf(to) - monthOf(from) < SINGLY) {
    const name = (n: number) => { const m = monthOf(from) + n; return `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}` }
    return { count: monthOf(to) - monthOf(from) + 1, at: day => monthOf(day) - monthOf(from), name }
  }
  return { count: YEARS, at: day => Number(day.slice(0, 4)) - FIRST_YEAR, name: n => String(FIRST_YEAR + n) }
}

const many = (n: number, make: (i: number) => Slot): Slot[] => Array.from({ length: n }, (_, i) => make(i))

/** What is counted for a question, in order; words, pictures and consent have nothing beside how many answered. */
export function slotsOf(q: Question): Slot[] {
  switch (q.kind) {
    case 'single':
    case 'multiple':
      return [...q.options.map(o => ({ key: o.key, name: o.text })), ...(q.other ? [{ key: OTHER, name: '其他' }] : [])]
    case 'rating': {
      const { least, most } = marksOf(q)
      return many(most - least + 1, i => ({ key: String(least + i), name: String(least + i) }))
    }
    case 'matrix':
      return q.rows.flatMap(r => q.columns.map(c => ({ key: `${r.key}:${c.key}`, name: c.text })))
    case 'ranking':
      return q.options.flatMap(o => many(q.top, place => ({ key: `${o.key}:${place + 1}`, name: o.text })))
    case 'number': {
      const { count, singly, width } = binsOf(q)
      return many(count, i => {
        const [low, high] = [numberOf(q, i * width), Math.min(q.max, numberOf(q, (i + 1) * width - 1))]
        return { key: String(low), name: singly || low === high ? String(low) : `${low}–${high}` }
      })
    }
    case 'date': {
      const { count, name } = datesOf(q)
      return many(count, i => ({ key: name(i), name: name(i) }))
    }
    case 'short':
    case 'long':
    case 'picture':
    case 'consent':
      return []
  }
}

/** The value that stands for a slot of a number question when its median is read; `exact` = it is the number itself. */
export function middleOf(q: Extract<Question, { kind: 'number' }>, slot: number): { value: number; exact: boolean } {
  const { width, singly } = binsOf(q)
  const [low, high] = [numberOf(q, slot * width), Math.min(q.max, numberOf(q, (slot + 1) * width - 1))]
  return { value: (low + high) / 2, exact: singly }
}

/** Which slots an answer that was checked before falls into. */
export function slotsHit(q: Question, value: Value): number[] {
  switch (q.kind) {
    case 'single':
    case 'multiple': {
      const { picked, other } = value as { picked: string[]; other?: string }
      return [...picked.map(p => q.options.findIndex(o => o.key === p)), ...(other === undefined ? [] : [q.options.length])]
    }
    case 'rating':
      return [(value as number) - marksOf(q).least]
    case 'matrix':
      return Object.entries((value as { rows: Record<string, string> }).rows).map(([row, column]) =>
        q.rows.findIndex(r => r.key === row) * q.columns.length + q.columns.findIndex(c => c.key === column))
    case 'ranking':
      return (value as { order: string[] }).order.map((key, place) => q.options.findIndex(o => o.key === key) * q.top + place)
    case 'number':
      return [Math.floor((scaled(q, value as number) - scaled(q, q.min)) / binsOf(q).width)]
    case 'date':
      return [datesOf(q).at(value as string)]
    case 'short':
    case 'long':
    case 'picture':
    case 'consent':
      return []
  }
}
