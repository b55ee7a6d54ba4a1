import { View } from '@tarojs/components'
import { useState } from 'react'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'

/** What is protected and what is not 五句实话; docs/threat-model.md says the same at length. */
export const truths = (single: boolean): string[] => [
  '谁投了哪一票，拿到全部数据的人也对不上：领票时知道您是谁，但看不到票；投票时收到票，但不知道是谁。',
  '没有人能冒投、改票、丢票、添票而不被发现：每张票都公布在票箱清单里，您可以查验自己的票，任何人都可以重新计票。',
  single
    ? '这一轮只有一个签发方：如果它作弊，可以冒用没有投票的人的名额添票。要靠大家核对公布的领票名单和实到人数来发现。'
    : '两个签发方要串通，才可能冒用没有投票的人的名额添票；领票名单和实到人数都公布，请和会场里的人对一对。',
  '管服务器的人如果改动程序，记下每部手机的网络地址和时间，仍可能猜出是谁的票；连会场的无线网络可以减小这个风险。手机上的程序如果被人换过，也不能保证。',
  '在您写票时站在旁边看的人，或者逼您出示手机的人，这套办法防不住；人数很少或者全体一致的时候，结果本身就说明了一切。',
]

export const Truths = ({ single }: { single: boolean }) => {
  const [open, setOpen] = useState(false)
  return (
    <View className='stack-tight'>
      {single ? <Notice meaning='attention' title='这一轮只有一个签发方' text='没有请见证方一起签发选票。签发方如果作弊，可以添票，只能靠核对领票名单和实到人数发现。' /> : null}
      <View><Button kind='bare' text='保护什么，不保护什么：五句实话' onTap={() => setOpen(true)} /></View>
      {open ? (
        <Sheet title='五句实话' onClose={() => setOpen(false)}>
          <View className='stack' {...role('list')}>
            {truths(single).map((text, i) => <View key={text} className='body' {...role('listitem')}>{i + 1}. {text}</View>)}
          </View>
        </Sheet>
      ) : null}
    </View>
  )
}
