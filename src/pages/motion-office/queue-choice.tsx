import { View } from '@tarojs/components'
import type { MotionQueue } from '../../../types/motion'
import { role } from '../../components/aria'
import type { DutyQueue } from '../../components/motion-queues'
import { PickerRow } from '../../components/picker-row'
import { Tap } from '../../components/tap'
import './office.scss'

export interface QueueChoiceProps {
  queues: readonly DutyQueue[]
  value: MotionQueue
  onChange: (queue: MotionQueue) => void
}

/** Which list: a column at the side where there is room, one row that opens where there is not. */
export const QueueChoice = ({ queues, value, onChange }: QueueChoiceProps) => (
  <>
    <View className='queue-row'>
      <PickerRow label='看哪一类' empty='请选择' options={queues.map(q => ({ value: q.queue, text: q.text }))} value={value} onChange={onChange} />
    </View>
    <View className='queue-side' {...role('tablist')} ariaLabel='看哪一类'>
      {queues.map(q => (
        <Tap key={q.queue} role='tab' className={`queue-one ${q.queue === value ? 'queue-on' : ''}`} selected={q.queue === value} onTap={() => onChange(q.queue)}>{q.text}</Tap>
      ))}
    </View>
  </>
)
