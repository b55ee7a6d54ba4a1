import { View } from '@tarojs/components'
import { useState } from 'react'
import { motionCategoryWords, optionsOf } from '../../../domain/words'
import type { Output } from '../../../types/api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice, TickRow } from '../../components/choice'
import { DateField } from '../../components/date-field'
import { Field } from '../../components/field'
import { useForm } from '../../components/form'
import { Notice } from '../../components/notice'
import { Confirm } from '../../components/sheet'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { rulesErrors, rulesOf, valuesOf, type RulesValues } from './rules-values'
import './office.scss'

export interface RulesFormProps {
  held: Output<'motions', 'rulesGet'>
  onSaved: (words: string) => void
}

const filers: { value: RulesValues['filers']; text: string }[] = [
  { value: 'both', text: '代表个人和代表团都可以' }, { value: 'delegates', text: '只由代表个人提出' }, { value: 'delegations', text: '只以代表团名义提出' },
]
const counting = [{ value: 'calendar' as const, text: '自然日', note: '到期日是节假日的，顺延到下一个工作日' }, { value: 'working' as const, text: '工作日', note: '按“节假日”里的日子推算' }]

/** The rule pack 规则; saving makes a new version. */
export const RulesForm = ({ held, onSaved }: RulesFormProps) => {
  const [asking, setAsking] = useState(false)
  const save = useAct(async (v: RulesValues) => {
    try {
      await call('motions', 'rulesSave', { rev: held.rev, rules: rulesOf(v) })
      onSaved('规则已保存，以后提出的提案按新规则办')
    } finally {
      setAsking(false)
    }
  })
  const form = useForm(valuesOf(held.rules), rulesErrors, save.error)
  const { values: v, errors, set } = form
  const number = (field: 'term' | 'session' | 'needed' | 'replyDays' | 'extensionDays' | 'returnDays' | 'rateDays' | 'publicityDays', label: string, hint?: string) => (
    <TextField id={`rule-${field}`} type='number' label={label} hint={hint} value={v[field]} error={errors[field]} onChange={x => set({ [field]: x })} />
  )
  return (
    <View className='stack'>
      <Notice meaning='waiting' title={held.rules.version === 0 ? '还没有定过规则，现在用的是通常做法' : `现在是第 ${held.rules.version} 版`} text='改动只对以后提出的提案有效，已经提出的按提出时的规则办。' />
      <ActTrouble error={save.error?.field ? undefined : save.error} />
      <Card title='届次和编号'>
        <View className='stack-loose'>
          <View className='pair'>{number('term', '第几届')}{number('session', '第几次')}</View>
          <TextField id='rule-numbering' label='编号格式' hint='{届}、{次}、{序号} 会换成数字，例如 6-2-017。' value={v.numbering} error={errors.numbering} onChange={numbering => set({ numbering })} />
        </View>
      </Card>
      <Card title='谁可以提'>
        <View className='stack-loose'>
          <Choice label='提案人' options={filers} value={v.filers} onChange={x => set({ filers: x })} />
          {number('needed', '至少几人附议', '不要求附议请填 0。')}
          <View className='entry choice'><TickRow text='附议人须来自其他代表团' checked={v.otherDelegation} onChange={otherDelegation => set({ otherDelegation })} /></View>
          <View className='pair'>
            <DateField optional label='征集开始' empty='不限' value={v.opensOn} error={errors.opensOn} onChange={opensOn => set({ opensOn })} />
            <DateField optional label='征集截止' empty='不限' hint='截止后提交的，作为意见建议办理' value={v.closesOn} error={errors.closesOn} onChange={closesOn => set({ closesOn })} />
          </View>
          <Field label='类别' error={errors.categories}>
            <View className='entry choice'>
              {optionsOf(motionCategoryWords).map(c => (
                <TickRow
                  key={c.value} text={c.text} checked={v.categories.includes(c.value)}
                  onChange={on => set({ categories: optionsOf(motionCategoryWords).map(o => o.value).filter(x => x === c.value ? on : v.categories.includes(x)) })}
                />
              ))}
            </View>
          </Field>
        </View>
      </Card>
      <Card title='期限'>
        <View className='stack-loose'>
          <Choice label='怎样算天数' options={counting} value={v.working} onChange={working => set({ working })} />
          <View className='pair'>
            {number('replyDays', '答复期限（天）')}
            {number('extensionDays', '最多延期（天）', '不许延期请填 0。')}
            {number('returnDays', '退办期限（天）')}
            {number('rateDays', '评价期限（天）', '到期没有评价的记为未评价。')}
            {number('publicityDays', '优秀提案公示（天）')}
          </View>
        </View>
      </Card>
      <Button id='save-rules' kind='main' wide text='保存为新的一版' onTap={() => { if (form.ready()) setAsking(true) }} />
      {asking ? (
        <Confirm
          title='保存为新的一版？' text='以后提出的提案按新规则办。旧的各版会保留，不能改。' yes='保存' busy={save.busy}
          onYes={() => void save.run(v)} onNo={() => setAsking(false)}
        />
      ) : null}
    </View>
  )
}
