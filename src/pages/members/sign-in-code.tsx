import { useState } from 'react'
import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { signIn } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { LoadedView } from '../../components/trouble'
import { useClock } from '../../services/use-clock'
import { useSignInWatch, type SignInStart } from './use-sign-in-watch'

const goHome = () => Taro.switchTab({ url: '/pages/home/index' })

/** 4:59 */
const countdown = (ms: number) => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const steps = ['用手机微信打开“扫一扫”', '扫这个屏幕上的登录码', '在手机上点“确认登录”']

const HowTo = () => (
  <View className='stack-tight'>
    {steps.map((s, i) => <View key={s} className='body'>{i + 1}. {s}</View>)}
    <View className='note'>手机上的职代通要先绑定身份。</View>
  </View>
)

const Code = ({ start, onNew }: { start: SignInStart; onNew: () => void }) => {
  const now = useClock(1000)
  const watch = useSignInWatch(start, async token => {
    await signIn(token)
    await goHome()
  })
  const left = start.until - now
  const over = left <= 0 || watch.refused !== undefined
  if (watch.ready) return <Notice meaning='done' title='手机已确认，正在打开' />
  return (
    <View className='sign-in'>
      <View className='sign-in-code'>
        <Image className={over ? 'sign-in-image sign-in-over' : 'sign-in-image'} src={start.image} ariaLabel='登录码，用微信扫一扫' />
      </View>
      {over ? (
        <View className='stack'>
          <Notice meaning='attention' title='登录码已失效' text={watch.refused?.message} />
          <Button id='renew' kind='main' wide icon='retry' text='换一个登录码' onTap={onNew} />
        </View>
      ) : (
        <View className='stack'>
          <View className='body'>还有 <View className='sign-in-left'>{countdown(left)}</View> 有效</View>
          {watch.offline ? <Notice meaning='attention' title='没有连上' text='网络恢复后自动继续，不用重新扫码。' /> : null}
          <HowTo />
        </View>
      )}
    </View>
  )
}

/** The code that the bound phone scans. It lives five minutes; a new one comes only when somebody is there to ask for it. */
export const SignInCode = () => {
  const [round, setRound] = useState(0)
  const [asked] = useState<{ round?: number; start?: Promise<SignInStart> }>({})
  // Coming back to the page must show the same code, so one round asks once.
  const startOnce = () => {
    if (asked.round !== round || asked.start === undefined) {
      asked.round = round
      asked.start = call('members', 'webStart', {})
      asked.start.catch(() => { asked.start = undefined })
    }
    return asked.start
  }
  const start = useLoad(startOnce, [round])
  return (
    <View className='stack'>
      <Card title='用手机微信扫码登录'>
        <LoadedView loaded={start}>{data => <Code key={data.scene} start={data} onNew={() => setRound(r => r + 1)} />}</LoadedView>
      </Card>
      {WITH_DEMO && host.demo ? (
        <Card title='本机演示'>
          <View className='stack'>
            <View className='body'>在本机演示时，也可以不扫码，直接选一个演示身份。</View>
            <View><Button id='demo' text='选演示身份' onTap={() => void Taro.switchTab({ url: '/pages/mine/index' })} /></View>
          </View>
        </Card>
      ) : null}
    </View>
  )
}
