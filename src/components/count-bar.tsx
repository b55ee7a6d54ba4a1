import { View } from '@tarojs/components'
import { role } from './aria'
import './count-bar.scss'

/** Four fillings that differ without colour: full, striped, dotted, empty. */
export type Filling = 'full' | 'striped' | 'dotted' | 'empty'

export interface BarPart {
  text: string
  count: number
  filling: Filling
  /** Instead of the number: 60（61.2%）. */
  said?: string
}

export interface CountBarProps {
  parts: readonly BarPart[]
  /** All of them: the whole width. */
  total: number
  /** What has to be reached: 须 50 票. */
  mark?: { at: number; text: string }
  unit: '票' | '人'
  /** One of many in a list: the legend is one line of text. */
  slim?: boolean
  /** Without a legend, where words beside it say the same. */
  bare?: boolean
}

const share = (n: number, total: number) => total > 0 ? `${Math.min(100, n / total * 100)}%` : '0%'

const Legend = ({ parts, mark }: Pick<CountBarProps, 'parts' | 'mark'>) => (
  <View className='count-legend'>
    {parts.map(p => (
      <View key={p.text} className='count-one'>
        <View className={`count-sample count-${p.filling}`} />
        <View>{p.text} <View className='count-number'>{p.count}</View></View>
      </View>
    ))}
    {mark ? <View className='count-one'><View className='count-sample-mark' /><View>{mark.text}</View></View> : null}
  </View>
)

const words = (p: BarPart) => `${p.text} ${p.said ?? p.count}`

/** How a whole is made up, against what is needed. The legend says the same in words. */
export const CountBar = ({ parts, total, mark, unit, slim, bare }: CountBarProps) => {
  const said = [...parts.map(p => `${words(p)} ${unit}`), mark?.text].filter(Boolean).join('，')
  return (
    <View className={slim ? 'count-bar count-slim' : 'count-bar'} {...role('img')} ariaLabel={said}>
      <View className='count-track'>
        {parts.filter(p => p.count > 0 && p.filling !== 'empty').map(p => (
          <View key={p.text} className={`count-part count-${p.filling}`} style={{ width: share(p.count, total) }} />
        ))}
        {mark ? <View className='count-mark' style={{ left: share(mark.at, total) }} /> : null}
      </View>
      {slim ? <View className='note'>{parts.map(words).join(' · ')}</View> : null}
      {slim || bare ? null : <Legend parts={parts} mark={mark} />}
    </View>
  )
}
