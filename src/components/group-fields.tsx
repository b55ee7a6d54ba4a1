import { View } from '@tarojs/components'
import { roleWords } from '../../domain/words'
import type { TermRow } from '../../types/congress-term'
import type { Role } from '../../types/member'
import type { Audience } from '../../types/survey'
import type { Unit } from '../../types/unit'
import { TickRow } from './choice'
import { Field } from './field'
import { PickerRow } from './picker-row'
import { UnitsField } from './units-field'

const ANY = 'any'
const asked: readonly Role[] = ['worker', 'delegate', 'staff', 'committee', 'presidium', 'handler', 'leader', 'instructor']

export interface GroupFieldsProps {
  value: Audience
  units: readonly Unit[]
  terms: readonly TermRow[]
  onChange: (by: Partial<Audience>) => void
  /** What becomes of whoever is in it: 请 asks, 发给 tells, 可以学 lets learn. */
  verb: '请' | '发给' | '可以学'
}

/** A group of people by their units, their roles and the term they are delegates of; nothing chosen = everybody. */
export const GroupFields = ({ value, units, terms, onChange, verb }: GroupFieldsProps) => (
  <>
    <UnitsField label='单位' what='单位' hint='连同下面的班组。不选就是整个单位。' units={units.filter(u => u.closedOn === null)} value={value.units} not={null} onChange={chosen => onChange({ units: chosen })} />
    <Field label='身份' optional hint={`有其中任何一个身份就${verb}；不选就是所有人。`}>
      <View className='entry choice'>
        {asked.map(r => <TickRow key={r} text={roleWords[r]} checked={value.roles.includes(r)} onChange={on => onChange({ roles: on ? [...value.roles, r] : value.roles.filter(x => x !== r) })} />)}
      </View>
    </Field>
    {terms.length > 0 ? (
      <PickerRow
        label={`只${verb}某一届的职工代表`} empty='不限' options={[{ value: ANY, text: '不限' }, ...terms.map(t => ({ value: t.name, text: t.name }))]}
        value={value.term ?? ANY} onChange={term => onChange({ term: term === ANY ? null : term })}
      />
    ) : null}
  </>
)
