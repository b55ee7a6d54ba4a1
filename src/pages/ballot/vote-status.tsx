import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import type { Round } from '../../../domain/ballot/manifest'
import type { PublicRound } from '../../../types/ballot'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
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
import { stepsOf, type Stage } from './stage'
import { Truths } from './truths'
import type { Place } from './use-draw'
import { handOverEvidence } from './use-find'
import type { Wording } from './wording'

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
  words: Wording
  /** The way to the result, once there is one. */
  result?: ReactNode
}

/** The random wait, and that it is over and no answer has come yet. */
const Sending = ({ outgoing, delay, words }: { outgoing: Outgoing | undefined; delay: number; words: Wording }) => {
  const now = useClock(1000)
  if (!outgoing || outgoing.at > now) {
    return (
      <View className='stack-tight'>
        <Notice {...words.mixing(delay)} />
        {outgoing ? <Countdown until={outgoing.at} /> : null}
      </View>
    )
  }
  return <Notice {...words.underWay} />
}

const ShortCode = ({ code, words }: { code: string; words: Wording }) => (
  <Card title='短码'>
    <View className='stack-tight'>
      <View className='short-code'>{code}</View>
      <View className='note'>{words.shortCode}</View>
    </View>
  </Card>
)

/** What is kept on the phone could prove to somebody else how one voted; so it can be thrown away. */
const Forget = ({ place, held, onForget, words }: { place: Place; held: HeldPaper; onForget: () => void; words: Wording }) => {
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
          danger title={words.forget.title} yes='删除凭据' no='先留着' onYes={forget} onNo={() => setAsking(false)}
          text={held.place ? words.forget.found : words.forget.notFound}
        />
      ) : null}
    </View>
  )
}

const Evidence = ({ held, words }: { held: HeldPaper; words: Wording }) => {
  const hand = useAct(() => handOverEvidence(held))
  return (
    <View className='stack-tight'>
      <ActTrouble error={hand.error} />
      <View><Button id='evidence' kind='main' text='导出凭据，交给监票人' busy={hand.busy} onTap={() => void hand.run()} /></View>
      <View className='note'>{words.evidence}</View>
    </View>
  )
}

const settled: readonly Stage[] = ['found', 'missed', 'dropped', 'refused']

/** Everything but the marking: where the ballot is, in plain words. */
export const VoteStatus = (p: VoteStatusProps) => {
  const { stage, shown, held, round, words: wording } = p
  // What keeps the paper from being drawn stands in the place of the wait.
  const words = stage === 'drawing' && p.draw.problem ? null : wording.of(stage, shown, held)
  const single = round.manifest.issuers.length === 1
  return (
    <View className='stack'>
      {p.stale ? <StatusLine meaning='offline' text={p.stale.kind === 'offline' ? '现在没有连上，连上后自动接着办。' : p.stale.message} /> : null}
      {p.draw.problem ? <Notice meaning={p.draw.problem.kind === 'refusal' ? 'refused' : 'attention'} title={wording.notDrawn} text={p.draw.problem.message} act={<Button text='再试一次' icon='retry' onTap={p.draw.again} />} /> : null}
      {stage === 'sending' ? <Sending outgoing={p.outgoing} delay={p.delay} words={wording} /> : null}
      {words ? <Notice {...words} /> : null}
      <ActTrouble error={p.find.error} />
      {p.find.error ? <View><Button text='再查一次' icon='retry' busy={p.find.busy} onTap={() => void p.find.run()} /></View> : null}
      {held?.code ? <ShortCode code={held.code} words={wording} /> : null}
      {held && (stage === 'dropped' || stage === 'refused') ? <Evidence held={held} words={wording} /> : null}
      {stage === 'drawing' || stage === 'ready' ? <HallCode round={round} words={wording} /> : null}
      <Card title='到哪一步了'><Timeline label='投票的步骤' steps={stepsOf(stage, wording.steps)} /></Card>
      {p.result}
      {held && (settled.includes(stage) || shown.state === 'void') ? <Forget place={p.place} held={held} onForget={p.onForget} words={wording} /> : null}
      <Truths single={single} words={wording} />
    </View>
  )
}
