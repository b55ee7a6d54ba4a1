import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { sessionName } from '../../../domain/congress/session-words'
import { sessionKindWords } from '../../../domain/congress/words'
import { optionsOf } from '../../../domain/words'
import type { Session } from '../../../types/congress-session'
import type { TermRow } from '../../../types/congress-term'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice, TickRow } from '../../components/choice'
import { DateField } from '../../components/date-field'
import { Empty } from '../../components/feedback'
import { Field } from '../../components/field'
import { ForRoles } from '../../components/for-roles'
import { plain, useForm } from '../../components/form'
import { Page } from '../../components/page'
import { PeopleField } from '../../components/person-picker'
import { PickerRow } from '../../components/picker-row'
import { StillWrong } from '../../components/still-wrong'
import { TextField } from '../../components/text-field'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { emptySession, inputOf, sessionErrors, valuesOf, type SessionValues } from './session-values'
import './office.scss'

interface Start { id: string; session: Session | undefined; terms: TermRow[] }

const titleOf = (v: SessionValues, terms: readonly TermRow[]): string => {
  const term = terms.find(t => t._id === v.termId)
  const no = Number(plain(v.no))
  return term && no >= 1 && no <= 99 ? sessionName({ term: term.no, no, kind: v.kind }) : ''
}

const Rehearsal = ({ v, errors, set }: { v: SessionValues; errors: Partial<Record<string, string>>; set: (patch: Partial<SessionValues>) => void }) => (
  <View className='stack-loose'>
    <View className='pair'>
      <TextField id='session-invented' type='number' label='模拟代表人数' value={v.invented} error={errors.invented} onChange={invented => set({ invented })} />
      <TextField id='session-delegations' type='number' label='分成几个代表团' value={v.delegations} error={errors.delegations} onChange={delegations => set({ delegations })} />
    </View>
    <Field label='一起练的真实代表（可不填）' hint='他们用自己的手机签到、表决。主席团选了模拟代表的，由工会人员代签。'>
      <PeopleField title='选择代表' role='delegate' empty='没有选，只用模拟代表' chosen={v.people} most={500} onChange={people => set({ people })} />
    </Field>
  </View>
)

const Form = ({ start }: { start: Start }) => {
  const [{ id, session, terms }] = useState(start)
  const save = useAct(async (v: SessionValues) => {
    await call('congress', 'sessionSave', inputOf(v, id, session?.rev ?? 0))
    await (session ? Taro.navigateBack() : Taro.redirectTo({ url: `/pages/congress-office/session?id=${id}` }))
  })
  const form = useForm(session ? valuesOf(session) : { ...emptySession, termId: terms[0]?._id ?? null }, sessionErrors(!session), save.error)
  const { values: v, errors, set } = form
  const suggested = titleOf(v, terms)
  return (
    <View className='stack'>
      <ActTrouble error={save.error?.field ? undefined : save.error} />
      <Card title='哪一次会议'>
        <View className='stack-loose'>
          <Choice label='种类' options={optionsOf(sessionKindWords)} value={v.kind} onChange={kind => set({ kind })} />
          <View className='entry choice'><TickRow text='这是一次推演' note='用模拟代表练一遍，不计入任何统计' checked={v.rehearsal} onChange={rehearsal => set({ rehearsal })} /></View>
          <View className='pair'>
            <PickerRow label='届次' empty='请选择' options={terms.map(t => ({ value: t._id, text: t.name }))} value={v.termId} error={errors.termId} onChange={termId => set({ termId })} />
            <TextField id='session-no' type='number' label='第几次' value={v.no} error={errors.no} onChange={no => set({ no })} />
          </View>
          <TextField id='session-title' label='会议名称' max={60} value={v.title} error={errors.title} onChange={title => set({ title })} />
          {suggested && suggested !== v.title ? <View><Button text={`填入“${suggested}”`} onTap={() => set({ title: suggested })} /></View> : null}
        </View>
      </Card>
      <Card title='时间和会场'>
        <View className='pair'>
          <DateField label='日期' empty='请选择' value={v.day} error={errors.day} onChange={day => set({ day })} />
          <TextField id='session-time' label='开始时间' value={v.time} error={errors.time} onChange={time => set({ time })} />
          <TextField id='session-place' label='会场' value={v.place} error={errors.place} onChange={place => set({ place })} />
        </View>
      </Card>
      {v.rehearsal ? <Card title={session ? '模拟代表（不改就留空）' : '模拟代表'}><Rehearsal v={v} errors={errors} set={set} /></Card> : null}
      {v.kind === 'joint' && !v.rehearsal ? (
        <Card title={session ? '参加联席会议的人（不改就不选）' : '参加联席会议的人'}>
          <Field label='代表团（组）长、专门小组负责人、主席团成员、工会委员' error={errors.people}>
            <PeopleField title='选择参会人' empty='还没有选人' chosen={v.people} most={500} onChange={people => set({ people })} />
          </Field>
        </Card>
      ) : null}
      <StillWrong errors={errors} />
      <Button id='save-session' kind='main' wide text={session ? '保存' : '建立会议'} busy={save.busy} busyText='正在保存…' onTap={() => { if (form.ready()) void save.run(v) }} />
    </View>
  )
}

const NoTerm = () => (
  <Card>
    <Empty icon='people' title='还没有届次' text='先建立一届，登记代表，才能开会。' act={<Button kind='main' text='建立届次' onTap={() => void Taro.redirectTo({ url: '/pages/congress-office/term-edit' })} />} />
  </Card>
)

const Edit = ({ id }: { id: string | undefined }) => {
  const [fresh] = useState(newId)
  const loaded = useLoad<Start>(async () => {
    const { items } = await call('congress', 'terms', {})
    const held = id ? await call('congress', 'session', { id }) : undefined
    return { id: id ?? await fresh, session: held?.session, terms: items }
  }, [id])
  return (
    <Page title={id ? '修改会议' : '新的会议'}>
      <LoadedView loaded={loaded} rows={5}>{start => start.terms.length === 0 ? <NoTerm /> : <Form key={start.id} start={start} />}</LoadedView>
    </Page>
  )
}

/** A session: of the congress, of union members, a joint meeting; real, or a rehearsal 推演. */
export default function SessionEditPage() {
  const { id } = useRouter().params
  return <ForRoles title='会议' roles={['staff']}>{() => <Edit key={id} id={id} />}</ForRoles>
}
