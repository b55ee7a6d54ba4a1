import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Output } from '../../../types/api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { host } from '../../services/host'
import { openPage } from '../../services/open-page'
import { becomeDemoPerson, refreshMe, useMe, type Me } from '../../services/session'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { BindWays } from './bind-ways'
import { ChoosePerson, type Choice } from './choose-person'
import { PrivacyText } from './privacy-text'
import './members.scss'

const TITLE = '绑定身份'

type BindReply = Output<'members', 'bindByPhone'>

const goHome = () => void Taro.switchTab({ url: '/pages/home/index' })

/** Whose phone this is now, and what becomes of that. */
const Switching = ({ me }: { me: Me }) => (
  <Notice
    meaning='attention'
    title={`这个微信现在绑定的是${me.name}`}
    text={`绑定另一个人以后，这个微信就归那个人用。${me.name}没有发出的草稿仍存在这部手机里，以后再绑定回来就能看到。会议签到期间不能更换。`}
  />
)

const Consent = ({ me, onAgree }: { me: Me | undefined; onAgree: () => void }) => (
  <Page
    title={TITLE}
    bar={(
      <>
        <Button id='agree' kind='main' wide text='同意并继续' onTap={onAgree} />
        <Button kind='bare' wide text='先不同意，只看公开内容' onTap={goHome} />
      </>
    )}
  >
    <View className='stack'>
      {me && me.state !== 'visitor' ? <Switching me={me} /> : null}
      <Card title='先看一看：怎样使用您的信息'><PrivacyText /></Card>
      {host.kind === 'weapp' ? <Button kind='bare' text='查看微信《用户隐私保护指引》' onTap={() => void Taro.openPrivacyContract({})} /> : null}
    </View>
  </Page>
)

const Bound = ({ me }: { me: Me | undefined }) => (
  <Page title={TITLE} bar={<Button id='home' kind='main' wide text='去首页' onTap={goHome} />}>
    <View className='stack'>
      <Notice meaning='done' title={me?.name ? `已绑定：您是${me.name}` : '已绑定'} text={[...new Set([me?.tenantName, me?.unitName])].filter(Boolean).join(' ')} />
      <View className='body'>以后用这个微信打开职代通，就是您本人，不用再登录。</View>
    </View>
  </Page>
)

/** A binding belongs to a WeChat account, which a browser does not have. */
const OnlyOnWeChat = () => (
  <Page title={TITLE}>
    <Card title='请在微信里绑定'>
      <View className='stack'>
        <View className='body'>身份绑在您的微信上。请用手机微信打开“职代通”小程序，在“我的”里绑定身份；绑定以后，就能扫码登录这里的网页版。</View>
        <Button id='sign-in' kind='main' wide text='扫码登录网页版' onTap={() => void openPage('/pages/members/sign-in')} />
      </View>
    </Card>
  </Page>
)

/** On the local cloud a browser can play a WeChat account that nobody has used yet. */
const PlayWeChat = () => {
  const play = useAct(async () => becomeDemoPerson(`visitor-${await newId()}`))
  return (
    <Card title='演示：还没有选微信'>
      <View className='stack'>
        <View className='body'>绑定要有一个微信。本机演示时，可以当作一个从没用过职代通的微信来试。</View>
        <Button id='play' kind='main' wide text='用一个新的演示微信' busy={play.busy} onTap={() => void play.run()} />
      </View>
    </Card>
  )
}

type Stage = { at: 'consent' } | { at: 'ways' } | { at: 'choose'; choice: Choice } | { at: 'bound' }

export default function Bind() {
  const { me } = useMe()
  const [stage, setStage] = useState<Stage>({ at: 'consent' })
  const go = async (reply: BindReply) => {
    if (reply.state === 'choose') return setStage({ at: 'choose', choice: { claim: reply.claim ?? '', candidates: reply.candidates ?? [] } })
    await refreshMe()
    setStage({ at: 'bound' })
  }
  if (host.kind === 'h5' && !WITH_DEMO) return <OnlyOnWeChat />
  if (stage.at === 'consent') return <Consent me={me} onAgree={() => setStage({ at: 'ways' })} />
  if (stage.at === 'bound') return <Bound me={me} />
  if (stage.at === 'choose') return <ChoosePerson title={TITLE} choice={stage.choice} onReply={go} onBack={() => setStage({ at: 'ways' })} />
  const account = host.kind === 'weapp' || (WITH_DEMO && host.demo?.chosen() !== undefined)
  return (
    <Page title={TITLE} onBack={() => setStage({ at: 'consent' })}>
      <SessionGate>
        {() => WITH_DEMO && !account ? <PlayWeChat /> : <BindWays onReply={go} />}
      </SessionGate>
    </Page>
  )
}
