import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { drawable } from '../../../domain/lesson/bank'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Tabs } from '../../components/filters'
import { ForRoles } from '../../components/for-roles'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SavingLine } from '../../components/saving-line'
import { Confirm } from '../../components/sheet'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { personKey, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { BankPart } from './bank-part'
import { changed } from './episodes'
import { EpisodesPart } from './episodes-part'
import { InfoPart } from './info-part'
import { RulesPart } from './rules-part'
import { SubmitSheet } from './submit-sheet'
import { useEditor, type Held } from './use-editor'
import { useUploads } from './use-uploads'
import './office.scss'

type Part = 'episodes' | 'info' | 'rules' | 'bank'

const parts: { value: Part; text: string }[] = [
  { value: 'episodes', text: '课时' }, { value: 'info', text: '课程信息' }, { value: 'rules', text: '学习要求' }, { value: 'bank', text: '题库' },
]

const RULES = ['dueAt', 'before', 'percent', 'passMark', 'audience']
const INFO = ['title', 'category', 'intro', 'cover', 'instructorId']

interface Ready { held: Held; units: Unit[] }

const Editing = ({ me, ready: { held, units } }: { me: Me; ready: Ready }) => {
  const { course } = held
  const id = course._id
  const editor = useEditor(personKey(me), held)
  const { edit, set, problems } = editor
  const [part, setPart] = useState<Part>('episodes')
  const [open, setOpen] = useState<string>()
  const [sheet, setSheet] = useState<'submit' | 'remove'>()
  const uploads = useUploads(me, id, (key, arrived, urls) => {
    editor.addUrls(urls)
    editor.set(now => {
      const old = now.episodes.find(e => e.key === key)
      return { episodes: changed(now.episodes, key, { ...arrived, ...(old?.title ? {} : { title: arrived.fileName.replace(/\.\w+$/, '').slice(0, 80) }) }) }
    })
  })
  const remove = useAct(async () => {
    await call('lessons', 'remove', { id })
    editor.drop()
    await Taro.redirectTo({ url: '/pages/lesson-office/desk' })
  })
  const folder = `${me.tenantId}/${me.personId}/lessons`
  const bank = Object.fromEntries(editor.questions.map(q => [q.episode, q.n]))
  const show = (at: string) => {
    setSheet(undefined)
    setPart(INFO.includes(at) ? 'info' : RULES.includes(at) ? 'rules' : 'episodes')
    setOpen(edit.episodes.some(e => e.key === at) ? at : undefined)
  }
  return (
    <Page
      wide title='编辑课程'
      bar={(
        <>
          {course.publishedAt === null && course.state === 'draft' ? <Button id='remove' wide text='删除草稿' onTap={() => setSheet('remove')} /> : null}
          <Button id='to-submit' kind='main' wide text='检查并提交审核' onTap={() => setSheet('submit')} />
        </>
      )}
    >
      <View className='stack'>
        {editor.lost ? <Notice meaning='attention' title='这门课程在别处改过' text='这台设备上没有保存的改动已放弃，下面是最新的。' /> : null}
        <View className='title'>{edit.title || '未命名课程'}</View>
        <SavingLine saving={editor.saving} />
        <Card flush><Tabs label='编辑' options={parts} value={part} onChange={setPart} /></Card>
        {part === 'episodes' ? (
          <EpisodesPart
            episodes={edit.episodes} uploads={uploads} urls={editor.urls} questionsFor={key => drawable(bank, key)} pictureFolder={folder}
            wrong={problems.map(p => p.at)} open={open} onOpen={setOpen} onChange={episodes => set({ episodes })}
          />
        ) : null}
        {part === 'info' ? <InfoPart edit={edit} urls={editor.urls} folder={folder} instructorName={course.instructorName} onChange={set} /> : null}
        {part === 'rules' ? <RulesPart id={id} edit={edit} units={units} titles={Object.fromEntries(course.before.map((b, i) => [b, course.beforeTitles[i] ?? '']))} onChange={set} /> : null}
        {part === 'bank' ? <BankPart courseId={id} episodes={edit.episodes} onChanged={() => void editor.look()} /> : null}
        <ActTrouble error={remove.error} />
      </View>
      {sheet === 'submit' ? <SubmitSheet id={id} editor={editor} sending={uploads.busy} onClose={() => setSheet(undefined)} onProblem={show} /> : null}
      {sheet === 'remove' ? <Confirm danger title='删除这份草稿？' text='课时、题库和设置都会删去，不能恢复。' yes='删除' busy={remove.busy} onYes={() => void remove.run()} onNo={() => setSheet(undefined)} /> : null}
    </Page>
  )
}

const Edit = ({ me, id }: { me: Me; id: string }) => {
  // Read once: the editor holds what is changed, and a page shown again must not put older words in their place.
  const [first, setFirst] = useState<Ready>()
  const loaded = useLoad<Ready>(async () => {
    if (first) return first
    const [held, { units }] = await Promise.all([call('lessons', 'get', { id }), call('members', 'units', {})])
    const ready = { held, units }
    setFirst(ready)
    return ready
  }, [id])
  const { data } = loaded
  if (!data) return <Page wide title='编辑课程'><LoadedView loaded={loaded} rows={6}>{() => null}</LoadedView></Page>
  if (data.held.course.state === 'review' || data.held.course.state === 'published') {
    return (
      <Page wide title='编辑课程'>
        <Notice meaning='waiting' title={data.held.course.state === 'review' ? '这门课程正在审核，不能在这里改' : '这门课程已经发布，撤下以后才能改'} act={<Button text='看这门课程' onTap={() => void Taro.redirectTo({ url: `/pages/lesson-office/course?id=${id}` })} />} />
      </Page>
    )
  }
  return <Editing me={me} ready={data} />
}

/** A course that is a draft or was withdrawn: its episodes, what it is, who learns it, the bank of questions. */
export default function EditPage() {
  const { id = '' } = useRouter().params
  return <ForRoles wide title='编辑课程' roles={['staff']}>{me => <Edit key={id} me={me} id={id} />}</ForRoles>
}
