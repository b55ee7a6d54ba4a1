import { View } from '@tarojs/components'
import { role } from '../../components/aria'

export interface FigureItem { value: string; name: string; note?: string }

/** Large numbers beside each other, each with what it counts: hits are no learners, and learners have not finished. */
export const Figures = ({ label, items }: { label: string; items: readonly FigureItem[] }) => (
  <View className='lesson-figures' {...role('list')} ariaLabel={label}>
    {items.map(f => (
      <View key={f.name} className='lesson-figure' {...role('listitem')} ariaLabel={`${f.name} ${f.value}${f.note ? `，${f.note}` : ''}`}>
        <View className='figure'>{f.value}</View>
        <View className='strong'>{f.name}</View>
        {f.note ? <View className='note'>{f.note}</View> : null}
      </View>
    ))}
  </View>
)

/** 256000 → 25.6 万: as people say it, once it is long. */
export const countWords = (n: number): string => n < 100_000 ? String(n) : `${Math.round(n / 1000) / 10} 万`
