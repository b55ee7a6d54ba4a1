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
  /** One act at the end of the row, a small Button. */
  act?: ReactNode
  /** Said by screen readers instead of the sentence. */
  label?: string
}

const RowWords = ({ text, note, tag }: ListRowProps) => (
  <View className='row-words'>
    <View className='row-text two-lines'>{text}</View>
    {note ? <View className='note'>{note}</View> : null}
    {tag ? <View className='row-tag'>{tag}</View> : null}
  </View>
)

/** One sentence and one act. */
export const ListRow = (p: ListRowProps) => (
  <View className='row' {...role('listitem')}>
    {p.onTap ? (
      <Tap className='row-open' label={p.label ?? [p.text, p.note].filter(Boolean).join('，')} onTap={p.onTap}>
        <RowWords {...p} />
        {p.act ? null : <View className='row-arrow'><Icon name='next' /></View>}
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
