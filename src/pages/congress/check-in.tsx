import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { timeWords, whenWords } from '../../../domain/words-time'
import type { RollRow, SessionRow } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { CodeForm } from '../../components/code-form'
import { openHall } from '../../components/congress-links'
import { ErrorState, Loading } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Notify } from '../../components/notify'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { CallError, call } from '../../services/call'
import { host } from '../../services/host'
import { scanCode } from '../../services/scan'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { plainCode, sessionInCode } from './check-in-code'

const TITLE = '签到'

const Done = ({ row, sessionId }: { row: RollRow; sessionId: string }) => {
  const last = row.marks[row.marks.length - 1]
  return (
    <Page title={TITLE} bar={<Button id='hall' kind='main' wide text='进入会场' onTap={() => openHall(sessionId)} />}>
      <View className='stack'>
        <Notice meaning='done' title={`${row.name}，您已签到`} text={`${last ? timeWords(last.at) : ''} · ${row.delegation}${row.observer ? ' · 列席' : ''}`} />
        {row.observer ? null : <Notify of='checkedIn' text='投票开始时通知我' />}
        <View className='body'>投票开始时，会场页会自动出现选票。中途离开请点“离场”，回来点“返场”。</View>
      </View>
    </Page>
  )
}

interface FormProps {
  /** Of the session to check in to; absent when only the code can tell. */
  id: string | undefined
  session: SessionRow | undefined
  /** Of a link that was opened. */
  code: string
  onDone: (sessionId: string, row: RollRow) => void
}

/** One act for all ways: scanning, pasting, typing, a link. */
const useCheckIn = ({ id: wanted, onDone }: FormProps) => useAct(async (given?: string) => {
  const code = plainCode(given ?? await scanCode())
  if (!code) return
  const id = sessionInCode(code) ?? wanted
  if (!id) throw new CallError('refusal', 'NO_SESSION', '这个码不能用来签到。请扫会场屏幕上的码，或者从首页的会议进入签到')
  onDone(id, await call('congress', 'checkIn', { id, code }))
})

const words = {
  text: host.kind === 'weapp' ? '会场屏幕上的码每隔几秒换一次，对准扫一下就好。' : undefined,
  card: '输入签到码', hint: '工作人员给您的 6 位签到码，或者粘贴屏幕上的码', empty: '请输入签到码',
  note: '一部手机只能为一位代表签到，请用您自己的手机。手机不在身边，请找工作人员点名签到。',
}

const Form = (p: FormProps) => {
  const { session, code } = p
  return (
    <CodeForm title={TITLE} id='check-in' code={code} act={useCheckIn(p)} read={plainCode} words={words}>
      {session ? (
        <View className='stack-tight'>
          <View className='title' {...role('heading')}>{session.title}</View>
          <View className='note'>{whenWords(session.startsAt, Date.now())} · {session.place}</View>
        </View>
      ) : null}
    </CodeForm>
  )
}

/** The session to check in to: named, in the code, or the one that is today. */
const read = async (id: string | undefined, code: string): Promise<SessionRow | undefined> => {
  const wanted = id ?? sessionInCode(code)
  const { items, today } = await call('congress', 'waiting', {})
  return items.map(i => i.session).find(s => s._id === wanted) ?? (wanted === undefined || today?._id === wanted ? today ?? undefined : undefined)
}

const CheckIn = ({ id, code }: { id: string | undefined; code: string }) => {
  const { data, error, loading, reload } = useLoad(async () => ({ session: await read(id, code) }), [id, code])
  const [done, setDone] = useState<{ sessionId: string; row: RollRow }>()
  if (done) return <Done {...done} />
  if (loading) return <Page title={TITLE}><Loading rows={3} /></Page>
  if (error && !data && !id && !code) return <Page title={TITLE}><ErrorState error={error} onRetry={() => void reload()} /></Page>
  if (data && !data.session && !id && !code) {
    return <Page title={TITLE}><Notice meaning='waiting' title='今天没有可以签到的会议' text='会议开始签到时，首页会出现“签到”。' /></Page>
  }
  return <Form id={id ?? data?.session?._id} session={data?.session} code={code} onDone={(sessionId, row) => setDone({ sessionId, row })} />
}

/** Checking in 签到: by the code on the hall's screen, by a one-time code, or by a link in a browser. */
export default function CheckInPage() {
  const { id, code = '' } = useRouter().params
  return <SessionGate>{() => <CheckIn id={id} code={code} />}</SessionGate>
}
