import { View } from '@tarojs/components'
import { useState } from 'react'
import { fewProblem } from '../../../domain/congress/secret-part'
import type { BallotInfo } from '../../../types/ballot'
import type { Round } from '../../../types/congress-round'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { openBooth, openSeal } from '../../components/congress-links'
import { Notice } from '../../components/notice'
import { RemindButton } from '../../components/remind'
import { Confirm } from '../../components/sheet'
import { ActTrouble } from '../../components/trouble'
import { readRecord } from '../../services/box'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { useClock } from '../../services/use-clock'
import { gateOf, type Gate } from './ballot-gates'
import { BallotLists } from './ballot-lists'
import { Clock } from './round-running'

const GateButton = ({ round, ballot, gate, onDone }: { round: Round; ballot: BallotInfo; gate: Gate; onDone: () => void }) => {
  const [asking, setAsking] = useState(false)
  const act = useAct(async (few: boolean) => {
    const roundId = round._id
    try {
      await (gate.act === 'castOpen' ? call('congress', 'castOpen', { roundId, ...(few ? { few } : {}) }) : call('congress', gate.act, { roundId }))
    } finally {
      setAsking(false)
    }
    onDone()
  })
  const few = gate.act === 'castOpen' ? fewProblem(ballot.drawn, ballot.papers) : null
  if (gate.waits) return <View className='body strong' {...role('status')}>{gate.waits}</View>
  return (
    <View className='stack-tight'>
      <ActTrouble error={act.error} />
      <View><Button id={`gate-${gate.act}`} kind='main' text={gate.text} busy={act.busy} onTap={() => gate.ask ? setAsking(true) : void act.run(false)} /></View>
      {asking ? (
        <Confirm
          title={few ? '票太少，仍然开始投票？' : gate.ask} yes={few ? '仍然开始' : gate.text} busy={act.busy} onYes={() => void act.run(few !== null)} onNo={() => setAsking(false)}
          text={few ? `${few}。` : gate.why}
        />
      ) : null}
    </View>
  )
}

/** Who has signed 签封, and who has not. */
const Signers = ({ round, ballot }: { round: Round; ballot: BallotInfo }) => {
  const n = round.state === 'closing' || round.state === 'counted' ? 'final' : 'opening'
  const words = (done: boolean) => ballot.scrutineers.filter(s => s[n] === done).map(s => s.name).join('、') || '无'
  return (
    <>
      <Fact name={n === 'final' ? '票箱签封' : '领票签封'} value={words(true)} />
      <Fact name='还没有签' value={words(false)} />
    </>
  )
}

const Record = ({ round }: { round: Round }) => {
  const record = useAct(async () => host.handOverFrom((await readRecord(round._id)).url, `公开记录-${round._id}.json`))
  return (
    <View className='stack-tight'>
      <ActTrouble error={record.error} />
      <View><Button id='record' text='下载公开记录' busy={record.busy} onTap={() => void record.run()} /></View>
      <View className='note'>{round.state === 'counted' ? '任何人都可以用它重新计票：npm run verify。' : '现在是开始投票前的部分：签到名册和领票名单。'}</View>
    </View>
  )
}

/** From the opening head on there is something to check. */
const isOpened = (round: Round) => round.state === 'open' || round.state === 'closing' || round.state === 'counted'

export interface BallotCardProps {
  round: Round
  ballot: BallotInfo
  chair: boolean
  /** A scrutineer 监票人. */
  desk: boolean
  until: number | null
  onShown: () => void
  onDone: () => void
}

/** A secret ballot on phones, for whoever runs it: code, papers drawn, who has signed, and the next gate. */
export const BallotCard = ({ round, ballot: b, chair, desk, until, onShown, onDone }: BallotCardProps) => {
  const now = useClock(b.closesAt !== null && round.state === 'open' ? 1000 : 60_000)
  const gate = gateOf(round, b, now)
  return (
    <Card title='无记名投票'>
      <View className='stack'>
        {b.issuers.length === 1 ? <Notice meaning='attention' title='单一签发方' text={`只由${b.issuers[0]}签发。它若作弊可以添票，只能靠核对领票名单和实到人数发现。`} /> : null}
        <View>
          <Fact name='校验码' value={b.code} />
          <Fact name='领票' value={`手机和写票处 ${b.drawn} 张，纸质票 ${b.papers} 张，开始时实到 ${round.present} 人`} />
          {b.incomplete > 0 ? <Fact name='没有领全' value={`${b.incomplete} 人，有签发方没有答复`} /> : null}
          <Signers round={round} ballot={b} />
          <Fact name='签发方' value={b.issuers.join('、')} />
          <Fact name='公布方式' value={b.board === 'open' ? '逐张公布选票' : '只公布每张票的校验值：填法比人多，逐张公布会暴露填票人'} />
        </View>
        {chair && gate ? <GateButton round={round} ballot={b} gate={gate} onDone={onDone} /> : null}
        {chair && round.state === 'open' && b.closesAt === null ? <Clock round={round} until={until} onShown={onShown} /> : null}
        {round.state === 'drawing' ? <RemindButton of={`notDrawn.${round._id}`} text='催还没有领票的代表' /> : null}
        <View className='wrap'>
          {desk && (round.state === 'drawn' || round.state === 'closing') ? <Button id='to-seal' kind={chair ? 'quiet' : 'main'} text='去签封' onTap={() => openSeal(round.sessionId, round._id)} /> : null}
          {chair && (round.state === 'drawing' || round.state === 'open') ? <Button text='写票处平板' onTap={() => openBooth(round.sessionId)} /> : null}
          <BallotLists round={round} />
        </View>
        {isOpened(round) ? <Record round={round} /> : null}
      </View>
    </Card>
  )
}
