import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { role } from './aria'
import { Icon } from './icon'
import { Tap } from './tap'
import './card.scss'

export interface CardProps {
  /** Heading of what the card holds. */
  title?: string
  /** Something small on the heading's line: a count, a quiet act. */
  aside?: ReactNode
  /** No padding: the card holds rows that bring their own. */
  flush?: boolean
  children: ReactNode
}

/** One group of things that belong together. */
export const Card = ({ title, aside, flush, children }: CardProps) => (
  <View className='card'>
    {title ? (
      <View className='card-head'>
        <View className='heading' {...role('heading')}>{title}</View>
        {aside}
      </View>
    ) : null}
    <View className={flush ? 'card-rows' : 'card-body'}>{children}</View>
  </View>
)

export interface ListRowProps {
  /** One sentence: what it is. */
  text: string
  note?: string
  /** A state tag or a figure, under the sentence. */
  tag?: ReactNode
  /** What a tap on the row does; the row then shows an arrow. */
  onTap?: () => void
  /** The verb at the end of the row instead of an arrow: 继续写. Part of the same control. */
  go?: string
  /** Another act beside the row, a small Button. */
  act?: ReactNode
  /** A list's title, which may end after two lines; sentences never do. */
  short?: boolean
  /** Said by screen readers instead of the sentence. */
  label?: string
}

const RowWords = ({ text, note, tag, short }: ListRowProps) => (
  <View className='row-words'>
    <View className={short ? 'row-text two-lines' : 'row-text'}>{text}</View>
    {note ? <View className='note'>{note}</View> : null}
    {tag ? <View className='row-tag'>{tag}</View> : null}
  </View>
)

/** One sentence and one act. */
export const ListRow = (p: ListRowProps) => (
  <View className='row' {...role('listitem')}>
    {p.onTap ? (
      <Tap className='row-open' label={p.label ?? [p.text, p.note, p.go].filter(Boolean).join('，')} onTap={p.onTap}>
        <RowWords {...p} />
        {p.go ? <View className='row-go'>{p.go}</View> : <View className='row-arrow'><Icon name='next' /></View>}
      </Tap>
    ) : <View className='row-open'><RowWords {...p} /></View>}
    {p.act ? <View className='row-act'>{p.act}</View> : null}
  </View>
)

/** Name and value, one under the other on a narrow screen. */
export const Fact = ({ name, value }: { name: string; value: string }) => (
  <View className='fact'>
    <View className='fact-name'>{name}</View>
    <View className='fact-value'>{value}</View>
  </View>
)
