import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useMemo } from 'react'
import type { Choice } from '../../../domain/ballot/question'
import type { PublicRound } from '../../../types/ballot'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { ErrorState, Loading } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { CallError } from '../../services/call'
import { openPage } from '../../services/open-page'
import { longestWait } from '../../services/outbox'
import { hushUntil } from '../../services/quiet'
import { personKey, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'
import { stageOf } from './stage'
import { Before } from './survey-before'
import { SurveyForm } from './survey-form'
import { readKnown, readRoundOrKept, type Known } from './survey-kept'
import { surveyRoll } from './survey-roll'
import { Steps } from './survey-steps'
import { surveyWords } from './survey-words'
import { useCast } from './use-cast'
import { useDraw, type Place } from './use-draw'
import { useFind } from './use-find'
import { useFollow } from './use-follow'
import { usePaper, useRound, type Paper } from './use-paper'
import { VoteStatus } from './vote-status'

const EVERY_MS = 5000
const RARELY_MS = 15_000
const TITLE = '匿名问卷'
const reached: Partial<Record<PublicRound['state'], number>> = { drawing: 1, drawn: 2, open: 2 }
const OFFLINE = new CallError('offline', 'OFFLINE', '')

interface AnsweringProps { place: Place; known: Known; shown: PublicRound; error: CallError | undefined; paper: Paper }

const Answering = ({ place, known: { opened }, shown, error, paper }: AnsweringProps) => {
  const { held, keep, forget } = paper
  const { round, problem } = useRound(place.roundId, shown, held)
  const draw = useDraw(place, surveyRoll, shown, held, keep)
  const { outgoing, cast } = useCast(place, round, held, shown.delay, keep)
  const find = useFind(place.roundId, round, held, shown.state === 'counted', keep)
  const stage = stageOf(shown, held)
  if (!round || problem) return <Page title={TITLE}><ErrorState error={{ kind: 'refusal', message: problem ?? '' }} /></Page>
  const onCast = (choice: Choice) => {
    hushUntil(place.sessionId, place.roundId, Date.now() + longestWait(shown.delay))
    return cast(choice)
  }
  if (stage === 'marking') return <SurveyForm person={place.person} round={round} opened={opened} offline={error?.kind === 'offline'} now={Date.now()} onCast={onCast} />
  const { survey } = opened
  const done = stage === 'cast' || stage === 'found'
  return (
    <Page title={TITLE}>
      <View className='stack'>
        <View className='title' {...role('heading')}>{round.manifest.question.text}</View>
        {done && survey.thanks ? <Notice meaning='done' title={survey.thanks} /> : null}
        <VoteStatus
          place={place} stage={stage} shown={shown} round={round} held={held} outgoing={outgoing} draw={draw} find={find} stale={error}
          delay={longestWait(shown.delay) / 1000} onForget={forget} words={surveyWords}
          result={survey.state === 'shared' ? <View><Button text='看问卷结果' onTap={() => void openPage(`/pages/surveys/shared?id=${place.sessionId}`)} /></View> : null}
        />
        <Steps opened={opened} now={Date.now()} at={reached[shown.state] ?? 3} />
      </View>
    </Page>
  )
}

const InRound = ({ person, id, roundId, known }: { person: string; id: string; roundId: string; known: Known }) => {
  const place = useMemo(() => ({ person, sessionId: id, roundId }), [person, id, roundId])
  const paper = usePaper(place)
  const { data, error, refresh } = useFollow(() => readRoundOrKept(person, id, roundId), EVERY_MS, roundId)
  if (!data) return <Page title={TITLE}>{error ? <ErrorState error={error} onRetry={() => void refresh()} /> : <Loading rows={4} />}</Page>
  return <Answering place={place} known={known} shown={data} error={data.stale ? OFFLINE : error} paper={paper} />
}

const One = ({ me, id }: { me: Me; id: string }) => {
  const person = personKey(me)
  const loaded = useLoad(() => readKnown(person, id), [person, id])
  const { data, error, reload } = loaded
  // Once there is a round, only the box is asked, which does not learn who asks.
  usePoll(loaded, RARELY_MS, { active: data?.roundId == null })
  if (!data) return <Page title={TITLE}>{error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={4} />}</Page>
  if (data.roundId) return <InRound key={data.roundId} person={person} id={id} roundId={data.roundId} known={data} />
  return <Before person={person} id={id} known={data} now={Date.now()} onChanged={reload} />
}

/** An anonymous survey 匿名问卷 on a worker's own phone, from joining to finding the own answers in the box. */
export default function SurveyPage() {
  const { id = '' } = useRouter().params
  return <SessionGate>{me => <One key={`${id}${me.personId ?? ''}`} me={me} id={id} />}</SessionGate>
}
