import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { QuizPaper, QuizResult } from '../../../types/lesson-quiz'
import { Card } from '../../components/card'
import { ErrorState, Loading } from '../../components/feedback'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { call, type CallError } from '../../services/call'
import { dropDraft, readDraft, saveDraft } from '../../services/draft'
import { newId } from '../../services/new-id'
import { personKey, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { PaperForm } from './quiz-paper'
import { QUIZ_DRAFT, quizKey, type KeptQuiz } from './quiz-kept'
import { ResultView } from './quiz-result'
import './lessons.scss'

const TITLE = '测验'

type Stage = { paper: QuizPaper } | { result: QuizResult }

/** A refusal that another phone's doing explains. */
const unless = (code: string) => (error: CallError): undefined => {
  if (error.code !== code) throw error
}

interface QuizProps { me: Me; courseId: string; episode: string; onAgain: () => void }

const Quiz = ({ me, courseId, episode, onAgain }: QuizProps) => {
  const [person, key] = [personKey(me), quizKey(courseId, episode)]
  const [stage, setStage] = useState<Stage>()
  /** Handed in, but no answer came: the same paper again is the same result. Undefined = another phone has drawn a new one since. */
  const handed = async ({ paper, picks }: KeptQuiz): Promise<Stage | undefined> => {
    const result = await call('lessons', 'quizHand', { courseId, episode, paper, picks }).catch(unless('NOT_FOUND'))
    dropDraft(person, QUIZ_DRAFT, key)
    return result && { result }
  }
  const drawn = async (kept?: KeptQuiz): Promise<Stage> => {
    const id = kept?.paper || await newId()
    const paper = await call('lessons', 'quizDraw', { courseId, episode, paper: id }).catch(unless('HANDED'))
    // What lay open here was handed in on another phone: this is what came of it.
    if (!paper) return kept && await handed(kept) || drawn()
    // Another phone had one lying open.
    if (kept?.paper !== paper.paper) saveDraft<KeptQuiz>(person, QUIZ_DRAFT, key, { paper: paper.paper, picks: {}, at: 0, handed: false })
    return { paper }
  }
  const loaded = useLoad<Stage>(async () => {
    if (stage) return stage
    const kept = readDraft<KeptQuiz>(person, QUIZ_DRAFT, key)?.data
    const next = kept?.handed ? await handed(kept) ?? await drawn() : await drawn(kept)
    setStage(next)
    return next
  }, [person, key])
  const now = stage ?? loaded.data
  if (now && 'result' in now) return <ResultView courseId={courseId} episode={episode} result={now.result} onAgain={onAgain} />
  if (now) return <PaperForm person={person} courseId={courseId} episode={episode} paper={now.paper} onResult={result => setStage({ result })} />
  return <Page title={TITLE}><Card flush>{loaded.error ? <ErrorState error={loaded.error} onRetry={() => void loaded.reload()} /> : <Loading rows={4} />}</Card></Page>
}

/** The quiz 测验 of an episode: one question a screen, handed in once, explained afterwards. */
export default function QuizPage() {
  const { id = '', episode = '' } = useRouter().params
  const [round, setRound] = useState(0)
  return <SessionGate>{me => <Quiz key={`${id}${episode}${personKey(me)}${round}`} me={me} courseId={id} episode={episode} onAgain={() => setRound(n => n + 1)} />}</SessionGate>
}
