import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useCallback, useMemo, useState } from 'react'
import type { Round } from '../../../domain/ballot/manifest'
import { Refusal } from '../../../domain/refusal'
import type { PublicRound } from '../../../types/ballot'
import { role } from '../../components/aria'
import { Ballot } from '../../components/ballot'
import { ErrorState, Loading } from '../../components/feedback'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { readRound } from '../../services/box'
import type { CallError } from '../../services/call'
import { readPaper, savePaper, type HeldPaper } from '../../services/credentials'
import { LONGEST_DELAY_S } from '../../services/outbox'
import { host } from '../../services/host'
import { personKey, type Me } from '../../services/session'
import { checkedRound } from './draw'
import { HallCode } from './hall-code'
import { problemOf, shownQuestion } from './question'
import { stageOf } from './stage'
import { useCast } from './use-cast'
import { useDraw, type Place } from './use-draw'
import { useFind } from './use-find'
import { useFollow } from './use-follow'
import { VoteStatus } from './vote-status'

const EVERY_MS = 3000
const TITLE = '无记名投票'

/** The paper that this phone keeps; what is shown is always what is written down. */
const usePaper = ({ person, roundId }: Place) => {
  const [held, setHeld] = useState(() => readPaper(person, roundId))
  const keep = useCallback((paper: HeldPaper) => {
    savePaper(person, roundId, paper)
    setHeld(paper)
  }, [person, roundId])
  const forget = useCallback(() => setHeld(undefined), [])
  return { held, keep, forget }
}

interface Checked { round?: Round; problem?: string }

const check = (manifest: string | undefined, roundId: string): Checked => {
  if (manifest === undefined) return {}
  try {
    return { round: checkedRound(manifest, roundId) }
  } catch (error) {
    return { problem: error instanceof Refusal ? error.message : '投票设置读不懂。请不要投，告诉监票人' }
  }
}

interface VotingProps { place: Place; shown: PublicRound; error: CallError | undefined; paper: ReturnType<typeof usePaper> }

const Voting = ({ place, shown, error, paper }: VotingProps) => {
  const { held, keep, forget } = paper
  const { round, problem } = useMemo(() => check(held?.manifest ?? shown.manifest, place.roundId), [held?.manifest, shown.manifest, place.roundId])
  const changed = held !== undefined && held.manifest !== shown.manifest
  const draw = useDraw(place, shown, held, keep)
  const { outgoing, cast } = useCast(place, round, held, shown.delay, keep)
  const find = useFind(place.roundId, round, held, shown.state === 'counted', keep)
  const stage = stageOf(shown, held)
  if (!round || problem || changed) return <Page title={TITLE}><ErrorState error={{ kind: 'refusal', message: problem ?? '领票以后，服务器给出的投票设置变了。请不要投，马上告诉监票人' }} /></Page>
  const { question } = round.manifest
  if (stage === 'marking') {
    return (
      <Ballot
        key={place.roundId} person={place.person} round={{ _id: place.roundId, title: question.text, question: shownQuestion(question) }} until={null} refused={undefined}
        offline={error?.kind === 'offline'} problemOf={problemOf(question)} onCast={choice => void cast(choice)} onLater={() => void Taro.navigateBack()} later='先不投，返回'
      >
        <HallCode round={round} />
      </Ballot>
    )
  }
  return (
    <Page title={TITLE}>
      <View className='stack'>
        <View className='title' {...role('heading')}>{question.text}</View>
        <VoteStatus
          place={place} stage={stage} shown={shown} round={round} held={held} outgoing={outgoing} draw={draw} find={find} stale={error}
          delay={host.local ? shown.delay : LONGEST_DELAY_S} onForget={forget}
        />
      </View>
    </Page>
  )
}

const One = ({ me, sessionId, roundId }: { me: Me; sessionId: string; roundId: string }) => {
  const place = useMemo(() => ({ person: personKey(me), sessionId, roundId }), [me, sessionId, roundId])
  const paper = usePaper(place)
  const { data, error, refresh } = useFollow(() => readRound(roundId), EVERY_MS, roundId)
  if (!data) return <Page title={TITLE}>{error ? <ErrorState error={error} onRetry={() => void refresh()} /> : <Loading rows={4} />}</Page>
  return <Voting place={place} shown={data} error={error} paper={paper} />
}

/** A secret ballot 无记名投票 on the voter's own phone, from drawing the paper to finding it on the board. */
export default function VotePage() {
  const { session = '', round = '' } = useRouter().params
  return <SessionGate>{me => <One key={`${round}${me.personId ?? ''}`} me={me} sessionId={session} roundId={round} />}</SessionGate>
}
