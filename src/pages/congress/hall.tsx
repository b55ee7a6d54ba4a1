import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { collectsOpinions } from '../../../domain/congress/opinions'
import { isRunning } from '../../../domain/congress/secret-part'
import type { Output } from '../../../types/api'
import type { Round } from '../../../types/congress-round'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { openCheckIn, openResult, openSession, writeOpinion } from '../../components/congress-links'
import { Countdown } from '../../components/countdown'
import { ErrorState, Loading } from '../../components/feedback'
import { onItsWay } from '../../components/kept-vote'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { SessionTags } from '../../components/session-row'
import { VoteResult } from '../../components/vote-result'
import { call } from '../../services/call'
import { useQuiet } from '../../services/quiet'
import { personKey, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'
import { Ballot } from '../../components/ballot'
import { QuietHall, ballotPage, ballotText, useBallotPages } from './hall-ballot'
import { Presence, phoneKnown } from './presence'
import { useVotes, type Votes } from './use-votes'
import { OldVotes, VoteState, closedWords } from './vote-state'

type Now = Output<'congress', 'now'>

const EVERY_MS = 5000

const TITLE = '会场'

const wayNotes: Record<Round['way'], string> = {
  named: '记名投票，用手机投。',
  secret: '无记名投票，用纸质票，请到票箱投票。',
  hands: '举手表决，请看主持人。',
}

/** The ballot may be marked on this phone now. */
const mayMark = (now: Now, votes: Votes): boolean => {
  const { round, part } = now
  if (!round || round.state !== 'open' || round.way !== 'named' || part?.state !== 'waiting') return false
  const kept = votes.kept[round._id]
  return kept === undefined || kept.refused !== undefined
}

const roundHeads: Record<Round['state'], string> = {
  drawing: '正在领票', drawn: '领票结束，马上开始投票', open: '正在投票', closing: '投票已截止，正在计票', counted: '投票结果', void: '这一轮投票已作废',
}

const noteOf = (round: Round): string => round.ballot ? '无记名投票，用手机投；没有登记手机的，用纸质票或到写票处。' : wayNotes[round.way]

const RoundCard = ({ now, votes, onVote }: { now: Now & { round: Round }; votes: Votes; onVote: () => void }) => {
  const { round, part, until } = now
  return (
    <View className='stack'>
      <Card title={roundHeads[round.state]} aside={round.no > 1 ? <View className='note'>第 {round.no} 轮</View> : undefined}>
        <View className='stack-tight'>
          <View className='heading'>{round.title}</View>
          <View className='note'>{closedWords(round)} · {noteOf(round)}</View>
          {round.state === 'open' && until ? <Countdown until={until} className='body' /> : null}
          {round.missing ? <View className='body'>{round.missing}</View> : null}
          {round.state === 'void' ? <View className='body'>{round.decision?.sentence}</View> : null}
        </View>
      </Card>
      {round.state === 'counted' ? <VoteResult round={round} brief /> : null}
      <VoteState round={round} part={part} kept={votes.kept[round._id]} waiting={votes.waiting} onVote={ballotPage(now) ?? (mayMark(now, votes) ? onVote : undefined)} voteText={ballotText(now)} />
      {round.state === 'counted' ? <Button wide text='看完整结果' onTap={() => openResult(round._id)} /> : null}
    </View>
  )
}

const MatterCard = ({ now }: { now: Now }) => now.matter
  ? (
    <Card title='现在的议题'>
      <View className='stack'>
        <View className='heading'>{now.matter.title}</View>
        {now.until ? <Countdown until={now.until} className='body' /> : null}
        {collectsOpinions(now.session.stage) && now.me?.observer === false
          ? <View><Button icon='pen' text='提意见' onTap={() => writeOpinion(now.session._id, now.matter?._id)} /></View>
          : null}
      </View>
    </Card>
  )
  : (
    <Notice meaning='waiting' title='请等主持人宣布下一项' text='投票一开始，这里会自动出现选票，不用刷新。' />
  )

/** A round that is over gives way to the matter that is shown next. */
const inFront = (now: Now, round: Round): boolean =>
  isRunning(round.state) || now.matter === null || now.matter._id === round.matterId

const Meeting = ({ now, votes, stale, refresh, onVote }: { now: Now; votes: Votes; stale: string | undefined; refresh: () => Promise<void>; onVote: () => void }) => (
  <View className='stack'>
    {stale ? <Notice meaning='attention' title='没有连上，看到的可能不是最新的' text={stale} act={<Button icon='retry' text='再试一次' onTap={() => void refresh()} />} /> : null}
    <View className='stack-tight'>
      <SessionTags session={now.session} />
      <View className='title' {...role('heading')}>{now.session.title}</View>
      <View className='note'>{now.session.place}</View>
    </View>
    <OldVotes kept={votes.kept} current={now.round?._id} onForget={votes.forget} />
    {now.round && inFront(now, now.round) ? <RoundCard now={{ ...now, round: now.round }} votes={votes} onVote={onVote} /> : <MatterCard now={now} />}
    <Presence now={now} refresh={refresh} />
    <Card flush><ListRow text='议程、文件和决议' onTap={() => openSession(now.session._id)} /></Card>
  </View>
)

/** The round in front, once it is known what became of my vote in it. */
const settledRound = (now: Now | undefined): string | undefined =>
  now?.round && (now.part?.state === 'counted' || now.part?.state === 'late') ? now.round._id : undefined

const Hall = ({ me, id }: { me: Me; id: string }) => {
  const loaded = useLoad(() => call('congress', 'now', { id }), [id])
  usePoll(loaded, EVERY_MS)
  const { data, error, reload } = loaded
  const quiet = useQuiet()
  useBallotPages(me, data)
  const votes = useVotes(me, id, () => void reload())
  const [later, setLater] = useState<string>()
  const { forget } = votes
  const settled = settledRound(data)
  const last = settled === undefined ? undefined : votes.kept[settled]
  const told = last !== undefined && !onItsWay(last)
  // The count has spoken: what the phone remembers of this vote is no longer needed.
  useEffect(() => { if (settled && told) forget(settled) }, [settled, told, forget])
  if (quiet?.shut && quiet.sessionId === id) return <QuietHall sessionId={id} roundId={quiet.roundId} />
  if (!data) {
    return (
      <Page title={TITLE}>
        <View className='stack'>
          <OldVotes kept={votes.kept} current={undefined} onForget={forget} />
          {error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={4} />}
        </View>
      </Page>
    )
  }
  const { round } = data
  if (round && mayMark(data, votes) && later !== round._id) {
    const refused = votes.kept[round._id]?.refused
    return (
      <Ballot
        key={round._id} person={personKey(me)} round={round} until={data.until} refused={refused} offline={error?.kind === 'offline'}
        onCast={choice => votes.cast(round._id, { sessionId: id, title: round.title, choice })} onLater={() => setLater(round._id)}
      />
    )
  }
  const mayCheckIn = data.session.checkInOpen && data.me !== null && !phoneKnown(data.me)
  return (
    <Page title={TITLE} bar={mayCheckIn ? <Button id='check-in' kind='main' wide text='签到' onTap={() => openCheckIn(id)} /> : undefined}>
      <Meeting now={data} votes={votes} stale={error?.message} refresh={reload} onVote={() => setLater(undefined)} />
    </Page>
  )
}

/** A delegate in the meeting: follows by itself; while a vote is open, the ballot and nothing else. */
export default function HallPage() {
  const { id = '' } = useRouter().params
  return <SessionGate>{me => <Hall key={`${id}${me.personId ?? ''}`} me={me} id={id} />}</SessionGate>
}
