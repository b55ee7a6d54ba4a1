import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { tallyLines } from '../../../domain/ballot/tally-words'
import { isRunning } from '../../../domain/congress/secret-part'
import type { Output } from '../../../types/api'
import { role } from '../../components/aria'
import { ErrorState, Loading } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { call } from '../../services/call'
import { personKey, type Me } from '../../services/session'
import { hallWords } from './hall-words'
import { register } from './seal-key'
import { EVERY_MS, LEAST, Sealing } from './sealing'
import { useFollow } from './use-follow'
import type { SealDesk } from './use-seal'

const TITLE = '监票签封'
const RARELY_MS = 60_000

const desk: SealDesk = {
  words: hallWords,
  toSeal: roundId => call('congress', 'toSeal', { roundId }),
  seal: signed => call('congress', 'seal', signed),
  opening: ({ present, issued, incomplete, paperIssued }) => [`签到名册 ${present} 人`, `手机和写票处领票 ${issued} 张`, ...(incomplete ? [`没有领全 ${incomplete} 人`] : []), `纸质票 ${paperIssued} 张`],
  final: ({ size, batches, tally }, question) => [`票箱里 ${size} 张`, ...(batches ? [`纸质票 ${batches} 批`] : []), `有效 ${tally.valid} 张，废票 ${tally.void} 张`, ...tallyLines(question, tally)],
  asks: ['名册和领票名单里的人，都在会场里吗？人数和您数的一样吗？校验码和大屏上的一样吗？都对，再签。', '张数和各项票数，这部手机已经用票箱里的每一张票重新数过。都对，再签。'],
}

const Names = ({ names }: { names: readonly string[] }) => (
  <Notice
    meaning={names.length >= LEAST ? 'done' : 'waiting'} title={`签封密钥已登记：${names.join('、')}`}
    text={names.length >= LEAST ? '密钥只在您这部手机上。会议期间请不要换手机、不要删除本小程序。' : `还须 ${LEAST - names.length} 位监票人打开这一页登记，才能开始用手机投的无记名投票。`}
  />
)

type OneRound = Output<'congress', 'round'>['round']

const waitWords = (round: OneRound): string => {
  switch (round.state) {
    case 'drawing': return '正在领票。领票结束后，这里核对名册和领票名单，再签封。'
    case 'open': return '正在投票。投票截止、纸质票录入以后，这里核对票箱，再签封。'
    case 'counted': return '这一轮已经计票，签封完毕。'
    case 'void': return '这一轮已作废，不用签封。'
    default: return ''
  }
}

/** What I am asked to sign now; nothing while papers are drawn or ballots cast, or once I have signed. */
const mineToSign = (round: OneRound, me: Me): 0 | 1 | null => {
  const mine = round.ballot?.scrutineers.find(s => s.personId === me.personId)
  if (!mine) return null
  if (round.state === 'drawn') return mine.opening ? null : 0
  return round.state === 'closing' && !mine.final ? 1 : null
}

const OneRoundSeal = ({ me, roundId, secret }: { me: Me; roundId: string; secret: string }) => {
  const { data, error, refresh } = useFollow(async () => (await call('congress', 'round', { roundId })).round, EVERY_MS, roundId)
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refresh()} /> : <Loading rows={3} />
  const n = mineToSign(data, me)
  const signed = data.state === 'drawn' || data.state === 'closing'
  return (
    <View className='stack'>
      <View className='title' {...role('heading')}>{data.title}</View>
      {data.ballot && !data.ballot.scrutineers.some(s => s.personId === me.personId)
        ? <Notice meaning='waiting' title='您不是这一轮的监票人' text='这一轮开始领票以前，您还没有登记签封密钥。' /> : null}
      {n !== null ? <Sealing key={`${n}${data.missing}`} desk={desk} roundId={roundId} n={n} title={n === 0 ? '领票签封' : '票箱签封'} secret={secret} onDone={() => void refresh()} /> : null}
      {n === null && signed ? <Notice meaning='done' title='您已签封' text={`还没有签的：${data.ballot?.scrutineers.filter(s => !(data.state === 'drawn' ? s.opening : s.final)).map(s => s.name).join('、') || '无'}`} /> : null}
      {waitWords(data) ? <View className='body'>{waitWords(data)}</View> : null}
    </View>
  )
}

/** Finds the round that runs, where no link named one, and stays with it: whoever signs last is told that it is counted. */
const Running = ({ me, sessionId, secret }: { me: Me; sessionId: string; secret: string }) => {
  const last = useRef<string | null>(null)
  const { data, error, refresh } = useFollow(async () => {
    const { matters } = await call('congress', 'session', { id: sessionId })
    last.current = matters.flatMap(m => m.rounds).find(r => r.way === 'secret' && isRunning(r.state))?._id ?? last.current
    return { roundId: last.current }
  }, EVERY_MS, sessionId)
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refresh()} /> : <Loading rows={3} />
  if (data.roundId) return <OneRoundSeal key={data.roundId} me={me} roundId={data.roundId} secret={secret} />
  return <View className='body'>现在没有要签封的投票。开始领票以后，这里会自动出现。</View>
}

const Seal = ({ me, sessionId, roundId }: { me: Me; sessionId: string; roundId: string | undefined }) => {
  const person = personKey(me)
  const [enough, setEnough] = useState(false)
  // The same key again changes nothing, and tells who has come meanwhile.
  const { data, error, refresh } = useFollow(() => register(person, sessionId, pub => call('congress', 'sealKey', { id: sessionId, pub })), enough ? RARELY_MS : EVERY_MS, `${person}${sessionId}`)
  const there = (data?.scrutineers.length ?? 0) >= LEAST
  useEffect(() => setEnough(there), [there])
  return (
    <Page title={TITLE}>
      <View className='stack'>
        {data ? <Names names={data.scrutineers} /> : error ? <ErrorState error={error} onRetry={() => void refresh()} /> : <Loading rows={2} />}
        {data && roundId ? <OneRoundSeal me={me} roundId={roundId} secret={data.secret} /> : null}
        {data && !roundId ? <Running me={me} sessionId={sessionId} secret={data.secret} /> : null}
      </View>
    </Page>
  )
}

/** A scrutineer 监票人 checks lists, board and count on the own device, and signs them 签封. */
export default function SealPage() {
  const { session = '', round } = useRouter().params
  return <SessionGate>{me => <Seal key={`${session}${round}${me.personId ?? ''}`} me={me} sessionId={session} roundId={round} />}</SessionGate>
}
