import { View } from '@tarojs/components'
import { dimensionWords } from '../../../domain/survey/audience'
import { modePromise, modeUses, surveyModeWords } from '../../../domain/survey/life'
import { optionsOf, seatKindWords } from '../../../domain/words'
import type { SurveyEdit, SurveySettings } from '../../../types/survey'
import type { Anonymous } from '../../../types/survey-ballot'
import type { Dimension } from '../../../types/survey-results'
import type { Unit } from '../../../types/unit'
import { Card } from '../../components/card'
import { Choice, TickRow } from '../../components/choice'
import { Field } from '../../components/field'
import { NumberBox } from '../../components/number-box'
import { PickerRow } from '../../components/picker-row'
import { TextArea, TextField } from '../../components/text-field'
import { withMode } from './mode'
import { PairsField } from './pairs-field'

const NONE = 'none'
const paces: { value: SurveySettings['pace']; text: string; note: string }[] = [
  { value: 'question', text: '一屏一题', note: '适合手机，题少时答得快' }, { value: 'section', text: '一屏一部分', note: '适合同类的小题' },
]

/** The groups that a quota can be set for. */
const groupsOf = (by: Dimension, units: readonly Unit[]): { group: string; name: string }[] => {
  if (by === 'role') return [{ group: 'delegate', name: '职工代表' }, { group: 'worker', name: '其他职工' }]
  if (by === 'seat') return optionsOf(seatKindWords).map(o => ({ group: o.value, name: o.text }))
  return units.filter(u => u.parentId === u.tenantId && u.closedOn === null).map(u => ({ group: u._id, name: u.name }))
}

interface Props { edit: SurveyEdit; units: readonly Unit[]; onChange: (by: Partial<SurveyEdit>) => void }

const Quotas = ({ settings, units, set }: { settings: SurveySettings; units: readonly Unit[]; set: (by: Partial<SurveySettings>) => void }) => {
  const { quotaBy, quotas } = settings
  return (
    <View className='stack'>
      <PickerRow
        label='配额' empty='不设' hint='每组最多收多少份，收满后这一组不再收' options={[{ value: NONE, text: '不设配额' }, ...optionsOf(dimensionWords).map(o => ({ value: o.value as string, text: `按${o.text}` }))]}
        value={quotaBy ?? NONE} onChange={by => set({ quotaBy: by === NONE ? null : by as Dimension, quotas: [] })}
      />
      {quotaBy ? (
        <View className='pair'>
          {groupsOf(quotaBy, units).map(g => (
            <NumberBox
              key={quotaBy + g.group} optional label={g.name} value={quotas.find(x => x.group === g.group)?.limit ?? null}
              onChange={limit => set({ quotas: [...quotas.filter(x => x.group !== g.group), ...(limit === null ? [] : [{ group: g.group, limit }])] })}
            />
          ))}
        </View>
      ) : null}
    </View>
  )
}

const AnonymousSettings = ({ edit, anonymous, onChange }: { edit: SurveyEdit; anonymous: Anonymous; onChange: (by: Partial<SurveyEdit>) => void }) => (
  <View className='entry choice'>
    <TickRow
      text='各单位分开领卷，结果可以按单位看' note='下一级单位报名满 10 人的，各用各的票箱；不满 10 人的单位合在一起。不勾选就是全体一个票箱，结果不分单位。' checked={anonymous.split}
      onChange={split => onChange({ anonymous: { ...anonymous, split }, settings: { ...edit.settings, by: split ? ['unit'] : [] } })}
    />
    <TickRow
      text='只由工会签发，不请见证方' note='只在没有见证方时勾选：一个签发方作弊，就可能冒名添答卷。每个人的手机上都会写明。' checked={anonymous.single}
      onChange={single => onChange({ anonymous: { ...anonymous, single } })}
    />
  </View>
)

/** What it is called, who may see what, and how it is answered. */
export const SettingsPart = ({ edit, units, onChange }: Props) => {
  const { settings, mode } = edit
  const set = (by: Partial<SurveySettings>) => onChange({ settings: { ...settings, ...by } })
  return (
    <View className='stack'>
      <Card title='标题和开头结尾'>
        <View className='stack-loose'>
          <TextField id='survey-title' label='标题' max={60} value={edit.title} onChange={title => onChange({ title })} />
          <TextArea optional low label='开头的说明' max={1000} value={edit.intro} onChange={intro => onChange({ intro })} />
          <TextArea optional low label='提交后的感谢语' max={300} value={edit.thanks} onChange={thanks => onChange({ thanks })} />
        </View>
      </Card>
      <Card title='实名、保密还是匿名'>
        <View className='stack-loose'>
          <Choice
            label='方式' value={mode} onChange={next => onChange(withMode(edit, next, Date.now()))}
            options={optionsOf(surveyModeWords).map(o => ({ ...o, note: `${modeUses[o.value]}${modePromise[o.value]}` }))}
          />
          <NumberBox
            label='少于几人的分组不显示' hint={mode === 'named' ? '一般是 5；填 1 表示都显示。' : '一般是 5，可以填 3 到 50。'} value={settings.threshold}
            onChange={threshold => set({ threshold: threshold ?? 5 })}
          />
          {edit.anonymous ? <AnonymousSettings edit={edit} anonymous={edit.anonymous} onChange={onChange} /> : (
            <Field label='结果可以按什么分开看' optional hint='只有勾选的会和回答一起保存。'>
              <View className='entry choice'>
                {optionsOf(dimensionWords).map(o => <TickRow key={o.value} text={o.text} checked={settings.by.includes(o.value)} onChange={on => set({ by: on ? [...settings.by, o.value] : settings.by.filter(x => x !== o.value) })} />)}
              </View>
            </Field>
          )}
          <PairsField definition={edit.definition} pairs={settings.pairs} onChange={pairs => set({ pairs })} />
          <View className='entry choice'><TickRow text='单位领导也能看结果' checked={settings.leaders} onChange={leaders => set({ leaders })} /></View>
        </View>
      </Card>
      <Card title='怎样填'>
        <View className='stack-loose'>
          <Choice label='手机上' options={paces} value={settings.pace} onChange={pace => set({ pace })} />
          {mode === 'anonymous' ? <View className='note'>匿名问卷投入票箱以后找不到是谁的，不能修改，也不能设配额。</View> : (
            <>
              <View className='entry choice'><TickRow text='截止前可以修改自己的回答' checked={settings.editable} onChange={editable => set({ editable })} /></View>
              <Quotas settings={settings} units={units} set={set} />
            </>
          )}
        </View>
      </Card>
    </View>
  )
}
