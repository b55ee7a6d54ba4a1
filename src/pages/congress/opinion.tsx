import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { timeWords } from '../../../domain/words-time'
import type { Matter } from '../../../types/congress-session'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty, ErrorState, Loading } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PickerRow } from '../../components/picker-row'
import { SessionGate } from '../../components/session-gate'
import { StatusLine } from '../../components/status-line'
import { TextArea } from '../../components/text-field'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { personKey, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useDraft } from '../../services/use-draft'
import { useLoad } from '../../services/use-load'
import { mayOpine } from './standing'

const TITLE = '提意见'
const WHOLE = 'whole'
const MOST = 2000

const wrong = (text: string): string | undefined => {
  const { length } = text.trim()
  if (length < 2) return length === 0 ? '请写下您的意见' : '意见至少 2 个字'
  return length > MOST ? `请减少 ${length - MOST} 个字` : undefined
}

const titles = { offline: '还没有送到，您写的都在', refusal: '没有提成', fault: '没有送到，您写的都在' } as const

const Form = ({ me, id, about, matters }: { me: Me; id: string; about: string | undefined; matters: readonly Matter[] }) => {
  const draft = useDraft(personKey(me), 'opinion', `${id}-${about ?? WHOLE}`, { key: '', text: '', matterId: about ?? WHOLE })
  const { data, change } = draft
  const [tried, setTried] = useState(false)
  const send = useAct(async () => {
    // Kept with the draft: sent once more after a lost answer, it is the same opinion.
    const key = data.key || await newId()
    change({ key })
    draft.flush()
    await call('congress', 'opinionAdd', { id: key, sessionId: id, matterId: data.matterId === WHOLE ? null : data.matterId, text: data.text })
    draft.drop()
    await Taro.redirectTo({ url: `/pages/congress/opinions?id=${id}` })
  })
  const begin = () => {
    setTried(true)
    if (!wrong(data.text)) void send.run()
  }
  return (
    <Page title={TITLE} bar={<Button id='send' kind='main' wide text='提交意见' busy={send.busy} busyText='正在提交…' onTap={begin} />}>
      <View className='stack'>
        {send.error ? <Notice meaning='attention' title={titles[send.error.kind]} text={send.error.message} /> : null}
        <Card>
          <View className='stack'>
            <PickerRow
              label='关于哪一项' empty='会议整体' value={data.matterId}
              options={[{ value: WHOLE, text: '会议整体' }, ...matters.filter(m => !m.withdrawn).map(m => ({ value: m._id, text: `${m.order}. ${m.title}` }))]}
              onChange={matterId => change({ matterId })}
            />
            <TextArea label='意见' hint='说清楚哪一条、为什么、建议怎么改。' max={MOST} value={data.text} error={tried ? wrong(data.text) : undefined} onChange={text => change({ text })} />
            {draft.failed
              ? <StatusLine meaning='attention' text='手机存储满了，写的没有存下，请先不要离开这一页' />
              : <StatusLine meaning={draft.savedAt ? 'done' : 'waiting'} text={draft.savedAt ? `已保存草稿 ${timeWords(draft.savedAt)}` : '边写边自动保存，可以随时离开'} />}
          </View>
        </Card>
        <View className='note'>意见会署您的姓名和代表团，工会答复后大家都能看到。</View>
      </View>
    </Page>
  )
}

const Opinion = ({ me, id, about }: { me: Me; id: string; about: string | undefined }) => {
  const { data, error, reload } = useLoad(() => call('congress', 'session', { id }), [id])
  // Written without a network too: the list of matters is a help, not a need.
  if (!data && !error) return <Page title={TITLE}><Loading rows={4} /></Page>
  if (error?.kind === 'refusal') return <Page title={TITLE}><ErrorState error={error} onRetry={() => void reload()} /></Page>
  if (data && !mayOpine(data, me)) {
    return <Page title={TITLE}><Empty icon='attention' title='现在不收意见' text='会议通知发出后，到正式会议开始前，正式代表可以提意见。' act={<Button text='看已有的意见' onTap={() => void Taro.redirectTo({ url: `/pages/congress/opinions?id=${id}` })} />} /></Page>
  }
  return <Form me={me} id={id} about={about} matters={data?.matters ?? []} />
}

/** An opinion on a matter or on the whole session; kept on the phone while it is written. */
export default function OpinionPage() {
  const { id = '', matter } = useRouter().params
  return <SessionGate>{me => <Opinion key={`${id}${matter ?? ''}`} me={me} id={id} about={matter} />}</SessionGate>
}
