import { View } from '@tarojs/components'
import { roleWords } from '../../../domain/words'
import type { Audience, SurveyEdit } from '../../../types/survey'
import type { Role } from '../../../types/member'
import type { TermRow } from '../../../types/congress-term'
import type { Unit } from '../../../types/unit'
import { Card } from '../../components/card'
import { TickRow } from '../../components/choice'
import { Field } from '../../components/field'
import { PickerRow } from '../../components/picker-row'
import { StatusLine } from '../../components/status-line'
import { UnitsField } from '../../components/units-field'
import { WhenField } from '../../components/when-field'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { AnonymousDates } from './anonymous-dates'

const ANY = 'any'
const asked: readonly Role[] = ['worker', 'delegate', 'staff', 'committee', 'presidium', 'handler', 'leader', 'instructor']

/** How many that are, counted as soon as it changes. */
const Reach = ({ audience }: { audience: Audience }) => {
  const { data, error } = useLoad(() => call('surveys', 'reach', { audience }), [JSON.stringify(audience)])
  if (data) return <StatusLine meaning={data.people > 0 ? 'done' : 'attention'} text={data.people > 0 ? `一共会请 ${data.people} 人填写` : '没有符合条件的人，请放宽条件'} />
  return <StatusLine meaning={error ? 'attention' : 'waiting'} text={error ? error.message : '正在数有多少人…'} />
}

export interface AudiencePartProps {
  edit: SurveyEdit
  units: readonly Unit[]
  terms: readonly TermRow[]
  onChange: (by: Partial<SurveyEdit>) => void
}

/** Who is asked, and from when until when. */
export const AudiencePart = ({ edit, units, terms, onChange }: AudiencePartProps) => {
  const { audience } = edit
  const set = (by: Partial<Audience>) => onChange({ audience: { ...audience, ...by } })
  const early = edit.startsAt !== null && edit.endsAt !== null && edit.endsAt <= edit.startsAt
  return (
    <View className='stack'>
      <Card title='请谁填写'>
        <View className='stack-loose'>
          <UnitsField label='单位' what='单位' hint='连同下面的班组。不选就是整个单位。' units={units.filter(u => u.closedOn === null)} value={audience.units} not={null} onChange={chosen => set({ units: chosen })} />
          <Field label='身份' optional hint='有其中任何一个身份就请；不选就是所有人。'>
            <View className='entry choice survey-ticks'>
              {asked.map(r => <TickRow key={r} text={roleWords[r]} checked={audience.roles.includes(r)} onChange={on => set({ roles: on ? [...audience.roles, r] : audience.roles.filter(x => x !== r) })} />)}
            </View>
          </Field>
          {terms.length > 0 ? (
            <PickerRow
              label='只请某一届的职工代表' empty='不限' options={[{ value: ANY, text: '不限' }, ...terms.map(t => ({ value: t.name, text: t.name }))]}
              value={audience.term ?? ANY} onChange={term => set({ term: term === ANY ? null : term })}
            />
          ) : null}
          <Reach audience={audience} />
        </View>
      </Card>
      {edit.mode === 'anonymous' ? <AnonymousDates edit={edit} onChange={onChange} /> : (
        <Card title='什么时候'>
          <View className='stack-loose'>
            <WhenField label='开始' usual='08:00' value={edit.startsAt} onChange={startsAt => onChange({ startsAt })} />
            <WhenField label='截止' usual='18:00' value={edit.endsAt} error={early ? '截止要晚于开始' : undefined} onChange={endsAt => onChange({ endsAt })} />
          </View>
        </Card>
      )}
    </View>
  )
}
