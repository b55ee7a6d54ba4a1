import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { hoursWords } from '../../../domain/lesson/hours'
import { whenWords } from '../../../domain/words-time'
import type { MyAttendance } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { CodeForm, codeIn } from '../../components/code-form'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { scanCode } from '../../services/scan'

const TITLE = '面授签到'

const words = {
  text: host.kind === 'weapp' ? '培训现场屏幕上的码每隔几秒换一次，对准扫一下就好。' : '用微信里的职代通扫培训现场屏幕上的码最方便；在浏览器里，可以把码的内容粘贴到这里。',
  card: undefined, hint: '粘贴屏幕上码的内容', empty: '请粘贴签到码', note: '手机不在身边或者签不上，请告诉现场的工作人员，可以按名单登记。',
}

const Done = ({ a }: { a: MyAttendance }) => (
  <Page title={TITLE} bar={<Button id='record' kind='main' wide text='看我的学习' onTap={() => void Taro.redirectTo({ url: '/pages/lessons/record' })} />}>
    <Notice meaning='done' title={`已签到：${a.title}`} text={[whenWords(a.startsAt, Date.now()), a.place, `记 ${hoursWords(a.tenths)}`].filter(Boolean).join(' · ')} />
  </Page>
)

const Attend = ({ code }: { code: string }) => {
  const [done, setDone] = useState<MyAttendance>()
  const attend = useAct(async (given?: string) => {
    const read = codeIn(given ?? await scanCode())
    if (read) setDone(await call('lessons', 'attend', { code: read }))
  })
  return done ? <Done a={done} /> : <CodeForm title={TITLE} id='attend' code={code} act={attend} read={codeIn} words={words} />
}

/** Signing in to a classroom training 面授培训 by the code on its screen. */
export default function AttendPage() {
  const { code = '' } = useRouter().params
  return <SessionGate>{me => <Attend key={me.personId} code={code} />}</SessionGate>
}
