import type { Question } from '../../types/survey-questions'
import { isDay } from '../calendar'
import { SHORT_TEXT, marksOf } from './questions'

const repeated = (all: readonly { key: string; text: string }[], what: string): string[] => [
  ...(new Set(all.map(o => o.key)).size < all.length ? [`${what}的编号有重复`] : []),
  ...(new Set(all.map(o => o.text)).size < all.length ? [`有两个${what}的文字一样`] : []),
]

/** Sums are kept in whole multiples of the last decimal: those of a hundred thousand answers must stay exact. */
const LARGEST = 10_000_000

const fits = (n: number, decimals: number) => Math.abs(n * 10 ** decimals - Math.round(n * 10 ** decimals)) < 1e-6

/** What is wrong with a question's own settings, in words; empty = nothing. */
export function settingProblems(q: Question): string[] {
  switch (q.kind) {
    case 'single':
      return [...repeated(q.options, '选项'), ...(q.preset !== null && !q.options.some(o => o.key === q.preset) ? ['默认值不在选项里'] : [])]
    case 'multiple': {
      const all = q.options.length + (q.other ? 1 : 0)
      return [
        ...repeated(q.options, '选项'),
        ...(q.min > q.max ? ['最少选几项比最多选几项还多'] : []),
        ...(q.min > all ? [`最少要选 ${q.min} 项，但一共只有 ${all} 项`] : []),
        ...(q.preset.some(p => !q.options.some(o => o.key === p)) || new Set(q.preset).size < q.preset.length ? ['默认值不在选项里，或有重复'] : []),
        ...(q.preset.length > q.max ? ['默认选中的比最多可选的还多'] : []),
      ]
    }
    case 'rating': {
      const { least, most } = marksOf(q)
      return q.preset !== null && (q.preset < least || q.preset > most) ? [`默认值应在 ${least} 到 ${most} 之间`] : []
    }
    case 'matrix':
      return [...repeated(q.rows, '行'), ...repeated(q.columns, '列')]
    case 'ranking':
      return [...repeated(q.options, '选项'), ...(q.top > q.options.length ? [`要排出前 ${q.top} 项，但只有 ${q.options.length} 项`] : [])]
    case 'number':
      return [
        ...(q.min > q.max ? ['最小值比最大值还大'] : []),
        ...(Math.abs(q.min) > LARGEST || Math.abs(q.max) > LARGEST ? ['数值范围太大，应在正负一千万之间'] : []),
        ...(!fits(q.min, q.decimals) || !fits(q.max, q.decimals) ? ['最小值和最大值的小数位太多'] : []),
        ...(q.preset !== null && (q.preset < q.min || q.preset > q.max || !fits(q.preset, q.decimals)) ? ['默认值不在范围内'] : []),
      ]
    case 'date':
      return [
        ...([q.from, q.to, q.preset].some(d => d !== null && !isDay(d)) ? ['日历上没有这一天'] : []),
        ...(q.from !== null && q.to !== null && q.from > q.to ? ['开始日期在结束日期之后'] : []),
        ...(q.preset !== null && (q.preset < (q.from ?? '') || q.preset > (q.to ?? '9')) ? ['默认日期不在范围内'] : []),
      ]
    case 'short':
      return q.preset.length > SHORT_TEXT ? [`默认文字最多 ${SHORT_TEXT} 个字`] : []
    case 'long':
    case 'picture':
    case 'consent':
      return []
  }
}
