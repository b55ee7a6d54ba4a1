import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Credit, Moment } from '../../types/notice'
import type { TemplateKey } from '../../types/notice-fields'
import { host } from '../services/host'
import { personKey, useMe } from '../services/session'
import { askToNotify, prepareSubscribe, useCredits, type Asked } from '../services/subscribe'
import { tapsOut } from '../services/subscribe-out'
import { Button } from './button'
import { Notice } from './notice'
import { StatusLine } from './status-line'

export interface NotifyProps {
  /** Which messages: those of a moment, or named ones. */
  of: Moment | readonly TemplateKey[]
  /** The button: 答复时通知我. */
  text: string
  label?: string
  /** An offer that stands there always: in a browser, where WeChat cannot ask, nothing is said in its place. */
  quiet?: boolean
}

/** 还能收到 2 次, or by title when there are several. */
export const leftWords = (credits: readonly Credit[]): string => credits.length === 1
  ? `还能收到 ${credits[0]!.left} 次微信提醒`
  : `还能收到的微信提醒：${credits.map(c => `${c.title} ${c.left} 次`).join('，')}`

const Result = ({ asked, credits, out }: { asked: Asked; credits: readonly Credit[]; out: boolean }) => {
  if ('trouble' in asked) return <Notice meaning='attention' title='没有订阅成' text={asked.trouble} />
  if (asked.accepted > 0) return <StatusLine meaning='done' text={out ? '已同意，已存在这部手机里，正在登记' : `已登记。${leftWords(credits)}`} />
  if (asked.banned) return <Notice meaning='attention' title='微信暂时不让发这个提醒' text='通知仍会在“通知”里。请告诉工会。' />
  return <Notice meaning='waiting' title='没有订阅，不会发微信提醒' text='通知仍会在“通知”里。想收提醒时再点一次；若微信不再弹出窗口，请点右上角“···”→“设置”→“通知管理”打开。' />
}

/** Asks to be told by WeChat: one more message of each kind. Offered only where WeChat can ask. */
export const Notify = ({ of, text, label, quiet }: NotifyProps) => {
  const { me } = useMe()
  const person = personKey(me)
  const credits = useCredits(of)
  const [asked, setAsked] = useState<Asked>()
  const [open, setOpen] = useState(false)
  useEffect(() => void prepareSubscribe(), [person])
  if (host.kind === 'h5') return quiet ? null : <View className='note'>想用微信收提醒，请在微信小程序的这一页点“{text}”。</View>
  if (credits.length === 0) return null
  const tap = () => {
    // Nothing may stand before it: WeChat opens its window only straight from the tap.
    const asking = askToNotify(of)
    if (!asking) return
    setOpen(true)
    void asking.then(answer => {
      setOpen(false)
      setAsked(answer)
    })
  }
  return (
    <View className='stack-tight'>
      <View><Button text={text} label={label} busy={open} onTap={tap} /></View>
      {asked && !open ? <Result asked={asked} credits={credits} out={tapsOut(person) > 0} /> : null}
    </View>
  )
}
