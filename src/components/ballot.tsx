import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState, type ReactNode } from 'react'
import type { Round } from '../../types/congress-round'
import type { Choice, Question } from '../../types/congress-vote'
import { role } from './aria'
import { Button } from './button'
import { BALLOT_DRAFT } from './kept-vote'
import { Notice } from './notice'
import { Page } from './page'
import { StatusLine } from './status-line'
import { useDraft } from '../services/use-draft'
import { AppraiseBallot } from './ballot-appraise'
import { ElectBallot } from './ballot-elect'
import { MotionBallot } from './ballot-motion'
import { BallotReview } from './ballot-review'
import { Countdown } from './countdown'
import { choiceOf, noMarks, seatsLeft, stepsOf, type Marks } from './marks'
import './ballot.scss'

export interface MarkingProps {
  marks: Marks
  /** Given the marks as they are at that moment: two quick taps come before the first is drawn. */
  change: (by: (now: Marks) => Partial<Marks>) => void
  /** Going on was tried already: say what is missing. */
  tried: boolean
}

export interface BallotProps {
  /** Whose marks these are: personKey(me). */
  person: string
  round: Pick<Round, '_id' | 'title' | 'question'>
  /** When the chair means to close. */
  until: number | null
  /** Why the last try was not taken. */
  refused: string | undefined
  offline: boolean
  /** Why this may not be cast at all; a ballot that would only be void may. */
  problemOf?: (choice: Choice) => string | undefined
  onCast: (choice: Choice) => void
  /** Away without having voted; what was marked is kept. */
  onLater: () => void
  later?: string
  /** Above the ballot: what must not be out of sight while one marks. */
  children?: ReactNode
}

const Marking = ({ question, ...rest }: MarkingProps & { question: Question }) => {
  if (question.kind === 'motion') return <MotionBallot {...rest} />
  return question.kind === 'elect' ? <ElectBallot {...rest} question={question} /> : <AppraiseBallot {...rest} question={question} />
}

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

/** One ballot on the whole screen: marked, looked over 核对, cast 投出. Kept on the phone from the first mark on. */
export const Ballot = ({ person, round, until, refused, offline, problemOf, onCast, onLater, later = '先不投，回到会场', children }: BallotProps) => {
  const { question } = round
  const draft = useDraft<Marks>(person, BALLOT_DRAFT, round._id, noMarks)
  const [reviewing, setReviewing] = useState(false)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { data: marks } = draft
  // Written at every mark: an old phone may close the app in the next moment, and the next mark is minutes away.
  const latest = useRef(marks)
  const change: MarkingProps['change'] = by => {
    latest.current = { ...latest.current, ...by(latest.current) }
    draft.change(latest.current)
    draft.flush()
    setProblem(undefined)
  }
  const choice = () => choiceOf(question, latest.current)
  const last = marks.step === stepsOf(question) - 1

  const toStep = (step: number) => {
    change(() => ({ step }))
    setReviewing(false)
    toTop()
  }
  const review = () => {
    setTried(true)
    const made = choice()
    const wrong = made ? problemOf?.(made) : undefined
    setProblem(wrong)
    if (!made || wrong) return wrong ? toTop() : undefined
    setReviewing(true)
    toTop()
  }

  const cast = () => {
    const made = choice()
    if (made) onCast(made)
  }

  const isVoid = question.kind === 'elect' && seatsLeft(question, marks) < 0
  const bar = reviewing
    ? (
      <>
        <Button wide text='返回修改' onTap={() => { setReviewing(false); toTop() }} />
        <Button id='cast' kind={isVoid ? 'danger' : 'main'} wide text={isVoid ? '按废票投出' : '投出'} onTap={cast} />
      </>
    )
    : (
      <>
        {marks.step > 0 ? <Button wide text='上一页' onTap={() => toStep(marks.step - 1)} /> : null}
        {last ? <Button id='review' kind='main' wide text='核对' onTap={review} /> : <Button id='next' kind='main' wide text='下一页' onTap={() => toStep(marks.step + 1)} />}
      </>
    )

  return (
    <Page title='投票' bar={bar}>
      <View className='ballot stack'>
        <View className='stack-tight'>
          <View className='title' {...role('heading')}>{round.title}</View>
          {until ? <Countdown until={until} /> : null}
        </View>
        {children}
        {problem ? <Notice meaning='attention' title='这样还不能投' text={problem} /> : null}
        {refused ? <Notice meaning='refused' title='刚才的票没有投成' text={refused} /> : null}
        {offline ? <StatusLine meaning='offline' text='现在没有连上。可以照样写票、投出，连上后自动送到。' /> : null}
        {reviewing
          ? <BallotReview question={question} marks={marks} onStep={toStep} />
          : (
            <>
              <Marking question={question} marks={marks} change={change} tried={tried} />
              {draft.failed ? <View className='ballot-missing'>手机存储满了，没有投出以前请不要离开这一页</View> : null}
              <View><Button kind='bare' text={later} onTap={onLater} /></View>
            </>
          )}
      </View>
    </Page>
  )
}
