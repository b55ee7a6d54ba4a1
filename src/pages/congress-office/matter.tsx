import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { waysOf } from '../../../domain/congress/ways'
import { matterKindWords, wayWords } from '../../../domain/congress/words'
import { optionsOf } from '../../../domain/words'
import type { MatterKind } from '../../../types/congress-rules'
import type { Matter, Session } from '../../../types/congress-session'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice, TickRow } from '../../components/choice'
import { ForRoles } from '../../components/for-roles'
import { plain, useForm } from '../../components/form'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PickerRow } from '../../components/picker-row'
import { StillWrong } from '../../components/still-wrong'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { emptyMatter, matterErrors, valuesOf, type MatterValues } from './matter-values'
import { QuestionEditor } from './question-editor'
import { peopleCount, questionKind, questionOf } from './question-values'
import './office.scss'

interface Start { id: string; session: Session; matter: Matter | undefined; next: number; about: { matterId: string; title: string } | null }

const kindNotes: Record<MatterKind, string> = {
  approve: '大会通过才算数，例如集体合同草案', advise: '大会提出意见和建议', elect: '选举职工董事、专门小组成员等', appraise: '评议领导人员，先述职',
  method: '表决办法、选举办法等程序事项', report: '只听取，不表决',
}
const kinds = optionsOf(matterKindWords).map(o => ({ ...o, note: kindNotes[o.value] }))

const send = async ({ id, session, matter, about }: Start, v: MatterValues) => {
  const fresh = await Promise.all(Array.from({ length: peopleCount(v.kind, v) }, newId))
  await call('congress', 'matterSave', {
    id, rev: matter?.rev ?? 0, sessionId: session._id, title: v.title.trim(), text: v.text.trim(), kind: v.kind, way: v.way,
    question: questionOf(v.kind, v, matter?.question ?? null, fresh), about: about?.matterId ?? null, major: v.major, order: Number(plain(v.order)),
  })
}

const LawMatters = ({ v, session, set }: { v: MatterValues; session: Session; set: (patch: Partial<MatterValues>) => void }) => {
  const named = session.rules.matters.filter(m => m.kind === v.kind)
  if (named.length === 0) return null
  return <PickerRow optional label='从法定事项里选' empty='不选，自己写名称' options={named.map((m, i) => ({ value: `${i}`, text: m.name, note: m.article.law + m.article.article }))} value={null} onChange={i => set({ title: named[Number(i)]!.name })} />
}

const Form = ({ start }: { start: Start }) => {
  const [held] = useState(start)
  const { session, matter, about } = held
  const save = useAct(async (v: MatterValues) => {
    await send(held, v)
    await Taro.navigateBack()
  })
  const form = useForm(matter ? valuesOf(matter, session.rules) : emptyMatter(held.next, session.rules), matterErrors(session.rules, session.kind), save.error)
  const { values: v, errors, set } = form
  const ways = waysOf(v.kind, session.rules)
  const choose = (kind: MatterKind) => {
    const open = waysOf(kind, session.rules)
    set({ kind, way: open.includes(v.way) ? v.way : open[0] ?? 'named' })
  }
  return (
    <View className='stack'>
      {about ? <Notice meaning='waiting' title={`变更或确认：${about.title}`} text='已经通过的事项，只能由大会重新表决来变更。' /> : null}
      <ActTrouble error={save.error?.field ? undefined : save.error} />
      <Card title='议题'>
        <View className='stack-loose'>
          <Choice label='属于哪一类' options={kinds} value={v.kind} error={errors.kind} onChange={choose} />
          <LawMatters v={v} session={session} set={set} />
          <TextField id='matter-title' label='议题名称' max={80} value={v.title} error={errors.title} onChange={title => set({ title })} />
          <TextArea id='matter-text' optional label='说明' max={5000} value={v.text} error={errors.text} onChange={x => set({ text: x })} />
          <TextField id='matter-order' type='number' label='议程第几项' value={v.order} error={errors.order} onChange={order => set({ order })} />
        </View>
      </Card>
      <Card title='表决'>
        <View className='stack-loose'>
          <QuestionEditor v={v} errors={errors} set={set} />
          {questionKind(v.kind) === null ? null : (
            <>
              <Choice label='表决方式' options={ways.map(value => ({ value, text: wayWords[value] }))} value={v.way} error={errors.way} onChange={way => set({ way })} />
              {ways.length === 1 ? <View className='note'>{`规则要求${matterKindWords[v.kind]}事项${wayWords[ways[0]!]}。`}</View> : null}
              <View className='entry choice'><TickRow text='重要事项' note='规则要求重要事项无记名投票的，按无记名办' checked={v.major} onChange={major => set({ major })} /></View>
            </>
          )}
        </View>
      </Card>
      <StillWrong errors={errors} />
      <Button id='save-matter' kind='main' wide text={matter ? '保存' : '列入议程'} busy={save.busy} busyText='正在保存…' onTap={() => { if (form.ready()) void save.run(v) }} />
    </View>
  )
}

interface Asked { sessionId: string; id: string | undefined; about: Start['about'] }

const Edit = ({ sessionId, id, about }: Asked) => {
  const [fresh] = useState(newId)
  const loaded = useLoad<Start>(async () => {
    const { session, matters } = await call('congress', 'session', { id: sessionId })
    const matter = matters.find(m => m._id === id)
    return { id: id ?? await fresh, session, matter, next: Math.max(0, ...matters.map(m => m.order)) + 1, about: matter?.about ?? about }
  }, [sessionId, id])
  return (
    <Page title={id ? '修改议题' : '新的议题'}>
      <LoadedView loaded={loaded} rows={5}>{start => <Form key={start.id} start={start} />}</LoadedView>
    </Page>
  )
}

/** One matter of the agenda with its one question. */
export default function MatterPage() {
  const { session = '', id, about, title = '' } = useRouter().params
  return (
    <ForRoles title='议题' roles={['staff']}>
      {() => <Edit key={`${session}.${id}`} sessionId={session} id={id} about={about ? { matterId: about, title: decodeURIComponent(title) } : null} />}
    </ForRoles>
  )
}
