import { View } from '@tarojs/components'
import { role } from '../../components/aria'
import { PickerRow } from '../../components/picker-row'
import { Tap } from '../../components/tap'
import { partTexts, type Part } from './session-part'
import './office.scss'

export interface PartChoiceProps {
  parts: readonly Part[]
  value: Part
  onChange: (part: Part) => void
}

/** Which part of the session: a column at the side where there is room, one row that opens where there is not. */
export const PartChoice = ({ parts, value, onChange }: PartChoiceProps) => (
  <>
    <View className='part-row'>
      <PickerRow label='看哪一部分' empty='请选择' options={parts.map(p => ({ value: p, text: partTexts[p] }))} value={value} onChange={onChange} />
    </View>
    <View className='part-side' {...role('tablist')} ariaLabel='看哪一部分'>
      {parts.map(p => (
        <Tap key={p} role='tab' className={`part-one ${p === value ? 'part-on' : ''}`} selected={p === value} onTap={() => onChange(p)}>{partTexts[p]}</Tap>
      ))}
    </View>
  </>
)
