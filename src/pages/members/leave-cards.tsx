import { useState } from 'react'
import { View } from '@tarojs/components'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { Confirm } from '../../components/sheet'
import { TextField } from '../../components/text-field'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { refreshMe, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { ActTrouble } from '../../components/trouble'

const MAX_REASON = 200

const Unbind = ({ me }: { me: Me }) => {
  const [asking, setAsking] = useState(false)
  const unbind = useAct(async () => {
    await call('members', 'unbindMe', {})
    host.web?.signOut()
    await refreshMe()
  })
  return (
    <Card title='解除绑定'>
      <View className='stack'>
        <View className='body'>解除后，这个微信不再是{me.name}，网页登录也一并退出。您的提案和记录都还在，重新绑定就能看到。</View>
        <ActTrouble error={unbind.error} />
        <View><Button id='unbind' text='解除绑定' busy={unbind.busy} busyText='正在解除…' onTap={() => setAsking(true)} /></View>
      </View>
      {asking ? (
        <Confirm
          title='解除这个微信的绑定？'
          text={`以后这个微信打开职代通，只能看公开内容。要再以${me.name}的身份使用，需要重新绑定。`}
          yes='解除绑定'
          danger
          onYes={() => {
            setAsking(false)
            void unbind.run()
          }}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </Card>
  )
}

const Erasure = () => {
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const [asked, setAsked] = useState(false)
  const ask = useAct(async () => {
    await call('members', 'askErasure', { reason: reason.trim() })
    setAsked(true)
  })
  if (asked) return <Notice meaning='waiting' title='注销申请已交给本单位工会' text='办好以前，您可以照常使用。办好以后，您的姓名、手机号和身份会从职代通里删去。' />
  const tooLong = reason.trim().length > MAX_REASON ? `理由最多 ${MAX_REASON} 个字` : undefined
  return (
    <Card title='申请注销'>
      <View className='stack'>
        <View className='body'>由本单位工会办理。注销后，您的姓名、工号、手机号和身份会被删去；已提交的提案作为民主管理的记录保留，但不再写您的名字。</View>
        <TextField id='reason' label='理由' optional max={MAX_REASON} value={reason} error={tooLong} onChange={setReason} />
        <ActTrouble error={ask.error} />
        <View><Button id='erase' kind='danger' text='申请注销' disabled={tooLong !== undefined} busy={ask.busy} busyText='正在提交…' onTap={() => setAsking(true)} /></View>
      </View>
      {asking ? (
        <Confirm
          title='申请注销？'
          text='工会同意后不能恢复：您将不能再用职代通写提案、附议和查看本单位的内容。办好以前可以请工会作废这份申请。'
          yes='提交申请'
          danger
          onYes={() => {
            setAsking(false)
            void ask.run()
          }}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </Card>
  )
}

/** The two ways out: let go of this WeChat account, or be forgotten. */
export const LeaveCards = ({ me }: { me: Me }) => (
  <>
    <Unbind me={me} />
    {me.state === 'trial' ? null : <Erasure />}
  </>
)
