import { View } from '@tarojs/components'
import { sendStateWords } from '../../../domain/notice/words'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { Notice } from '../../../types/notice'
import type { SendCounts, SendState } from '../../../types/notice-sending'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { CountBar } from '../../components/count-bar'
import { Notice as Told } from '../../components/notice'
import { SendTag } from './send-tag'
import { sendNotes, sendOrder } from './words'

export type Progress = Output<'notices', 'progress'>

const sum = (counts: SendCounts, ...of: SendState[]) => of.reduce((n, s) => n + (counts[s] ?? 0), 0)

const leftOf = (counts: SendCounts) => sum(counts, 'waiting', 'sending')

/** Called off, or stopped by WeChat, but whoever still waited is not yet told off: the timer does that. */
export const isTakenBack = (state: Notice['state'], counts: SendCounts): boolean => (state === 'cancelled' || state === 'stopped') && leftOf(counts) > 0

const TAKEN_BACK = '正在收回还没有发出的提醒'

/** The whole, in one sentence that adds up. */
const sumWords = (total: number, c: SendCounts, takenBack: boolean): string => {
  const left = leftOf(c)
  const [reached, unknown] = [sum(c, 'sent'), sum(c, 'unknown')]
  const parts = [`${reached} 人已发微信提醒`, left > 0 ? `${left} 人${takenBack ? '的提醒正在收回' : '还没有轮到'}` : '', unknown > 0 ? `${unknown} 人结果不明` : '', `${total - reached - left - unknown} 人只在“通知”里`]
  return `一共 ${total} 人：${parts.filter(Boolean).join('，')}。`
}

/** Everybody who was to be sent a message. */
const meant = (c: SendCounts) => sum(c, 'sent', 'refused', 'failed', 'unknown', 'waiting', 'sending', 'stopped')

const stateText = (n: Notice, why: string, takenBack: boolean): { meaning: 'done' | 'waiting' | 'attention' | 'refused'; title: string; text?: string } => {
  switch (n.state) {
    case 'scheduled': return { meaning: 'waiting', title: `定于 ${whenWords(n.sendAt ?? 0, Date.now())} 发送`, text: `到时自动发给 ${n.plan?.total ?? 0} 人${n.message ? '；发之前再数一遍，人员和次数以那时为准' : ''}。可以暂停或取消。` }
    case 'sending': return { meaning: 'waiting', title: n.message ? '正在发送微信提醒' : '正在放进大家的“通知”', text: why || '自动进行，可以离开这一页。' }
    case 'paused': return { meaning: 'attention', title: '已暂停', text: n.shownAt === null ? '还没有发给任何人。继续后仍到定好的时间发；时间已过的马上发。' : '没有发出的微信提醒停在这里，继续后接着发。' }
    case 'cancelled': return { meaning: 'refused', title: '已取消', text: n.shownAt === null ? `${takenBack ? `${TAKEN_BACK}。` : ''}没有发给任何人。` : `${takenBack ? TAKEN_BACK : '还没有发出的微信提醒不再发'}；“通知”里的还在。` }
    case 'stopped': return { meaning: 'refused', title: '微信提醒已中止', text: `${why}。${takenBack ? `${TAKEN_BACK}。` : ''}“通知”里的还在。` }
    default: return { meaning: 'done', title: n.message ? '微信提醒已发完' : '已放进大家的“通知”', text: why || undefined }
  }
}

const Counts = ({ counts, takenBack, onPick }: { counts: SendCounts; takenBack: boolean; onPick: (state: SendState) => void }) => (
  <View {...role('list')} ariaLabel='各种结果'>
    {sendOrder.filter(s => (counts[s] ?? 0) > 0).map(s => (
      <View key={s} className='count-line' {...role('listitem')} ariaLabel={`${sendStateWords[s]} ${counts[s]} 人`}>
        <View className='count-words'>
          <View className='wrap'><SendTag state={s} /><View className='strong'>{counts[s]} 人</View></View>
          <View className='note'>{takenBack && s === 'waiting' ? '正在收回，不会再发' : sendNotes[s]}</View>
        </View>
        <Button text='看名单' label={`看名单：${sendStateWords[s]}`} onTap={() => onPick(s)} />
      </View>
    ))}
  </View>
)

/** How far it is, what became of everybody, and who has read it. */
export const ProgressPart = ({ notice, progress: { why, counts, total, read, confirmed }, onPick }: { notice: Notice; progress: Progress; onPick: (state: SendState) => void }) => {
  const all = meant(counts)
  const left = leftOf(counts)
  const takenBack = isTakenBack(notice.state, counts)
  return (
    <View className='stack'>
      <Told {...stateText(notice, why, takenBack)} />
      {notice.message ? (
        <Card title='微信提醒'>
          <View className='stack'>
            {notice.shownAt === null ? null : <View className='body'>{sumWords(total, counts, takenBack)}</View>}
            {all > 0 ? (
              <CountBar
                unit='人' total={all}
                parts={[{ text: '已发送', count: sum(counts, 'sent'), filling: 'full' }, { text: '没有发成', count: all - left - sum(counts, 'sent'), filling: 'striped' }, { text: takenBack ? '正在收回' : '还没有轮到', count: left, filling: 'empty' }]}
              />
            ) : <View className='body'>没有人能收到微信提醒。绑定了微信的人在“通知”里看；没有绑定的，请发短信或把名单张贴出来。</View>}
            <Counts counts={counts} takenBack={takenBack} onPick={onPick} />
          </View>
        </Card>
      ) : null}
      {notice.shownAt === null ? null : (
        <Card title='“通知”里'>
          <View className='stack'>
            <View className='plan-head'><View className='figure'>{read}</View><View className='body'>人看过，共 {total} 人</View></View>
            {notice.plan?.hidden ? <View className='note'>其中 {notice.plan.hidden} 人选了不看这一类，“通知”里看不到。</View> : null}
            <CountBar
              unit='人' total={total}
              parts={notice.mustConfirm
                ? [{ text: '已确认知悉', count: confirmed, filling: 'full' }, { text: '只看过', count: read - confirmed, filling: 'striped' }, { text: '还没有看', count: Math.max(0, total - read), filling: 'empty' }]
                : [{ text: '看过', count: read, filling: 'full' }, { text: '还没有看', count: Math.max(0, total - read), filling: 'empty' }]}
            />
          </View>
        </Card>
      )}
    </View>
  )
}
