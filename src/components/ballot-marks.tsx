import { View } from '@tarojs/components'
import { role } from './aria'
import { Icon } from './icon'
import { Tap } from './tap'

export interface MarkOption<T extends string | number> {
  value: T
  /** As on paper: ○ or ×; drawn, because many phones' fonts show the letters small. */
  sign?: 'ring' | 'cross'
  text: string
}

export interface MarkRowProps<T extends string | number> {
  /** Whom or what the mark is for. */
  name: string
  options: readonly MarkOption<T>[]
  value: T | undefined
  onMark: (value: T) => void
  /** One under the other and as large as the screen allows. */
  tall?: boolean
}

/** The marks that can be made for one line of the ballot; exactly one holds. */
export const MarkRow = <T extends string | number>({ name, options, value, onMark, tall }: MarkRowProps<T>) => (
  <View className={tall ? 'marks marks-tall' : 'marks'} {...role('radiogroup')} ariaLabel={name}>
    {options.map(o => (
      <Tap key={o.value} role='radio' checked={o.value === value} label={`${name}：${o.text}`} className={`mark ${o.value === value ? 'mark-on' : ''}`} onTap={() => onMark(o.value)}>
        {o.sign ? <View className={`mark-sign mark-${o.sign}`} ariaHidden>{o.sign === 'cross' ? <Icon name='close' /> : null}</View> : null}
        <View className='mark-text'>{o.text}</View>
      </Tap>
    ))}
  </View>
)
