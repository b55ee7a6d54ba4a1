import { View } from '@tarojs/components'
import type { Round } from '../../../types/congress-round'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Countdown } from '../../components/countdown'
import { RemindButton } from '../../components/remind'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { openScreen } from './attendance'

const lengths = [{ seconds: 60, text: '1 分钟' }, { seconds: 180, text: '3 分钟' }, { seconds: 300, text: '5 分钟' }]

/** The countdown 倒计时 on the big screen. It closes nothing by itself: the chair does. */
export const Clock = ({ round, until, onShown }: { round: Round; until: number | null; onShown: () => void }) => {
  const show = useAct(async (seconds: number) => {
    await call('congress', 'act', { act: 'show', id: round.sessionId, key: await newId(), matterId: round.matterId, seconds })
    onShown()
  })
  return (
    <View className='stack-tight'>
      <ActTrouble error={show.error} />
      {until !== null ? <Countdown until={until} className='heading' /> : null}
      <View className='wrap'>
        {lengths.map(l => <Button key={l.seconds} text={`倒计时 ${l.text}`} busy={show.busy} onTap={() => void show.run(l.seconds)} />)}
        <Button id='open-screen' text='打开大屏' onTap={() => openScreen(round.sessionId)} />
      </View>
    </View>
  )
}

export interface RoundRunningProps {
  round: Round
  chair: boolean
  /** When the countdown ends. */
  until: number | null
  onShown: () => void
}

/** Turnout while a round is open: how many, never what. */
export const RoundRunning = ({ round, chair, until, onShown }: RoundRunningProps) => (
  <Card title='正在投票'>
    <View className='stack'>
      <View className='wrap'>
        {round.way === 'named' ? <><View className='figure'>{round.voted}</View><View className='body'>人已用手机投出</View></> : null}
        {round.papers > 0 ? <View className='body'>{`已发纸质票 ${round.papers} 张`}</View> : null}
      </View>
      <View className='body'>{`应到 ${round.roll} 人，开始时实到 ${round.present} 人${round.needed > 0 ? `，须 ${round.needed} 票` : ''}。截止以前，谁也看不到投了什么。`}</View>
      {round.way === 'named' ? <RemindButton of={`notVoted.${round._id}`} text='催还没有投票的代表' /> : null}
      {chair ? <Clock round={round} until={until} onShown={onShown} /> : null}
    </View>
  </Card>
)
