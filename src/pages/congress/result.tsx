import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { wayWords } from '../../../domain/congress/words'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { Round } from '../../../types/congress-round'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { openHall } from '../../components/congress-links'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { RollCall } from '../../components/roll-call'
import { SessionGate } from '../../components/session-gate'
import { LoadedView } from '../../components/trouble'
import { VoteResult } from '../../components/vote-result'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { VoteState } from './vote-state'

const running: Partial<Record<Round['state'], string>> = { drawing: '正在领票', drawn: '领票结束，等待开始投票', open: '正在投票', closing: '投票已截止，正在计票' }

const About = ({ round }: { round: Round }) => (
  <Card title='这一轮'>
    <Fact name='方式' value={wayWords[round.way]} />
    <Fact name='轮次' value={`第 ${round.no} 轮${round.why ? `（${round.why}）` : ''}`} />
    <Fact name='开始' value={whenWords(round.openedAt, Date.now())} />
    {round.closedAt ? <Fact name='截止' value={whenWords(round.closedAt, Date.now())} /> : null}
  </Card>
)

const Shown = ({ data }: { data: Output<'congress', 'round'> }) => {
  const { round, part, calls } = data
  return (
    <View className='stack'>
      <View className='title' {...role('heading')}>{round.title}</View>
      {running[round.state]
        ? <Notice meaning='waiting' title={running[round.state]!} text='结果要等计票以后才公布。' act={<Button text='去会场' onTap={() => openHall(round.sessionId)} />} />
        : null}
      <VoteResult round={round} />
      <VoteState round={round} part={part} kept={undefined} waiting={false} />
      <RollCall calls={calls} />
      <About round={round} />
    </View>
  )
}

const Result = ({ id, tenant }: { id: string; tenant?: string }) => {
  const loaded = useLoad(() => call('congress', 'round', { roundId: id, tenant }), [id, tenant])
  usePullDownRefresh(() => void loaded.reload().then(() => Taro.stopPullDownRefresh()))
  return <LoadedView loaded={loaded} rows={5}>{data => <Shown data={data} />}</LoadedView>
}

/** The result of one round: the sentence of the law's count, the bar, the figures, the roll call. */
export default function ResultPage() {
  const { round = '', tenant } = useRouter().params
  return <Page title='表决结果'><SessionGate>{() => <Result key={round} id={round} tenant={tenant} />}</SessionGate></Page>
}
