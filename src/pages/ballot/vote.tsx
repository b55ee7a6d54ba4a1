import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useMemo } from 'react'
import type { PublicRound } from '../../../types/ballot'
import { role } from '../../components/aria'
import { Ballot } from '../../components/ballot'
import { Button } from '../../components/button'
import { openResult } from '../../components/congress-links'
import { ErrorState, Loading } from '../../components/feedback'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { readRound } from '../../services/box'
import type { CallError } from '../../services/call'
import { isComplete } from '../../services/credentials'
import { longestWait } from '../../services/outbox'
import { hush } from '../../services/quiet'
import { personKey, type Me } from '../../services/session'
import { HallCode } from './hall-code'
import { hallRoll } from './hall-roll'
import { hallWords } from './hall-words'
import { problemOf, shownQuestion, signedChoice } from './question'
import { stageOf } from './stage'
import { useCast } from './use-cast'
import { useDraw, type Place } from './use-draw'
import { useFind } from './use-find'
import { useFollow } from './use-follow'
import { usePaper, useRound, type Paper } from './use-paper'
import { VoteStatus } from './vote-status'

const EVERY_MS = 3000
const TITLE = '无记名投票'

interface VotingProps { place: Place; shown: PublicRound; error: CallError | undefined; paper: Paper }

const Voting = ({ place, shown, error, paper }: VotingProps) => {
  const { held, keep, forget } = paper
  const { round, problem } = useRound(place.roundId, shown, held)
  const draw = useDraw(place, hallRoll, shown, held, keep)
  const { outgoing, cast } = useCast(place, round, held, shown.delay, keep)
  const find = useFind(place.roundId, round, held, shown.state === 'counted', keep)
  const stage = stageOf(shown, held)
  const holding = held !== undefined && isComplete(held) && held.ballot === ''
  useEffect(() => { if (holding) hush(place.sessionId, place.roundId) }, [holding, place])
  if (!round || problem) return <Page title={TITLE}><ErrorState error={{ kind: 'refusal', message: problem ?? '' }} /></Page>
  const { question } = round.manifest
  if (stage === 'marking') {
    return (
      <Ballot
        key={place.roundId} person={place.person} round={{ _id: place.roundId, title: question.text, question: shownQuestion(question) }} until={null} refused={undefined}
        offline={error?.kind === 'offline'} problemOf={problemOf(question)} onCast={choice => void cast(signedChoice(question, choice))} onLater={() => void Taro.navigateBack()} later='先不投，返回'
      >
        <HallCode round={round} words={hallWords} />
      </Ballot>
    )
  }
  return (
    <Page title={TITLE}>
      <View className='stack'>
        <View className='title' {...role('heading')}>{question.text}</View>
        <VoteStatus
          place={place} stage={stage} shown={shown} round={round} held={held} outgoing={outgoing} draw={draw} find={find} stale={error}
          delay={longestWait(shown.delay) / 1000} onForget={forget} words={hallWords}
          result={shown.state === 'counted' ? <View><Button text='看投票结果' onTap={() => openResult(place.roundId)} /></View> : null}
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
