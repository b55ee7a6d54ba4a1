import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { whenWords } from '../../../domain/words-time'
import { PRIVACY_VERSION } from '../../../types/member'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { bindPath } from '../../components/places'
import { SessionGate } from '../../components/session-gate'
import { host } from '../../services/host'
import { openPage } from '../../services/open-page'
import { agree, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { LeaveCards } from './leave-cards'
import { MyDataCard } from './my-data-card'
import { PrivacyText } from './privacy-text'
import { ActTrouble } from '../../components/trouble'
import './members.scss'

/** Agreed, not yet to this version, or not asked because nobody is bound. */
const ConsentState = ({ me }: { me: Me }) => {
  const agreeing = useAct(() => agree(PRIVACY_VERSION))
  if (me.state === 'visitor') {
    return <Notice meaning='waiting' title='您还没有绑定身份' text='现在没有保存您的任何信息。绑定时会先请您同意这份说明。' act={<Button text='绑定身份' onTap={() => void openPage(bindPath)} />} />
  }
  if (me.consentVersion === PRIVACY_VERSION) return <Notice meaning='done' title='您已同意这份说明' text='不再同意时，可以在下面解除绑定或申请注销。' />
  return (
    <View className='stack-tight'>
      <Notice meaning='attention' title='这份说明改过，请您看一看' text='同意后继续使用；不同意也可以看公开内容，或在下面解除绑定。' />
      <ActTrouble error={agreeing.error} />
      <Button id='agree' kind='main' wide text='同意' label='同意隐私说明' busy={agreeing.busy} busyText='正在保存…' onTap={() => void agreeing.run()} />
    </View>
  )
}

const Trial = ({ me }: { me: Me }) => me.until
  ? <Notice meaning='waiting' title='您正在体验' text={`体验身份到 ${whenWords(me.until, Date.now())} 自动删除。`} />
  : null

export default function Privacy() {
  return (
    <Page title='隐私和我的数据'>
      <SessionGate>
        {me => (
          <View className='stack'>
            <ConsentState me={me} />
            {me.state === 'trial' ? <Trial me={me} /> : null}
            <Card title='怎样使用您的信息'>
              <View className='stack'>
                <PrivacyText />
                {host.kind === 'weapp' ? <View><Button text='微信《用户隐私保护指引》' onTap={() => void Taro.openPrivacyContract({})} /></View> : null}
              </View>
            </Card>
            {me.state === 'visitor' ? null : <MyDataCard />}
            {me.state === 'visitor' ? null : <LeaveCards me={me} />}
          </View>
        )}
      </SessionGate>
    </Page>
  )
}
