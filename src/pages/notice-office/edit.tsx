import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { TermRow } from '../../../types/congress-term'
import type { Template } from '../../../types/notice-fields'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
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
import { AudiencePart } from './audience-part'
import { ContentPart } from './content-part'
import { MessagePart } from './message-part'
import { Preview } from './preview'
import { useEditor, type Held } from './use-editor'
import './office.scss'

const TITLE = '写通知'

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

interface Ready { held: Held; units: Unit[]; terms: TermRow[]; templates: Template[] }

const Editing = ({ me, ready: { held, units, terms, templates } }: { me: Me; ready: Ready }) => {
  const id = held.notice._id
  const editor = useEditor(personKey(me), held)
  const { edit, set } = editor
  const [removing, setRemoving] = useState(false)
  const [tried, setTried] = useState(false)
  // Nobody may be told just because a choice was begun and not ended.
  const [settled, setSettled] = useState(true)
  const remove = useAct(async () => {
    await call('notices', 'remove', { id })
    editor.drop()
    await Taro.redirectTo({ url: '/pages/notice-office/list' })
  })
  const plan = useAct(async () => {
    setTried(true)
    try {
      if (!settled || !await editor.save()) return toTop()
      await call('notices', 'plan', { id, rev: editor.rev() })
    } catch (failure) {
      toTop()
      throw failure
    }
    editor.drop()
    await Taro.redirectTo({ url: `/pages/notice-office/notice?id=${id}` })
  })
  const wrong = edit.mustConfirm && edit.text.trim() === '' ? '要大家确认“已知悉”的通知，正文不能空着' : undefined
  const wanting = [...(settled ? [] : ['还没有选好发给谁']), ...editor.problems.map(p => p.message)]
  // What is wanting is listed, and said beside each field.
  const error = plan.error?.code === 'NOT_READY' ? undefined : plan.error
  return (
    <Page
      wide title={TITLE}
      bar={<><Button id='remove' wide text='删除草稿' onTap={() => setRemoving(true)} /><Button id='plan' kind='main' wide text='下一步：谁能收到' busy={plan.busy} busyText={plan.slow ? '正在数人，请稍等…' : '正在预演…'} onTap={() => void plan.run()} /></>}
    >
      <View className='stack'>
        {editor.lost ? <Notice meaning='attention' title='这条通知在别处改过' text='这台设备上没有保存的改动已放弃，下面是最新的。' /> : null}
        <ActTrouble error={error ?? remove.error} />
        {tried && wanting.length > 0 ? <Notice meaning='attention' title='还不能到下一步' text={`${wanting.join('；')}。`} /> : null}
        <View className='title'>{edit.title || '未命名的通知'}</View>
        <SavingLine saving={editor.saving} />
        <View className='editing'>
          <View className='stack'>
            <ContentPart edit={edit} textError={wrong} onChange={set} />
            <AudiencePart edit={edit} units={units} terms={terms} onChange={set} onSettled={setSettled} />
            <MessagePart edit={edit} templates={templates} onChange={set} />
          </View>
          <View className='editing-preview'><Preview edit={edit} /></View>
        </View>
      </View>
      {removing ? <Confirm danger title='删除这份草稿？' text='写好的内容会删去，不能恢复。' yes='删除' busy={remove.busy} onYes={() => void remove.run()} onNo={() => setRemoving(false)} /> : null}
    </Page>
  )
}

const Edit = ({ me, id }: { me: Me; id: string }) => {
  // Read once: the editor holds what is changed, and a page shown again must not put older words in their place.
  const [first, setFirst] = useState<Ready>()
  const loaded = useLoad<Ready>(async () => {
    if (first) return first
    const [held, { units }, { items: terms }, { items: templates }] = await Promise.all([
      call('notices', 'get', { id }), call('members', 'units', {}), call('congress', 'terms', {}), call('notices', 'templates', {}),
    ])
    const ready = { held, units, terms, templates }
    setFirst(ready)
    return ready
  }, [id])
  const { data } = loaded
  if (!data) return <Page wide title={TITLE}><LoadedView loaded={loaded} rows={6}>{() => null}</LoadedView></Page>
  const { state } = data.held.notice
  if (state !== 'draft' && state !== 'planned') {
    return <Page wide title={TITLE}><Notice meaning='waiting' title='这条通知已经确认发送，不能再改' act={<Button text='看发送情况' onTap={() => void Taro.redirectTo({ url: `/pages/notice-office/notice?id=${id}` })} />} /></Page>
  }
  return <Editing me={me} ready={data} />
}

/** A notice while it is written, with what people will see beside it. */
export default function EditPage() {
  const { id = '' } = useRouter().params
  return <ForRoles wide title={TITLE} roles={['staff']}>{me => <Edit key={id} me={me} id={id} />}</ForRoles>
}
