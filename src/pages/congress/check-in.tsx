import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { timeWords, whenWords } from '../../../domain/words-time'
import type { RollRow, SessionRow } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { openHall } from '../../components/congress-links'
import { ErrorState, Loading } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Notify } from '../../components/notify'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { CallError, call, toCallError } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { plainCode, sessionInCode } from './check-in-code'

const TITLE = '签到'

/** The camera; backing out of it is no failure. */
const scan = () => new Promise<string>((resolve, reject) => {
  void Taro.scanCode({
    onlyFromCamera: true,
    success: ({ result }) => resolve(result),
    fail: ({ errMsg }) => errMsg.includes('cancel') ? resolve('') : reject(toCallError(new Error(errMsg))),
  })
})

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
const useCheckIn = ({ id: wanted, onDone }: FormProps) => useAct(async (given: string) => {
  const code = plainCode(given)
  if (!code) return
  const id = sessionInCode(code) ?? wanted
  if (!id) throw new CallError('refusal', 'NO_SESSION', '这个码不能用来签到。请扫会场屏幕上的码，或者从首页的会议进入签到')
  onDone(id, await call('congress', 'checkIn', { id, code }))
})

const Form = (p: FormProps) => {
  const { session, code } = p
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const check = useCheckIn(p)
  const { run } = check
  const linked = useRef(code)
  // A link that was opened is the act itself; once, whatever comes of it.
  useEffect(() => {
    const given = linked.current
    linked.current = ''
    if (given) void run(given)
  }, [run])
  const byHand = () => {
    setTried(true)
    if (plainCode(typed)) void run(typed)
  }
  return (
    <Page
      title={TITLE}
      bar={host.kind === 'weapp'
        ? <Button id='scan' kind='main' wide text='扫屏幕上的码' busy={check.busy} busyText={check.slow ? '信号弱，正在签到…' : '正在签到…'} onTap={() => void scan().then(run)} />
        : undefined}
    >
      <View className='stack'>
        {session ? (
          <View className='stack-tight'>
            <View className='title' {...role('heading')}>{session.title}</View>
            <View className='note'>{whenWords(session.startsAt, Date.now())} · {session.place}</View>
          </View>
        ) : null}
        <ActTrouble error={check.error} />
        {host.kind === 'weapp' ? <View className='body'>会场屏幕上的码每隔几秒换一次，对准扫一下就好。</View> : null}
        <Card title={host.kind === 'weapp' ? '扫不了码' : '输入签到码'}>
          <View className='stack'>
            <TextField
              label='签到码' hint='工作人员给您的 6 位签到码，或者粘贴屏幕上的码' value={typed} onChange={setTyped} onEnter={byHand}
              error={tried && !plainCode(typed) ? '请输入签到码' : undefined}
            />
            <Button id='check-in' kind={host.kind === 'weapp' ? 'quiet' : 'main'} wide text='签到' busy={check.busy} busyText='正在签到…' onTap={byHand} />
          </View>
        </Card>
        <View className='note'>一部手机只能为一位代表签到，请用您自己的手机。手机不在身边，请找工作人员点名签到。</View>
      </View>
    </Page>
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
