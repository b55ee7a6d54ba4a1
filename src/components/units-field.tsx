import { View } from '@tarojs/components'
import type { Unit } from '../../types/unit'
import { Icon } from './icon'
import { Tap } from './tap'
import { UnitField } from './unit-field'
import { nameOfUnit } from './unit-tree'
import './chosen.scss'

export interface UnitsFieldProps {
  label: string
  units: readonly Unit[]
  value: readonly string[]
  /** What one is called: 部门, unless told. */
  what?: string
  /** The lead department, which cannot assist itself. */
  not: string | null
  onChange: (ids: string[]) => void
  hint?: string
  error?: string
}

/** Several units: each chosen one can be taken away again, and one more can always be added. */
export const UnitsField = ({ label, units, value, not, what = '部门', onChange, hint, error }: UnitsFieldProps) => (
  <View className='stack-tight'>
    <UnitField
      label={`${label}（可不填）`} hint={hint} error={error} value={undefined}
      units={units.filter(u => u._id !== not && !value.includes(u._id))}
      empty={value.length > 0 ? `再加一个${what}` : `添加${what}`}
      onChange={id => { if (id) onChange([...value, id]) }}
    />
    {value.length > 0 ? (
      <View className='wrap'>
        {value.map(id => (
          <Tap key={id} className='chosen' label={`去掉${nameOfUnit(id, units)}`} onTap={() => onChange(value.filter(v => v !== id))}>
            <View>{nameOfUnit(id, units)}</View>
            <Icon name='close' />
          </Tap>
        ))}
      </View>
    ) : null}
  </View>
)
