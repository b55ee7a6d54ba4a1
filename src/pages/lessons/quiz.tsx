import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { QuizPaper, QuizResult } from '../../../types/lesson-quiz'
import { Card } from '../../components/card'
import { ErrorState, Loading } from '../../components/feedback'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { call } from '../../services/call'
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

interface QuizProps { me: Me; courseId: string; episode: string; onAgain: () => void }

const Quiz = ({ me, courseId, episode, onAgain }: QuizProps) => {
  const [person, key] = [personKey(me), quizKey(courseId, episode)]
  const [stage, setStage] = useState<Stage>()
  const loaded = useLoad<Stage>(async () => {
    if (stage) return stage
    const kept = readDraft<KeptQuiz>(person, QUIZ_DRAFT, key)?.data
    // Handed in, but the app was closed before the answer came: the same paper again is the same result.
    if (kept?.handed) {
      const next = { result: await call('lessons', 'quizHand', { courseId, episode, paper: kept.paper, picks: kept.picks }) }
      dropDraft(person, QUIZ_DRAFT, key)
      setStage(next)
      return next
    }
    const id = kept?.paper || await newId()
    const paper = await call('lessons', 'quizDraw', { courseId, episode, paper: id })
    // Another phone had one lying open.
    if (kept?.paper !== paper.paper) saveDraft<KeptQuiz>(person, QUIZ_DRAFT, key, { paper: paper.paper, picks: {}, at: 0, handed: false })
    setStage({ paper })
    return { paper }
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
