import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { hoursWords } from '../../../domain/lesson/hours'
import { whenWords } from '../../../domain/words-time'
import type { MyAttendance } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { scanCode } from '../../services/scan'

const TITLE = '面授签到'

/** What was scanned or pasted: a link holds the code as its parameter. */
const codeIn = (given: string): string => {
  const text = given.normalize('NFKC').trim()
  const linked = /[?&]code=([^&#]+)/.exec(text)?.[1]
  return linked ? decodeURIComponent(linked) : text
}

const Done = ({ a }: { a: MyAttendance }) => (
  <Page title={TITLE} bar={<Button id='record' kind='main' wide text='看我的学习' onTap={() => void Taro.redirectTo({ url: '/pages/lessons/record' })} />}>
    <Notice meaning='done' title={`已签到：${a.title}`} text={[whenWords(a.startsAt, Date.now()), a.place, `记 ${hoursWords(a.tenths)}`].filter(Boolean).join(' · ')} />
  </Page>
)

const Attend = ({ code }: { code: string }) => {
  const [done, setDone] = useState<MyAttendance>()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const attend = useAct(async (given?: string) => {
    const read = codeIn(given ?? await scanCode())
    if (read) setDone(await call('lessons', 'attend', { code: read }))
  })
  const { run } = attend
  const linked = useRef(code)
  // A link that was opened is the act itself; once, whatever comes of it.
  useEffect(() => {
    const given = linked.current
    linked.current = ''
    if (given) void run(given)
  }, [run])
  if (done) return <Done a={done} />
  const inWeChat = host.kind === 'weapp'
  const byHand = () => {
    setTried(true)
    if (codeIn(typed)) void run(typed)
  }
  return (
    <Page title={TITLE} bar={inWeChat ? <Button id='scan' kind='main' wide text='扫屏幕上的码' busy={attend.busy} busyText={attend.slow ? '信号弱，正在签到…' : '正在签到…'} onTap={() => void run()} /> : undefined}>
      <View className='stack'>
        <ActTrouble error={attend.error} />
        <View className='body'>{inWeChat ? '培训现场屏幕上的码每隔几秒换一次，对准扫一下就好。' : '用微信里的职代通扫培训现场屏幕上的码最方便；在浏览器里，可以把码的内容粘贴到这里。'}</View>
        <Card title={inWeChat ? '扫不了码' : undefined}>
          <View className='stack'>
            <TextField label='签到码' hint='粘贴屏幕上码的内容' value={typed} onChange={setTyped} onEnter={byHand} error={tried && !codeIn(typed) ? '请粘贴签到码' : undefined} />
            <Button id='attend' kind={inWeChat ? 'quiet' : 'main'} wide text='签到' busy={attend.busy} busyText='正在签到…' onTap={byHand} />
          </View>
        </Card>
        <View className='note'>手机不在身边或者签不上，请告诉现场的工作人员，可以按名单登记。</View>
      </View>
    </Page>
  )
}

/** Signing in to a classroom training 面授培训 by the code on its screen. */
export default function AttendPage() {
  const { code = '' } = useRouter().params
  return <SessionGate>{me => <Attend key={me.personId} code={code} />}</SessionGate>
}
