import { View } from '@tarojs/components'
import type { Audience, SurveyEdit } from '../../../types/survey'
import type { TermRow } from '../../../types/congress-term'
import type { Unit } from '../../../types/unit'
import { Card } from '../../components/card'
import { GroupFields } from '../../components/group-fields'
import { ReachLine } from '../../components/reach-line'
import { WhenField } from '../../components/when-field'
import { AnonymousDates } from './anonymous-dates'

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
          <GroupFields verb='请' value={audience} units={units} terms={terms} onChange={set} />
          <ReachLine area='surveys' audience={audience} said={n => `一共会请 ${n} 人填写`} />
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
