import type { SurveyMode, SurveyState } from '../../types/survey'
import type { Value } from '../../types/survey-answers'
import type { Option, Question, QuestionOf } from '../../types/survey-questions'
import type { Dimension } from '../../types/survey-results'
import { dayWords } from '../words-time'
import { chosen, isBlank } from './path'
import { OTHER } from './questions'

export const surveyModeWords: Record<SurveyMode, string> = { named: '实名', confidential: '保密' }

export const surveyStateWords: Record<SurveyState, string> = {
  draft: '草稿', waiting: '未开始', open: '进行中', counting: '统计中', closed: '已结束', shared: '已公布结果',
}

/** What results are split by. */
export const dimensionWords: Record<Dimension, string> = { unit: '单位', role: '身份', seat: '代表类别' }

export const scaleWords: Record<QuestionOf<'rating'>['scale'], string> = { stars: '星级', ten: '1 到 10 分', nps: '推荐意愿（0 到 10 分）' }

/** What each mode protects and what it does not, as the person is told before the first question. */
export const modePromise: Record<SurveyMode, { title: string; text: string }> = {
  named: { title: '这份问卷是实名的', text: '工会能看到您的姓名和您的回答。' },
  confidential: {
    title: '这份问卷是保密的',
    text: '工会能看到谁已经填了，看不到谁填了什么：数据库里，回答旁边没有姓名、工号和手机号，人数太少的分组不显示结果。也如实告诉您：回答的编号是用服务器的密钥算出来的，掌握密钥的技术人员理论上能对上；您在文字里写到的人和事，看的人也可能猜出是谁写的。',
  },
}

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
