import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import type { Output } from '../../../types/api'
import { untilWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { bindPath } from '../../components/places'
import { SessionGate } from '../../components/session-gate'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useMe, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { useClock } from '../../services/use-clock'

const TITLE = '网页登录确认'

const goHome = () => void Taro.switchTab({ url: '/pages/home/index' })

const ToHome = () => <Button id='home' wide text='去首页' onTap={goHome} />

type Look = Output<'members', 'webLook'>

const over: Record<Exclude<Look['state'], 'waiting'>, { title: string; text: string }> = {
  confirmed: { title: '已确认登录', text: '电脑上的网页会自己打开，最多等几秒。' },
  used: { title: '这次登录已经完成', text: '若不是您登录的，请到“我的 → 隐私和我的数据”解除绑定，网页会立即退出。' },
  expired: { title: '登录码已过期', text: '请在电脑上刷新登录码，再扫一次。' },
}

const Question = ({ me, look, now }: { me: Me; look: Look; now: number }) => (
  <View className='stack'>
    <Card title='要在电脑上登录职代通吗？'>
      <Fact name='以谁的身份' value={`${me.name}（${me.tenantName}）`} />
      <Fact name='在哪里登录' value={look.place} />
      <Fact name='有效时间' value={untilWords(look.until, now)} />
    </Card>
    <Notice meaning='attention' title='只确认您自己电脑上的登录' text='别人发来的登录码不要确认：确认以后，那台电脑上就是您本人。登录 12 小时后自动退出。' />
  </View>
)

const Confirming = ({ me, scene }: { me: Me; scene: string }) => {
  const look = useLoad(() => call('members', 'webLook', { scene }), [scene])
  const now = useClock(1000)
  const [cancelled, setCancelled] = useState(false)
  const confirm = useAct(async () => {
    await call('members', 'webConfirm', { scene })
    if (look.data) look.put({ ...look.data, state: 'confirmed' })
  })
  const late = look.error?.kind === 'refusal' || (look.data?.state === 'waiting' && look.data.until <= now)
  const state = late ? 'expired' : look.data?.state
  if (cancelled) return <Page title={TITLE} bar={<ToHome />}><Notice meaning='done' title='没有登录' text='电脑上的登录码过一会儿自己失效。' /></Page>
  if (state !== undefined && state !== 'waiting') {
    return <Page title={TITLE} bar={<ToHome />}><Notice meaning={state === 'confirmed' ? 'done' : 'attention'} {...over[state]} /></Page>
  }
  return (
    <Page
      title={TITLE}
      bar={look.data ? (
        <>
          <ActTrouble error={confirm.error} />
          <Button id='confirm' kind='main' wide text='确认登录' busy={confirm.busy} busyText='正在确认…' onTap={() => void confirm.run()} />
          <Button id='cancel' kind='bare' wide text='取消' onTap={() => setCancelled(true)} />
        </>
      ) : undefined}
    >
      <LoadedView loaded={look}>{data => <Question me={me} look={data} now={now} />}</LoadedView>
    </Page>
  )
}

const Unreadable = () => (
  <Card><Empty icon='attention' title='没有读到登录码' text='请用微信扫一扫电脑网页上的登录码。' act={<ToHome />} /></Card>
)

const BindFirst = () => (
  <Card>
    <Empty
      icon='people'
      title='先绑定身份，再登录网页'
      text='这个微信还没有绑定职工身份。绑定以后，再扫一次电脑上的登录码。'
      act={<Button id='bind' kind='main' text='绑定身份' onTap={() => void openPage(bindPath)} />}
    />
  </Card>
)

/** Opened by scanning the sign-in code of the web page; WeChat passes what the code holds as `scene`, URL-encoded. */
export default function Confirm() {
  const scene = decodeURIComponent(useRouter().params.scene ?? '')
  const { me } = useMe()
  if (scene && me && me.state !== 'visitor') return <Confirming me={me} scene={scene} />
  return <Page title={TITLE}><SessionGate>{() => scene ? <BindFirst /> : <Unreadable />}</SessionGate></Page>
}
