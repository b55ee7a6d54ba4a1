import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import { DEFAULT_RULES } from '../../../domain/motion-rules'
import { LARGEST_FILE, MAX_FILES } from '../../../types/attachment'
import { MotionText, type DraftText } from '../../../types/motion-text'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { draftTextOf } from '../../components/motion-draft'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { useFiles } from '../../components/use-files'
import { call, type CallError } from '../../services/call'
import { newId } from '../../services/new-id'
import { personKey, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useDraft } from '../../services/use-draft'
import { useLoad } from '../../services/use-load'
import type { Held } from './act-editor'
import { justDone } from './just-done'
import { leaveAct } from './leave-act'
import { textErrors } from './text-errors'
import { usePictures } from './pictures'
import { WriteFields } from './write-fields'

/** A motion that was given back 退回补充: mended and sent again. */
export const Resubmit = ({ me, held, onRefused }: { me: Me; held: Held; onRefused: () => void }) => {
  const { motion } = held
  const rules = useLoad(() => call('motions', 'rulesGet', {}), [])
  const start: DraftText & { key: string } = { ...draftTextOf(motion), key: '' }
  const draft = useDraft(personKey(me), 'motion-again', `${motion._id}-${motion.rev}`, start)
  const { data, change } = draft
  const [tried, setTried] = useState(false)
  const pictures = usePictures({
    kept: data.pictures,
    onChange: pictures => change({ pictures }),
    urls: held.pictures,
    folder: `${me.tenantId}/${me.personId}/motions`,
  })
  const files = useFiles({
    kept: data.files ?? [],
    onChange: files => change({ files }),
    urls: held.files,
    folder: `${me.tenantId}/${me.personId}/motions`,
    most: MAX_FILES,
    largest: LARGEST_FILE,
  })
  const send = useAct(async () => {
    try {
      const key = data.key || await newId()
      change({ key })
      draft.flush()
      await call('motions', 'act', { act: 'resubmit', id: motion._id, key, text: z.parse(MotionText, draftTextOf(data)) })
      draft.drop()
      justDone.set({ id: motion._id, words: '已再次提交，等待审查' })
      await leaveAct(motion._id)
    } catch (e) {
      if ((e as CallError).kind === 'refusal') onRefused()
      throw e
    }
  })
  const found = textErrors(data, { pictures: pictures.unsent, files: files.unsent })
  const begin = () => {
    setTried(true)
    const first = Object.keys(found)[0]
    if (first) void Taro.pageScrollTo({ selector: `#field-${first}`, offsetTop: -72, duration: 0 })
    else void send.run()
  }
  const why = motion.events.filter(e => e.act === 'giveBack').at(-1)?.note
  return (
    <Page title='补充后再提交' bar={<Button id='send' kind='main' wide text='再次提交' busy={send.busy} busyText='正在提交…' onTap={begin} />}>
      <View className='stack'>
        {send.error ? <Notice meaning='attention' title='还没有提交，您写的都在' text={send.error.message} /> : null}
        <Notice meaning='attention' title='需要补充' text={why} />
        <Card>
          <WriteFields
            id={motion._id} text={data} errors={tried ? found : {}} pictures={pictures} files={files} onChange={change}
            categories={rules.data?.rules.categories ?? DEFAULT_RULES.categories}
          />
        </Card>
      </View>
    </Page>
  )
}
