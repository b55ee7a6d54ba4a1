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
export const TakeLists = ({ notice }: { notice: Notice }) => notice.message ? (
  <Card title='导出'>
    <View className='stack'>
      <Take id={notice._id} which='all' text='发送结果（Excel）' />
      <Take id={notice._id} which='notReached' text='没有收到微信提醒的人（Excel）' />
      <View className='stack-tight'>
        <Take id={notice._id} which='sms' text='发短信用的名单（Excel）' />
        <View className='note'>没有收到微信提醒的人，可以发短信，或把名单打印出来张贴。</View>
      </View>
    </View>
  </Card>
) : null
