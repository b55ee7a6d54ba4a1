import type { Value, Values } from '../../types/survey-answers'
import type { Definition, Question } from '../../types/survey-questions'
import { isDay } from '../calendar'
import { chosen, isBlank, path } from './path'
import { LONG_TEXT, SHORT_TEXT, marksOf, questionsOf } from './questions'

/** Something wrong with the answer to one question. */
export interface AnswerProblem { question: string; code: 'UNKNOWN' | 'HIDDEN' | 'MISSING' | 'WRONG_KIND' | 'NO_OPTION' | 'TOO_FEW' | 'TOO_MANY' | 'TOO_LONG' | 'RANGE'; message: string }
type Found = Omit<AnswerProblem, 'question'> | undefined

const wrongKind: Found = { code: 'WRONG_KIND', message: '这一题的回答格式不对，请重新填写' }
const noOption: Found = { code: 'NO_OPTION', message: '选了这一题没有的选项，请重新选择' }
const range = (message: string): Found => ({ code: 'RANGE', message })

function choiceProblem(q: Extract<Question, { kind: 'single' | 'multiple' }>, value: Value): Found {
  if (typeof value !== 'object' || !('picked' in value)) return wrongKind
  const all = chosen(value)
  if (value.picked.some(p => !q.options.some(o => o.key === p)) || (value.other !== undefined && !q.other) || new Set(all).size < all.length) return noOption
  const most = q.kind === 'single' ? 1 : q.max
  if (all.length > most) return { code: 'TOO_MANY', message: `最多选 ${most} 项，现在选了 ${all.length} 项` }
  const least = q.kind === 'single' ? 1 : q.min
  if (all.length < least) return { code: 'TOO_FEW', message: `至少选 ${least} 项，现在选了 ${all.length} 项` }
  return undefined
}

function matrixProblem(q: Extract<Question, { kind: 'matrix' }>, value: Value): Found {
  if (typeof value !== 'object' || !('rows' in value)) return wrongKind
  const entries = Object.entries(value.rows)
  if (entries.some(([row, column]) => !q.rows.some(r => r.key === row) || !q.columns.some(c => c.key === column))) return noOption
  if (q.required && entries.length < q.rows.length) return { code: 'MISSING', message: `还有 ${q.rows.length - entries.length} 行没有选` }
  return undefined
}

function rankingProblem(q: Extract<Question, { kind: 'ranking' }>, value: Value): Found {
  if (typeof value !== 'object' || !('order' in value)) return wrongKind
  if (value.order.some(k => !q.options.some(o => o.key === k)) || new Set(value.order).size < value.order.length) return noOption
  if (value.order.length > q.top) return { code: 'TOO_MANY', message: `只排前 ${q.top} 项，现在排了 ${value.order.length} 项` }
  if (value.order.length < q.top) return { code: 'TOO_FEW', message: `请排出前 ${q.top} 项，现在排了 ${value.order.length} 项` }
  return undefined
}

function textProblem(value: Value, most: number): Found {
  if (typeof value !== 'string') return wrongKind
  return value.length > most ? { code: 'TOO_LONG', message: `最多 ${most} 个字，现在有 ${value.length} 个字` } : undefined
}

function numberProblem(q: Extract<Question, { kind: 'number' }>, value: Value): Found {
  if (typeof value !== 'number') return wrongKind
  if (!(value >= q.min && value <= q.max)) return range(`应在 ${q.min} 到 ${q.max}${q.unit} 之间`)
  const scaled = value * 10 ** q.decimals
  return Math.abs(scaled - Math.round(scaled)) > 1e-6 ? range(q.decimals ? `小数最多 ${q.decimals} 位` : '应填整数') : undefined
}

function dateProblem(q: Extract<Question, { kind: 'date' }>, value: Value): Found {
  if (typeof value !== 'string') return wrongKind
  if (!isDay(value) || value < (q.from ?? '1900-01-01') || value > (q.to ?? '2199-12-31')) return range(q.from && q.to ? `日期应在 ${q.from} 到 ${q.to} 之间` : '日期不在可填的范围内')
  return undefined
}

function ratingProblem(q: Extract<Question, { kind: 'rating' }>, value: Value): Found {
  const { least, most } = marksOf(q)
  if (typeof value !== 'number') return wrongKind
  return Number.isInteger(value) && value >= least && value <= most ? undefined : range(`应在 ${least} 到 ${most} 之间`)
}

function pictureProblem(q: Extract<Question, { kind: 'picture' }>, value: Value): Found {
  if (typeof value !== 'object' || !('files' in value)) return wrongKind
  if (new Set(value.files).size < value.files.length) return { code: 'TOO_MANY', message: '同一张图片添加了两次' }
  return value.files.length > q.most ? { code: 'TOO_MANY', message: `图片最多 ${q.most} 张` } : undefined
}

function valueProblem(q: Question, value: Value): Found {
  switch (q.kind) {
    case 'single':
    case 'multiple': return choiceProblem(q, value)
    case 'rating': return ratingProblem(q, value)
    case 'matrix': return matrixProblem(q, value)
    case 'ranking': return rankingProblem(q, value)
    case 'short': return textProblem(value, SHORT_TEXT)
    case 'long': return textProblem(value, LONG_TEXT)
    case 'number': return numberProblem(q, value)
    case 'date': return dateProblem(q, value)
    case 'picture': return pictureProblem(q, value)
    case 'consent': return value === true ? undefined : wrongKind
  }
}

/** What is wrong with the answer to one question that is shown; a page asks while it is filled in. */
export function checkAnswer(q: Question, value: Value | undefined): AnswerProblem | undefined {
  const found = isBlank(value)
    ? (q.required ? { code: 'MISSING' as const, message: q.kind === 'consent' ? '请先阅读并同意' : '这一题必须回答' } : undefined)
    : valueProblem(q, value!)
  return found && { question: q.key, ...found }
}

/** Everything wrong with a whole answer, in the order of the questions; the same on the phone and on the server. */
export function checkAnswers(definition: Definition, values: Values): AnswerProblem[] {
  const shown = path(definition, values)
  const known = new Set(questionsOf(definition).map(q => q.key))
  const met = new Set(shown.map(q => q.key))
  const stray = Object.keys(values).filter(key => !met.has(key)).map((question): AnswerProblem => known.has(question)
    ? { question, code: 'HIDDEN', message: '按前面的回答，这一题不用答。请刷新后再提交' }
    : { question, code: 'UNKNOWN', message: '这份问卷没有这一题。请刷新后再提交' })
  return [...shown.flatMap(q => checkAnswer(q, values[q.key]) ?? []), ...stray]
}

/** The answers as they are sent and kept: only what is met, blanks left out. */
export function tidy(definition: Definition, values: Values): Values {
  const kept = path(definition, values).filter(q => !isBlank(values[q.key]))
  return Object.fromEntries(kept.map(q => [q.key, values[q.key]!]))
}
