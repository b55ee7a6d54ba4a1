import { View } from '@tarojs/components'
import { useRef } from 'react'
import type { Input } from '../../../types/api'
import type { Notice } from '../../../types/notice'
import { Card } from '../../components/card'
import { gathered } from '../../components/take-list'
import { TakePaper } from '../../components/take-paper'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'

type Which = Input<'papers', 'noticeList'>['which']

const Take = ({ id, which, text }: { id: string; which: Which; text: string }) => {
  const key = useRef<Promise<string>>()
  const ask = async (say: (words: string) => void) => {
    const begun = await (key.current ??= newId())
    const paper = await gathered(() => call('papers', 'noticeList', { id, which, key: begun }), '人', say)
    // Asked for once more, it is a new list of how things are then.
    key.current = undefined
    return paper
  }
  return <TakePaper id={`take-${which}`} text={text} ask={ask} />
}

/** The result to keep, and whoever is to be told in another way: by SMS 短信, or on the board. */
export const TakeLists = ({ notice: { _id: id, message, mustConfirm, shownAt } }: { notice: Notice }) => message || shownAt !== null ? (
  <Card title='导出'>
    <View className='stack'>
      <Take id={id} which='all' text={message ? '发送结果（Excel）' : '阅读情况（Excel）'} />
      <Take id={id} which='notReached' text={message ? '没有收到微信提醒的人（Excel）' : '还没有看的人（Excel）'} />
      {mustConfirm && shownAt !== null ? <Take id={id} which='unconfirmed' text='没确认“已知悉”的人（Excel）' /> : null}
      <View className='stack-tight'>
        <Take id={id} which='sms' text='发短信用的名单（Excel）' />
        <View className='note'>{message ? '没有收到微信提醒、也没有看过的人' : '还没有看的人'}，可以发短信，或把名单打印出来张贴。</View>
      </View>
    </View>
  </Card>
) : null
