import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Round } from '../../../domain/ballot/manifest'
import type { PublicRound } from '../../../types/ballot'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { openResult } from '../../components/congress-links'
import { Countdown } from '../../components/countdown'
import { Notice } from '../../components/notice'
import { Confirm } from '../../components/sheet'
import { StatusLine } from '../../components/status-line'
import { Timeline } from '../../components/timeline'
import { ActTrouble } from '../../components/trouble'
import type { CallError } from '../../services/call'
import { dropPaper, type HeldPaper } from '../../services/credentials'
import type { Outgoing } from '../../services/outbox'
import { useAct, type Act } from '../../services/use-act'
import { useClock } from '../../services/use-clock'
import { HallCode } from './hall-code'
import { stepsOf, wordsOf, type Stage } from './stage'
import { Truths } from './truths'
import type { Place } from './use-draw'
import { handOverEvidence } from './use-find'

export interface VoteStatusProps {
  place: Place
  stage: Stage
  shown: PublicRound
  round: Round
  held: HeldPaper | undefined
  outgoing: Outgoing | undefined
  draw: { problem: CallError | undefined; again: () => void }
  find: Act<[], void>
  /** Why the last question was not answered. */
  stale: CallError | undefined
  /** The longest that a ballot waits, seconds. */
  delay: number
  onForget: () => void
}

/** The random wait, and that it is over and no answer has come yet. */
const Sending = ({ outgoing, delay }: { outgoing: Outgoing | undefined; delay: number }) => {
  const now = useClock(1000)
  if (!outgoing || outgoing.at > now) {
    return (
      <View className='stack-tight'>
        <Notice meaning='waiting' title='投票正在混入票箱' text={`您的票已经封好，会在 ${delay} 秒内挑一个时刻自动送出，这样没有人能从先后顺序上认出它。可以关上手机，下次打开会接着送。`} />
        {outgoing ? <Countdown until={outgoing.at} /> : null}
      </View>
    )
  }
  return <Notice meaning='attention' title='正在送往票箱，还没有收到回执' text='票在这部手机里，会用同一张票自动再送，不会算成两票。请连上网络，打开本小程序。' />
}

const ShortCode = ({ code }: { code: string }) => (
  <Card title='短码'>
    <View className='stack-tight'>
      <View className='short-code'>{code}</View>
      <View className='note'>票箱收到您的票以后给的。可以抄下来；用它找不到您的票，也看不出您投了什么。</View>
    </View>
  </Card>
)

/** What is kept on the phone could prove to somebody else how one voted; so it can be thrown away. */
const Forget = ({ place, held, onForget }: { place: Place; held: HeldPaper; onForget: () => void }) => {
  const [asking, setAsking] = useState(false)
  const forget = () => {
    dropPaper(place.person, place.roundId)
    setAsking(false)
    onForget()
  }
  return (
    <View>
      <Button id='forget' text='删除我的凭据' onTap={() => setAsking(true)} />
      {asking ? (
        <Confirm
          danger title='删除这一轮的凭据？' yes='删除凭据' no='先留着' onYes={forget} onNo={() => setAsking(false)}
          text={held.place ? '您已经查验过。删除以后，这部手机上再没有什么能说明您投了哪一票。不能恢复。' : '您的票还没有查验到。删除以后就不能再查验，也不能投诉。不能恢复。'}
        />
      ) : null}
    </View>
  )
}

const Evidence = ({ held }: { held: HeldPaper }) => {
  const hand = useAct(() => handOverEvidence(held))
  return (
    <View className='stack-tight'>
      <ActTrouble error={hand.error} />
      <View><Button id='evidence' kind='main' text='导出凭据，交给监票人' busy={hand.busy} onTap={() => void hand.run()} /></View>
      <View className='note'>凭据里有您这张票的内容。交给监票人以前，请想好愿不愿意让他看到。</View>
    </View>
  )
}

const settled: readonly Stage[] = ['found', 'missed', 'dropped', 'refused']

/** Everything but the marking: where the ballot is, in plain words. */
export const VoteStatus = (p: VoteStatusProps) => {
  const { stage, shown, held, round } = p
  // What keeps the paper from being drawn stands in the place of the wait.
  const words = stage === 'drawing' && p.draw.problem ? null : wordsOf(stage, shown, held)
  const single = round.manifest.issuers.length === 1
  return (
    <View className='stack'>
      {p.stale ? <StatusLine meaning='offline' text={p.stale.kind === 'offline' ? '现在没有连上，连上后自动接着办。' : p.stale.message} /> : null}
      {p.draw.problem ? <Notice meaning={p.draw.problem.kind === 'refusal' ? 'refused' : 'attention'} title='还没有领到票' text={p.draw.problem.message} act={<Button text='再试一次' icon='retry' onTap={p.draw.again} />} /> : null}
      {stage === 'sending' ? <Sending outgoing={p.outgoing} delay={p.delay} /> : null}
      {words ? <Notice {...words} /> : null}
      <ActTrouble error={p.find.error} />
      {p.find.error ? <View><Button text='再查一次' icon='retry' busy={p.find.busy} onTap={() => void p.find.run()} /></View> : null}
      {held?.code ? <ShortCode code={held.code} /> : null}
      {held && (stage === 'dropped' || stage === 'refused') ? <Evidence held={held} /> : null}
      {stage === 'drawing' || stage === 'ready' ? <HallCode round={round} /> : null}
      <Card title='到哪一步了'><Timeline label='投票的步骤' steps={stepsOf(stage)} /></Card>
      {shown.state === 'counted' ? <View><Button text='看投票结果' onTap={() => openResult(p.place.roundId)} /></View> : null}
      {held && (settled.includes(stage) || shown.state === 'void') ? <Forget place={p.place} held={held} onForget={p.onForget} /> : null}
      <Truths single={single} />
    </View>
  )
}
