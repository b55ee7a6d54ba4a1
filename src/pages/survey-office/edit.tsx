import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { checkDefinition } from '../../../domain/survey/logic'
import { placed } from '../../../domain/survey/questions'
import type { TermRow } from '../../../types/congress-term'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Tabs } from '../../components/filters'
import { ForRoles } from '../../components/for-roles'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SavingLine } from '../../components/saving-line'
import { Confirm } from '../../components/sheet'
import { StatusLine } from '../../components/status-line'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { personKey, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { AudiencePart } from './audience-part'
import { Preview } from './preview'
import { PublishSheet } from './publish'
import { QuestionsPart } from './questions-part'
import { SettingsPart } from './settings-part'
import { useEditor, type Editor, type Held } from './use-editor'
import './office.scss'

type Part = 'questions' | 'audience' | 'settings' | 'preview'

const parts: { value: Part; text: string }[] = [
  { value: 'questions', text: '题目' }, { value: 'audience', text: '对象和时间' }, { value: 'settings', text: '设置' }, { value: 'preview', text: '预览' },
]

/** What publishing may find wrong, by the name of the field. */
const SETTINGS = ['threshold', 'by', 'pairs', 'quotas', 'title', 'editable', 'anonymous']
const DATES = ['endsAt', 'audience', 'anonymous.drawFrom', 'anonymous.answerFrom']

const Checks = ({ editor, onOpen }: { editor: Editor; onOpen: (key: string) => void }) => {
  const { definition } = editor.edit
  const problems = checkDefinition(definition)
  if (problems.length === 0) return <StatusLine meaning='done' text={`逻辑检查通过：${placed(definition).length} 题都能走到，没有循环和死路`} />
  return (
    <View className='stack-tight'>
      {problems.map(p => (
        <Notice
          key={p.at + p.code + p.message} meaning='attention' title={p.message}
          act={placed(definition).some(x => x.question.key === p.at) ? <Button text='看这一题' label={`看这一题：${p.message}`} onTap={() => onOpen(p.at)} /> : undefined}
        />
      ))}
    </View>
  )
}

interface Ready { held: Held; units: Unit[]; terms: TermRow[] }

const Editing = ({ me, ready: { held, units, terms } }: { me: Me; ready: Ready }) => {
  const id = held.survey._id
  const editor = useEditor(personKey(me), held)
  const [part, setPart] = useState<Part>('questions')
  const [open, setOpen] = useState<string>()
  const [sheet, setSheet] = useState<'publish' | 'remove'>()
  const remove = useAct(async () => {
    await call('surveys', 'remove', { id })
    editor.drop()
    await Taro.redirectTo({ url: '/pages/survey-office/list' })
  })
  const { edit, set } = editor
  const show = (at: string) => {
    setSheet(undefined)
    setPart(DATES.includes(at) ? 'audience' : SETTINGS.includes(at) ? 'settings' : 'questions')
    setOpen(at)
  }
  return (
    <Page
      wide title='编辑问卷'
      bar={<><Button id='remove' wide text='删除草稿' onTap={() => setSheet('remove')} /><Button id='to-publish' kind='main' wide text='检查并发布' onTap={() => setSheet('publish')} /></>}
    >
      <View className='stack'>
        {editor.lost ? <Notice meaning='attention' title='这份问卷在别处改过' text='这台设备上没有保存的改动已放弃，下面是最新的。' /> : null}
        <View className='title'>{edit.title || '未命名问卷'}</View>
        <SavingLine saving={editor.saving} />
        <View className={`editing survey-on-${part}`}>
          <View className='stack'>
            <Card flush><Tabs label='编辑' options={parts} value={part} onChange={setPart} /></Card>
            {part === 'questions' || part === 'preview' ? <View className='survey-questions stack'><Checks editor={editor} onOpen={show} /><QuestionsPart definition={edit.definition} problems={checkDefinition(edit.definition)} open={open} onOpen={setOpen} onChange={definition => set({ definition })} /></View> : null}
            {part === 'audience' ? <AudiencePart edit={edit} units={units} terms={terms} onChange={set} /> : null}
            {part === 'settings' ? <SettingsPart edit={edit} units={units} onChange={set} /> : null}
          </View>
          <View className='editing-preview survey-preview'><Preview edit={edit} open={open} /></View>
        </View>
      </View>
      {sheet === 'publish' ? <PublishSheet id={id} editor={editor} onClose={() => setSheet(undefined)} onProblem={show} /> : null}
      {sheet === 'remove' ? <Confirm danger title='删除这份草稿？' text='题目和设置都会删去，不能恢复。' yes='删除' busy={remove.busy} onYes={() => void remove.run()} onNo={() => setSheet(undefined)} /> : null}
      <ActTrouble error={remove.error} />
    </Page>
  )
}

const Edit = ({ me, id }: { me: Me; id: string }) => {
  // Read once: the editor holds what is changed, and a page shown again must not put older words in their place.
  const [first, setFirst] = useState<Ready>()
  const loaded = useLoad<Ready>(async () => {
    if (first) return first
    const [held, { units }, { items }] = await Promise.all([call('surveys', 'get', { id }), call('members', 'units', {}), call('congress', 'terms', {})])
    const ready = { held, units, terms: items }
    setFirst(ready)
    return ready
  }, [id])
  const { data } = loaded
  if (!data) return <Page wide title='编辑问卷'><LoadedView loaded={loaded} rows={6}>{() => null}</LoadedView></Page>
  if (data.held.survey.state !== 'draft') {
    return (
      <Page wide title='编辑问卷'>
        <Notice meaning='waiting' title='这份问卷已经发布，不能在这里改' act={<Button text='看这份问卷' onTap={() => void Taro.redirectTo({ url: `/pages/survey-office/survey?id=${id}` })} />} />
      </Page>
    )
  }
  return <Editing me={me} ready={data} />
}

/** A draft survey with its phone beside it: questions, who and when, settings, and the check of its logic. */
export default function EditPage() {
  const { id = '' } = useRouter().params
  return <ForRoles wide title='编辑问卷' roles={['staff']}>{me => <Edit key={id} me={me} id={id} />}</ForRoles>
}
