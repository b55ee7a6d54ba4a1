import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { templateOf } from '../../../domain/notice/templates'
import type { Credit } from '../../../types/notice'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Notify } from '../../components/notify'
import { StateTag } from '../../components/state-tag'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { prepareSubscribe, useAllCredits } from '../../services/subscribe'
import { useLoad } from '../../services/use-load'

const offWords: Record<NonNullable<Credit['off']>, string> = {
  rejected: '您选过“拒绝”。想收时点下面的按钮；微信不再弹出窗口的，请到微信的设置里打开。',
  banned: '微信停用了这个提醒，工会处理好以前收不到。通知仍会在“通知”里。',
  filtered: '微信没有给出这个提醒的选项。通知仍会在“通知”里。',
  mainSwitch: '您关掉了本小程序的“接收通知”总开关，请到微信的设置里打开。',
}

const One = ({ c }: { c: Credit }) => (
  <View className='wish-row'>
    <View className='stack-tight'>
      <View className='wrap'><View className='strong'>{templateOf(c.template).title}</View>{c.off ? <StateTag text='收不到' meaning='attention' /> : null}</View>
      <View className='body'>还能收到 {c.left} 次微信提醒</View>
      {c.off ? <View className='note'>{offWords[c.off]}</View> : null}
      <Notify quiet of={[c.template]} text={c.title} label={`${templateOf(c.template).title}：${c.title}`} />
    </View>
  </View>
)

const HOW = [
  '微信规定：您每同意一次，只能给您发一条。所以会请您在有事要等的时候点一次，例如提交提案以后、签到以后。',
  '勾选“总是保持以上选择”只是以后不再弹出窗口，不等于一直能发：仍要每次点一下，点一次存一次。',
  '存下的次数不会过期。次数用完时，通知照样在“通知”里，不会漏。',
]

/** In a browser nobody can be asked, but what is left is there to see. */
const Left = () => {
  const { data } = useLoad(() => call('notices', 'credits', {}), [])
  const some = data?.items.filter(c => c.left > 0) ?? []
  if (some.length === 0) return null
  return <Card title='微信提醒' flush>{some.map(c => <ListRow key={c.template} text={templateOf(c.template).title} note={`还能收到 ${c.left} 次微信提醒`} />)}</Card>
}

/** Messages through WeChat: how many are left, and how that works, in plain words. */
export const Reminders = () => {
  const credits = useAllCredits()
  useEffect(() => void prepareSubscribe(), [])
  return (
    <>
      {host.kind === 'weapp' && credits.length > 0 ? <Card title='微信提醒' flush>{credits.map(c => <One key={c.template} c={c} />)}</Card> : null}
      {host.kind === 'h5' ? <Left /> : null}
      <Card title='微信提醒怎么算'>
        <View className='stack-tight'>
          {host.kind === 'h5' ? <View className='body'>微信提醒要在微信小程序“职代通”里点：打开“我的”→“通知”→“通知设置和微信提醒”。</View> : null}
          {HOW.map(line => <View key={line} className='body'>{line}</View>)}
          <View className='body'>微信里有一个总开关：点小程序右上角“···”→“设置”→“通知管理”→“接收通知”。关着时，哪一类都收不到。</View>
          {host.kind === 'weapp' ? <View><Button text='打开微信的设置' onTap={() => void Taro.openSetting({ withSubscriptions: true }).then(prepareSubscribe, () => undefined)} /></View> : null}
        </View>
      </Card>
    </>
  )
}
