import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { rowsOf } from '../../../domain/motion-graph'
import { LARGEST_FILE, MAX_FILES } from '../../../types/attachment'
import type { Output } from '../../../types/api'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { fileItems } from '../../components/files'
import { MotionTag, motionTitle } from '../../components/motion-row'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { Confirm } from '../../components/sheet'
import { role } from '../../components/aria'
import { unsentWords } from '../../components/documents-field'
import { useFiles } from '../../components/use-files'
import { call, type CallError } from '../../services/call'
import { newId } from '../../services/new-id'
import { personKey, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useDraft } from '../../services/use-draft'
import { ActFields } from './act-fields'
import { actForms, actLabel, noValues, type ActValues, type FormAct } from './act-forms'
import { errorsOf, fieldsOf, inputOf } from './act-input'
import { MotionContent } from './content'
import { justDone } from './just-done'
import { leaveAct } from './leave-act'
import { Replies } from './replies'
import { showPictures } from './pictures'

export type Held = Output<'motions', 'get'> & { units: readonly Unit[] }

export interface ActEditorProps {
  me: Me
  act: FormAct
  held: Held
  /** A rule said no, so what is shown is probably old. */
  onRefused: () => void
}

/** What must be in sight while one decides: the motion's words, or the reply. */
const Seen = ({ act, held }: Pick<ActEditorProps, 'act' | 'held'>) => {
  const { motion, pictures, files } = held
  const urls = pictures.map(p => p.url)
  const shows = actForms[act].shows
  if (shows === 'reply') return <Replies motion={motion} files={files} now={Date.now()} last />
  return shows === 'content' ? <Card title='提案内容'><MotionContent text={motion} urls={urls} files={fileItems(motion.files, files)} onPreview={i => showPictures(urls, i)} /></Card> : null
}

const failures = { offline: '还没有办成，您写的都在', refusal: '没有办成', fault: '没有办成，您写的都在' } as const

/** The form of one act: kept on the phone while it is written, looked over, asked about where it cannot be taken back. */
export const ActEditor = ({ me, act, held, onRefused }: ActEditorProps) => {
  const { motion, files, units } = held
  const form = actForms[act]
  const start: ActValues & { key: string } = { ...noValues, ...form.start?.(motion), key: '' }
  const draft = useDraft(personKey(me), 'motion-act', `${motion._id}-${act}-${motion.round}`, start)
  const { data, change } = draft
  // What is changed after a lost answer is another act: it must not be taken for a repeat of the first.
  const rewrite = (patch: Partial<ActValues>) => change({ ...patch, key: '' })
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState(false)
  const attached = useFiles({
    kept: data.files,
    onChange: files => rewrite({ files }),
    urls: files,
    folder: `${me.tenantId}/${me.personId}/motions`,
    most: MAX_FILES,
    largest: LARGEST_FILE,
  })

  const send = useAct(async () => {
    try {
      // Kept with the draft: sent once more after a lost answer, it is known as the same act.
      const key = data.key || await newId()
      change({ key })
      draft.flush()
      await call('motions', 'act', inputOf(act, motion._id, key, data))
      draft.drop()
      justDone.set({ id: motion._id, words: form.done })
      await leaveAct(motion._id)
    } catch (e) {
      const { kind, field } = e as CallError
      if (kind === 'refusal' && !field) onRefused()
      throw e
    } finally {
      setAsking(false)
    }
  })

  const found = errorsOf(act, data)
  if (attached.unsent > 0) found.files = unsentWords(attached.unsent)
  // What is wrong with the third file is said beside the files.
  const refused = send.error?.field ? { [send.error.field.split('.')[0]!]: send.error.message } : {}
  const errors = tried ? { ...refused, ...found } : refused

  const begin = () => {
    setTried(true)
    send.clear()
    const first = Object.keys(found)[0]
    if (first) return void Taro.pageScrollTo({ selector: `#field-${first}`, offsetTop: -72, duration: 0 })
    if (form.question) setAsking(true)
    else void send.run()
  }

  const label = form.send ?? actLabel(act)
  const hurts = rowsOf(act).some(r => r.danger)
  return (
    <Page
      title={actLabel(act)}
      bar={(
        <Button
          id='send' wide kind={hurts ? 'danger' : 'main'} text={label}
          busy={send.busy} busyText={send.slow ? '正在办，请稍等…' : '正在办…'} onTap={begin}
        />
      )}
    >
      <View className='stack'>
        {send.error && !send.error.field ? <Notice meaning='attention' title={failures[send.error.kind]} text={send.error.message} /> : null}
        <View className='stack-tight'>
          <View><MotionTag state={motion.state} /></View>
          <View className='heading' {...role('heading')}>{motionTitle(motion.title)}</View>
          <View className='body'>{form.lead}</View>
        </View>
        <Seen act={act} held={held} />
        <Card>
          <ActFields specs={fieldsOf(form, data)} values={data} errors={errors} units={units.filter(u => u.closedOn === null)} files={attached} onChange={rewrite} />
        </Card>
        <View className='note'>{draft.failed ? '存储空间满了，写的没有存下，请先不要离开这一页。' : '写的内容会存在这台设备上，可以先离开。'}</View>
      </View>
      {asking && form.question ? (
        <Confirm {...form.question} danger={hurts} busy={send.busy} onYes={() => void send.run()} onNo={() => setAsking(false)} />
      ) : null}
    </Page>
  )
}
