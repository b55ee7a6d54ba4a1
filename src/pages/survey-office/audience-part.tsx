import { View } from '@tarojs/components'
import type { Audience, SurveyEdit } from '../../../types/survey'
import type { TermRow } from '../../../types/congress-term'
import type { Unit } from '../../../types/unit'
import { Card } from '../../components/card'
import { GroupFields } from '../../components/group-fields'
import { StatusLine } from '../../components/status-line'
import { WhenField } from '../../components/when-field'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

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
          <GroupFields verb='请' value={audience} units={units} terms={terms} onChange={set} />
          <Reach audience={audience} />
        </View>
      </Card>
      <Card title='什么时候'>
        <View className='stack-loose'>
          <WhenField label='开始' usual='08:00' value={edit.startsAt} onChange={startsAt => onChange({ startsAt })} />
          <WhenField label='截止' usual='18:00' value={edit.endsAt} error={early ? '截止要晚于开始' : undefined} onChange={endsAt => onChange({ endsAt })} />
        </View>
      </Card>
    </View>
  )
}
