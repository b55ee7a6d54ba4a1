import { questionsOf } from '../../domain/survey/questions'
import type { Value, Values } from '../../types/survey-answers'
import type { Definition, Question } from '../../types/survey-questions'
import type { SheetColumn } from './workbook'

/** A column of the sheet of answers, and what an answer says in it. */
export interface AnswerColumn extends SheetColumn { value: (values: Values) => string }

const textOf = (options: readonly { key: string; text: string }[], key: string) => options.find(o => o.key === key)?.text ?? key

function cellOf(q: Question, value: Value): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value
  if (value === true) return '同意'
  if ('picked' in value && (q.kind === 'single' || q.kind === 'multiple')) return [...value.picked.map(p => textOf(q.options, p)), ...(value.other === undefined ? [] : [`其他：${value.other}`])].join('；')
  if ('order' in value && q.kind === 'ranking') return value.order.map((key, i) => `${i + 1}. ${textOf(q.options, key)}`).join('；')
  return 'files' in value ? `${value.files.length} 张图片` : ''
}

const WIDE = 28
const NARROW = 14

function columnsOf(q: Question, number: number): AnswerColumn[] {
  const title = `${number}. ${q.title}`
  if (q.kind === 'matrix') {
    return q.rows.map(r => ({
      title: `${title}：${r.text}`, width: NARROW,
      value: values => { const v = values[q.key]; return typeof v === 'object' && 'rows' in v && v.rows[r.key] ? textOf(q.columns, v.rows[r.key]!) : '' },
    }))
  }
  const width = q.kind === 'short' || q.kind === 'long' || q.kind === 'multiple' || q.kind === 'ranking' ? WIDE : NARROW
  return [{ title, width, value: values => { const v = values[q.key]; return v === undefined ? '' : cellOf(q, v) } }]
}

/** A column a question, of a matrix a column a row. */
export const answerColumns = (definition: Definition): AnswerColumn[] => questionsOf(definition).flatMap((q, i) => columnsOf(q, i + 1))
