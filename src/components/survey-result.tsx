import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { percentWords } from '../../domain/percent'
import type { Bar, QuestionResult, Results } from '../../types/survey-results'
import { role } from './aria'
import { Card } from './card'
import { Empty } from './feedback'
import { Notice } from './notice'
import { ShareBar } from './share-bar'
import './survey.scss'

const round = (n: number) => String(Math.round(n * 100) / 100)

interface BarsProps { bars: readonly Bar[]; whole: number; unit: '人' | '分'; label: string }

/** Bars under each other: the words and numbers beside them say the same. */
const Bars = ({ bars, whole, unit, label }: BarsProps) => {
  const most = unit === '分' ? Math.max(1, ...bars.map(b => b.n)) : Math.max(1, whole)
  return (
    <View {...role('list')} ariaLabel={label}>
      {bars.map(b => (
        <View key={b.key} className='result-bar' {...role('listitem')} ariaLabel={`${b.name} ${b.n} ${unit}${unit === '人' ? `，占 ${percentWords(b.n, whole)}` : ''}`}>
          <View className='result-words'>
            <View className='result-name'>{b.name}</View>
            <View className='result-number'>{b.n} {unit}{unit === '人' ? `　${percentWords(b.n, whole)}` : ''}</View>
          </View>
          <ShareBar part={b.n} whole={most} />
        </View>
      ))}
    </View>
  )
}

const Figure = ({ name, value }: { name: string; value: string }) => (
  <View className='result-figure'>
    <View className='heading'>{value}</View>
    <View className='note'>{name}</View>
  </View>
)

const Figures = ({ r }: { r: QuestionResult }) => r.mean === null && r.nps === null ? null : (
  <View className='result-figures'>
    {r.mean === null ? null : <Figure name='平均' value={round(r.mean)} />}
    {r.median === null ? null : <Figure name={r.exact ? '中位数' : '中位数（约）'} value={round(r.median)} />}
    {r.nps === null ? null : <Figure name='净推荐值 NPS' value={round(r.nps)} />}
  </View>
)

export interface QuestionResultViewProps {
  r: QuestionResult
  number: number
  threshold: number
  /** The percent are of these. */
  act?: ReactNode
}

const isWords = (kind: string) => kind === 'short' || kind === 'long' || kind === 'date' || kind === 'picture'

/** A mark is called by its number, an order by its points. */
const shownBars = ({ kind, bars }: QuestionResult): Bar[] =>
  kind === 'ranking' ? [...bars].sort((a, b) => b.n - a.n) : kind === 'rating' ? bars.map(b => ({ ...b, name: `${b.name} 分` })) : [...bars]

/** What came out of one question. */
export const QuestionResultView = ({ r, number, threshold, act }: QuestionResultViewProps) => (
  <Card>
    <View className='stack-tight'>
      <View className='heading' {...role('heading')}>{number}. {r.title}</View>
      {r.hidden
        ? <Notice meaning='waiting' title={`回答人数＜${threshold}，不显示`} text='人太少时，结果可能让人猜出是谁答的。' />
        : (
          <>
            <View className='note'>{r.n} 人回答{r.kind === 'multiple' ? ' · 可多选，百分比按回答的人算' : r.kind === 'ranking' ? ' · 排第一得分最高，按总分排列' : ''}</View>
            <Figures r={r} />
            {r.bars.length > 0 ? <Bars label={r.title} bars={shownBars(r)} whole={r.n ?? 0} unit={r.kind === 'ranking' ? '分' : '人'} /> : null}
            {r.rows.map(row => (
              <View key={row.key} className='result-row'>
                <View className='strong'>{row.name}</View>
                <Bars label={row.name} bars={row.bars} whole={row.n} unit='人' />
              </View>
            ))}
            {isWords(r.kind) && !act ? <View className='note'>文字和图片不在这里显示。</View> : null}
          </>
        )}
      {act}
    </View>
  </Card>
)

/** Why nothing is shown, in words. */
export const WhyNothing = ({ why, threshold }: { why: 'running' | 'few'; threshold: number }) => (
  <Card>
    {why === 'running'
      ? <Empty icon='waiting' title='结束并统计后才有结果' text='保密和匿名问卷在进行中不显示结果，免得从先后变化里看出谁答了什么。' />
      : <Empty icon='people' title='这个小组的结果不显示' text={`回答的人不到 ${threshold} 位，或者显示出来就能推算出另一个小组，所以这里不显示。`} />}
  </Card>
)

/** All questions, one card each. */
export const ResultList = ({ results, act }: { results: Results; act?: (r: QuestionResult) => ReactNode }) => results.why
  ? <WhyNothing why={results.why} threshold={results.threshold} />
  : (
    <View className='results'>
      {results.questions.map((r, i) => <QuestionResultView key={r.key} r={r} number={i + 1} threshold={results.threshold} act={act?.(r)} />)}
    </View>
  )
