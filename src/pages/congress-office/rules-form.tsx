import { View } from '@tarojs/components'
import { useState } from 'react'
import { enterpriseKindWords, jurisdictionWords, matterKindWords } from '../../../domain/congress/words'
import { optionsOf } from '../../../domain/words'
import type { Output } from '../../../types/api'
import type { CongressRules, EnterpriseKind, Jurisdiction, MatterKind } from '../../../types/congress-rules'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { TickRow } from '../../components/choice'
import { Field } from '../../components/field'
import { useForm } from '../../components/form'
import { Notice } from '../../components/notice'
import { PickerRow } from '../../components/picker-row'
import { Confirm } from '../../components/sheet'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { RuleTable } from './rule-table'
import { changesOf, rulesErrors, valuesOf, type DayField, type RulesValues } from './rules-values'
import './office.scss'

export interface RulesFormProps {
  held: Output<'congress', 'rulesGet'>
  onSaved: (words: string) => void
}

const dayLabels: Record<DayField, string> = {
  papersDays: '文件会前几天送达', agendaDays: '议程会前几天告知职工', publicityWithin: '闭会后几天内公布', publicityDays: '公布多少天', reportDays: '闭会后几天内报送上级',
}
const votedKinds = optionsOf(matterKindWords).filter(o => o.value !== 'report')

/** The pack 规则包 of a jurisdiction and a kind of enterprise, and what its own rules 实施细则 set otherwise. */
export const RulesForm = ({ held, onSaved }: RulesFormProps) => {
  const { current } = held
  const [asking, setAsking] = useState(false)
  const packOf = (j: Jurisdiction, k: EnterpriseKind): CongressRules => held.packs.find(p => p.jurisdiction === j && p.kind === k)?.rules ?? current.rules
  const save = useAct(async (v: RulesValues) => {
    try {
      await call('congress', 'rulesSave', { rev: held.rev, jurisdiction: v.jurisdiction, kind: v.kind, changes: changesOf(v, packOf(v.jurisdiction, v.kind)) })
      onSaved('规则已保存，以后召开的会议按新规则办')
    } finally {
      setAsking(false)
    }
  })
  const form = useForm(valuesOf(current.rules, current.jurisdiction, current.kind), v => rulesErrors(v, packOf(v.jurisdiction, v.kind)), save.error)
  const { values: v, errors, set } = form
  const pack = packOf(v.jurisdiction, v.kind)
  const choose = (j: Jurisdiction, k: EnterpriseKind) => set(valuesOf(packOf(j, k), j, k))
  const days = (f: DayField) => (
    <View key={f} className='stack-tight'>
      <TextField id={`rule-${f}`} type='number' label={`${dayLabels[f]}`} hint={`法定 ${pack[f].value.days} 个${pack[f].value.working ? '工作日' : '自然日'}`} value={v.days[f]} error={errors[f]} onChange={x => set({ days: { ...v.days, [f]: x } })} />
      <TickRow text='按工作日算' checked={v.working[f]} onChange={on => set({ working: { ...v.working, [f]: on } })} />
    </View>
  )
  return (
    <View className='stack'>
      <Notice meaning='waiting' title={current.version === 0 ? '还没有定过规则，现在用的是全国通行的规定' : `现在是第 ${current.version} 版`} text='会议开始时抄下当时的规则；以后再改，不影响已经开始的会议。' />
      <ActTrouble error={save.error?.field ? undefined : save.error} />
      <Card title='适用哪里的规定'>
        <View className='pair'>
          <PickerRow label='地区' empty='请选择' options={optionsOf(jurisdictionWords)} value={v.jurisdiction} onChange={j => choose(j, v.kind)} />
          <PickerRow label='单位性质' empty='请选择' options={optionsOf(enterpriseKindWords)} value={v.kind} onChange={k => choose(v.jurisdiction, k)} />
        </View>
      </Card>
      <RuleTable title='规定的数和出处' rules={pack} />
      <Card title='本单位的实施细则'>
        <View className='stack-loose'>
          <View className='body'>只有这里的几项可以由本单位另定；不改就按上面的规定。</View>
          <View className='pair'>{(Object.keys(dayLabels) as DayField[]).map(days)}</View>
          <Field label='必须无记名投票的事项' error={errors.secret}>
            <View className='entry choice'>
              {votedKinds.map(o => (
                <TickRow key={o.value} text={o.text} checked={v.secret.includes(o.value)} onChange={on => set({ secret: on ? [...v.secret, o.value] : v.secret.filter((x: MatterKind) => x !== o.value) })} />
              ))}
            </View>
          </Field>
          <TextField id='rule-grades' label='民主评议等次' hint='从好到差，用空格隔开，2 到 6 档。' value={v.grades} error={errors.grades} onChange={grades => set({ grades })} />
          <View className='pair'>
            <TextField id='rule-managersMax' type='number' label='中高层管理人员最多（%）' value={v.managersMax} error={errors.managersMax} onChange={managersMax => set({ managersMax })} />
            <TextField id='rule-frontLineMin' type='number' label='一线代表最少（%）' hint='没有规定填 0。' value={v.frontLineMin} error={errors.frontLineMin} onChange={frontLineMin => set({ frontLineMin })} />
          </View>
        </View>
      </Card>
      <Button id='save-rules' kind='main' wide text='保存为新的一版' onTap={() => { if (form.ready()) setAsking(true) }} />
      {asking ? (
        <Confirm
          title='保存为新的一版？' text='以后召开的会议按新规则办。旧的各版会保留，不能改。' yes='保存' busy={save.busy}
          onYes={() => void save.run(v)} onNo={() => setAsking(false)}
        />
      ) : null}
    </View>
  )
}
