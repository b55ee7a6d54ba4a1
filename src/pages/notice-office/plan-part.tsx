import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { previewOf } from '../../../domain/notice/build'
import { noticeKindWords } from '../../../domain/notice/words'
import { whenWords } from '../../../domain/words-time'
import type { Notice } from '../../../types/notice'
import type { Planned, SendState } from '../../../types/notice-sending'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { CountBar } from '../../components/count-bar'
import { Notice as Told } from '../../components/notice'

const PLAN_HOLDS_WORDS = '预演半小时内有效；人员和次数变了，要重新预演。'

const onlyInbox = (p: Planned) => p.total - p.message

const reasons: { state: Extract<SendState, 'noCredit' | 'unbound' | 'muted'>; words: (n: number) => string }[] = [
  { state: 'noCredit', words: n => `${n} 人没有可用的订阅次数：要本人在小程序里点过“通知我”才有` },
  { state: 'unbound', words: n => `${n} 人没有绑定微信：绑定以后才看得到，请再用短信或张贴告知` },
  { state: 'muted', words: n => `${n} 人不要这类微信提醒` },
]

/** What WeChat would show shorter than it was written. */
const cutWords = ({ message }: Notice): string[] =>
  message ? previewOf(message.template, message.values).filter(f => f.shortened).map(f => `“${f.label}”在微信里会显示成“${f.sent}”`) : []

export interface PlanPartProps {
  notice: Notice
  plan: Planned
  /** Plans once more. */
  again: ReactNode
  /** Who they are. */
  onList: () => void
}

/** What would happen: who gets a message, who the inbox only, and why. Nothing is sent by it. */
export const PlanPart = ({ notice, plan, plan: { hidden = 0 }, again, onList }: PlanPartProps) => (
  <View className='stack'>
    <Told meaning='waiting' title='这是预演，还没有发给任何人' text={`${whenWords(plan.at, Date.now())} 数的。${PLAN_HOLDS_WORDS}`} act={again} />
    {cutWords(notice).map(words => <Told key={words} meaning='attention' title={words} />)}
    <Card title='谁会收到' aside={<Button kind='bare' text='都有谁' onTap={onList} />}>
      <View className='stack'>
        <View className='plan-head'><View className='figure'>{plan.total}</View><View className='body'>{hidden > 0 ? '人' : '人，每个人的“通知”里都有一份'}</View></View>
        {hidden > 0 ? <Told meaning='attention' title={`其中 ${hidden} 人选了不看“${noticeKindWords[notice.kind]}”类，“通知”里看不到这一条`} text='一定要人人知道的，请回去勾上“请每个人确认”，就一定会有。' /> : null}
        {notice.message ? (
          <>
            <CountBar
              unit='人' total={plan.total}
              parts={[{ text: '还会收到微信提醒', count: plan.message, filling: 'full' }, { text: '只在“通知”里', count: onlyInbox(plan), filling: 'empty' }]}
            />
            {onlyInbox(plan) > 0 ? (
              <View className='stack-tight'>
                <View className='strong'>为什么只在“通知”里</View>
                {reasons.filter(r => plan[r.state] > 0).map(r => <View key={r.state} className='body'>{r.words(plan[r.state])}</View>)}
              </View>
            ) : null}
          </>
        ) : <View className='body'>这条通知不发微信提醒。</View>}
      </View>
    </Card>
  </View>
)
