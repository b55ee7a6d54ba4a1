import type { Value } from '../../types/survey-answers'
import type { Option, Question, QuestionOf } from '../../types/survey-questions'
import { dayWords } from '../words-time'
import { chosen, isBlank } from './path'
import { OTHER } from './questions'

export const scaleWords: Record<QuestionOf<'rating'>['scale'], string> = { stars: '星级', ten: '1 到 10 分', nps: '推荐意愿（0 到 10 分）' }

const nameOf = (options: readonly Option[], key: string): string => options.find(o => o.key === key)?.text ?? ''

/** An answer as it is read back to the person; empty = nothing was answered. */
export function answerWords(q: Question, value: Value | undefined): string {
  if (value === undefined || isBlank(value)) return ''
  if (typeof value === 'number') return q.kind === 'number' ? `${value}${q.unit}` : q.kind === 'rating' && q.scale === 'stars' ? `${value} 星` : `${value} 分`
  if (typeof value === 'string') return q.kind === 'date' ? dayWords(value) : value
  if (value === true) return '已同意'
  if ('picked' in value) return 'options' in q ? chosen(value).map(key => key === OTHER ? `其他：${value.other}` : nameOf(q.options, key)).join('、') : ''
  if ('rows' in value) return q.kind === 'matrix' ? q.rows.filter(r => value.rows[r.key]).map(r => `${r.text}：${nameOf(q.columns, value.rows[r.key]!)}`).join('；') : ''
  if ('order' in value) return q.kind === 'ranking' ? value.order.map((key, i) => `${i + 1}. ${nameOf(q.options, key)}`).join('　') : ''
  return `${value.files.length} 张图片`
}

/** What happened to a survey, as its record names it. */
export const surveyEventWords: Record<string, string> = {
  create: '新建', publish: '发布', withdraw: '收回修改', extend: '延长', shorten: '提前结束', close: '结束，统计完成', share: '公布结果', unshare: '收回公布',
}
