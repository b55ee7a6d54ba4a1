import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { whenWords } from '../../../domain/words-time'
import { LARGEST_FILE, MAX_FILES } from '../../../types/attachment'
import type { Matter, SessionPaper } from '../../../types/congress-session'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { DocumentsField } from '../../components/documents-field'
import { Files, fileItems } from '../../components/files'
import { ForRoles } from '../../components/for-roles'
import { useForm } from '../../components/form'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PickerRow } from '../../components/picker-row'
import { Confirm } from '../../components/sheet'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { useFiles } from '../../components/use-files'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import type { Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { paperErrors, valuesOf, inputOf, WHOLE, type PaperValues } from './paper-values'
import { Unread } from './unread'
import './office.scss'

type Urls = { fileId: string; url: string }[]
interface Start { id: string; sessionId: string; paper: SessionPaper | undefined; matters: Matter[]; open: boolean; urls: Urls }

const About = ({ v, matters, set }: { v: PaperValues; matters: readonly Matter[]; set: (patch: Partial<PaperValues>) => void }) => {
  const question = matters.find(m => m._id === v.matterId)?.question
  const leaders = question?.kind === 'appraise' ? question.leaders : []
  return (
    <>
      <PickerRow label='属于哪个议题' empty='整个会议' options={[{ value: WHOLE, text: '整个会议' }, ...matters.map(m => ({ value: m._id, text: m.title }))]} value={v.matterId} onChange={matterId => set({ matterId, leaderId: WHOLE })} />
      {leaders.length > 0 ? (
        <PickerRow label='哪位的述职报告' empty='不是述职报告' options={[{ value: WHOLE, text: '不是述职报告' }, ...leaders.map(l => ({ value: l.id, text: l.name, note: l.post }))]} value={v.leaderId} onChange={leaderId => set({ leaderId })} />
      ) : null}
    </>
  )
}

const Delivered = ({ paper, onDone }: { paper: SessionPaper; onDone: () => void }) => {
  const [asking, setAsking] = useState(false)
  const deliver = useAct(async () => {
    try {
      await call('congress', 'paperDeliver', { id: paper._id })
      onDone()
    } finally {
      setAsking(false)
    }
  })
  return (
    <Card title='送达'>
      <View className='stack'>
        <ActTrouble error={deliver.error} />
        {paper.deliveredAt === null
          ? <View className='wrap'><Button id='deliver' kind='main' text='送达代表' onTap={() => setAsking(true)} /><View className='note'>送达的时间会记下来，作为法定送达天数的依据。</View></View>
          : <Fact name='送达' value={`${whenWords(paper.deliveredAt, Date.now())}，已有 ${paper.readers} 人阅知`} />}
      </View>
      {asking ? <Confirm title='把文件送达全体代表？' text='送达后不能改，要改只能另发一份。代表会在首页看到。' yes='送达代表' busy={deliver.busy} onYes={() => void deliver.run()} onNo={() => setAsking(false)} /> : null}
    </Card>
  )
}

/** As the delegates have it. */
const Fixed = ({ v, urls }: { v: PaperValues; urls: Urls }) => (
  <Card title='正文'>
    <View className='stack'>
      <View className='body written'>{v.text || '（只有附件）'}</View>
      <Files items={fileItems(v.files, urls)} />
    </View>
  </Card>
)

const Form = ({ me, start, onDone }: { me: Me; start: Start; onDone: () => void }) => {
  const [{ id, sessionId, paper, matters, open, urls }] = useState(start)
  const save = useAct(async (v: PaperValues) => {
    await call('congress', 'paperSave', inputOf(v, id, paper?.rev ?? 0, sessionId))
    if (paper) onDone()
    else await Taro.redirectTo({ url: `/pages/congress-office/paper?session=${sessionId}&id=${id}` })
  })
  const unsent = useRef(0)
  const form = useForm(valuesOf(paper), v => paperErrors(v, unsent.current), save.error)
  const { values: v, errors, set } = form
  const files = useFiles({ kept: v.files, onChange: next => set({ files: next }), urls, folder: `${me.tenantId}/${me.personId}/congress`, most: MAX_FILES, largest: LARGEST_FILE })
  unsent.current = files.unsent
  const fixed = !open || (paper !== undefined && paper.deliveredAt !== null)
  if (fixed) return <Fixed v={v} urls={urls} />
  return (
    <Card title='内容'>
      <View className='stack-loose'>
        <ActTrouble error={save.error?.field ? undefined : save.error} />
        <TextField id='paper-title' label='文件名称' max={80} value={v.title} error={errors.title} onChange={title => set({ title })} />
        <About v={v} matters={matters} set={set} />
        <TextArea id='paper-text' optional label='正文' max={20_000} value={v.text} error={errors.text} onChange={text => set({ text })} />
        <DocumentsField error={errors.files} files={files} />
        <Button id='save-paper' kind={paper ? 'quiet' : 'main'} wide text='保存' busy={save.busy} busyText='正在保存…' onTap={() => { if (form.ready()) void save.run(v) }} />
      </View>
    </Card>
  )
}

const One = ({ me, sessionId, id }: { me: Me; sessionId: string; id: string | undefined }) => {
  const [fresh] = useState(newId)
  const [done, setDone] = useState<string>()
  const loaded = useLoad<Start>(async () => {
    const [{ session, matters }, held] = await Promise.all([call('congress', 'session', { id: sessionId }), id ? call('congress', 'paper', { id }) : undefined])
    return { id: id ?? await fresh, sessionId, paper: held?.paper, matters, open: !['closed', 'archived', 'cancelled'].includes(session.stage), urls: held?.files ?? [] }
  }, [sessionId, id])
  const finish = (words: string) => {
    setDone(words)
    void loaded.reload()
  }
  return (
    <Page title={id ? '会议文件' : '新的文件'}>
      <LoadedView loaded={loaded} rows={5}>
        {start => (
          <View className='stack'>
            {done ? <Notice meaning='done' title={done} /> : null}
            {start.paper ? <View className='title'>{start.paper.title}</View> : null}
            {start.paper ? <Delivered paper={start.paper} onDone={() => finish('已送达')} /> : null}
            <Form key={`${start.id}.${start.paper?.rev}`} me={me} start={start} onDone={() => finish('已保存')} />
            {start.paper && start.paper.deliveredAt !== null ? <Unread id={start.id} sessionId={start.sessionId} /> : null}
          </View>
        )}
      </LoadedView>
    </Page>
  )
}

/** A paper for the delegates: written, attached, delivered, and who has not read it. */
export default function PaperPage() {
  const { session = '', id } = useRouter().params
  return <ForRoles title='会议文件' roles={['staff']}>{me => <One key={`${session}.${id}`} me={me} sessionId={session} id={id} />}</ForRoles>
}
