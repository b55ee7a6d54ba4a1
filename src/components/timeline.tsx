import { View } from '@tarojs/components'
import { role } from './aria'
import { Icon } from './icon'
import './timeline.scss'

export interface TimelineStep {
  key: string
  text: string
  /** When, or who has it now. */
  note?: string
  state: 'past' | 'now' | 'next' | 'refused'
}

const said = { past: '已完成', now: '现在', next: '以后', refused: '未通过' } as const

/** Where a thing stands, from its beginning to what comes next; also its history, when every step is past. */
export const Timeline = ({ steps, label }: { steps: readonly TimelineStep[]; label: string }) => (
  <View className='timeline' {...role('list')} ariaLabel={label}>
    {steps.map(s => (
      <View key={s.key} className={`step step-${s.state}`} {...role('listitem')} ariaLabel={`${said[s.state]}：${s.text}${s.note ? `，${s.note}` : ''}`}>
        <View className='step-mark' ariaHidden>
          {s.state === 'past' ? <Icon name='check' /> : s.state === 'refused' ? <Icon name='close' /> : null}
        </View>
        <View className='step-words'>
          <View className='step-text'>{s.text}</View>
          {s.note ? <View className='note'>{s.note}</View> : null}
        </View>
      </View>
    ))}
  </View>
)
