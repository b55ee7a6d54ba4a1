import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { quizKindWords } from '../../../domain/lesson/words'
import type { PaperQuestion, QuizPaper, QuizResult } from '../../../types/lesson-quiz'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Choice, TickRow } from '../../components/choice'
import { LearnBar } from '../../components/learn-bar'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { useDraft } from '../../services/use-draft'
import { letterOf, QUIZ_DRAFT, quizKey, type KeptQuiz } from './quiz-kept'

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

type OnPick = (option: number) => void

const Options = ({ q, picked, onPick }: { q: PaperQuestion; picked: readonly number[]; onPick: OnPick }) => {
  if (q.kind === 'multiple') {
    return (
      <View className='entry choice'>
        {q.options.map((text, i) => <TickRow key={i} text={`${letterOf(i)}. ${text}`} checked={picked.includes(i)} onChange={() => onPick(i)} />)}
      </View>
    )
  }
  const options = q.options.map((text, i) => ({ value: String(i), text: q.kind === 'judge' ? text : `${letterOf(i)}. ${text}` }))
  return <Choice labelled label={q.text} options={options} value={picked[0] === undefined ? null : String(picked[0])} onChange={v => onPick(Number(v))} />
}

const Question = ({ q, n, of, picked, onPick }: { q: PaperQuestion; n: number; of: number; picked: readonly number[]; onPick: OnPick }) => (
  <View className='stack'>
    <View {...role('status')}>
      <View className='note'>第 {n} 题，共 {of} 题</View>
      <LearnBar percent={Math.round(n / of * 100)} />
    </View>
    <Card>
      <View className='stack'>
        <View>
          <View className='note'>{quizKindWords[q.kind]}{q.kind === 'multiple' ? '，可以选几个' : ''}</View>
          <View className='heading' {...role('heading')}>{q.text}</View>
        </View>
        <Options q={q} picked={picked} onPick={onPick} />
      </View>
    </Card>
  </View>
)

export const pickedWords = (q: PaperQuestion, picked: readonly number[]): string =>
  picked.map(i => q.kind === 'judge' ? q.options[i] : `${letterOf(i)}. ${q.options[i]}`).join('；')

const Review = ({ paper, picks, onOpen }: { paper: QuizPaper; picks: KeptQuiz['picks']; onOpen: (at: number) => void }) => {
  const missing = paper.questions.filter(q => !picks[q.id]?.length).length
  return (
    <View className='stack'>
      {missing > 0
        ? <Notice meaning='attention' title={`还有 ${missing} 题没有答`} text='没答的题不得分。点一下那一题就能去答。' />
        : <Notice meaning='waiting' title='都答完了，请核对' text={`交卷后不能再改，${paper.passMark} 分及格。${paper.triesLeft === null ? '' : `这次交卷后还能再考 ${Math.max(0, paper.triesLeft - 1)} 次。`}`} />}
      <Card flush>
        <View {...role('list')}>
          {paper.questions.map((q, i) => <ListRow key={q.id} text={`${i + 1}. ${q.text}`} note={pickedWords(q, picks[q.id] ?? []) || '没有答'} onTap={() => onOpen(i)} />)}
        </View>
      </Card>
    </View>
  )
}

export interface PaperFormProps {
  person: string
  courseId: string
  episode: string
  paper: QuizPaper
  onResult: (result: QuizResult) => void
}

/** A drawn paper; what is picked stays on the phone until it is handed in. */
export const PaperForm = ({ person, courseId, episode, paper, onResult }: PaperFormProps) => {
  const draft = useDraft<KeptQuiz>(person, QUIZ_DRAFT, quizKey(courseId, episode), { paper: paper.paper, picks: {}, at: 0, handed: false })
  const latest = useRef(draft.data)
  latest.current = draft.data
  const [tried, setTried] = useState(false)
  const { questions } = paper
  const { at, picks } = draft.data
  const q = questions[at]
  const open = (to: number) => {
    setTried(false)
    draft.change({ at: to })
    toTop()
  }
  // Two quick taps come before the first one is drawn: each adds to what was picked last, not to what is shown.
  const pick = ({ id, kind }: PaperQuestion, option: number) => {
    const before = latest.current.picks[id] ?? []
    const picked = kind !== 'multiple' ? [option] : before.includes(option) ? before.filter(p => p !== option) : [...before, option].sort((a, b) => a - b)
    latest.current = { ...latest.current, picks: { ...latest.current.picks, [id]: picked } }
    draft.change({ picks: latest.current.picks })
  }
  const hand = useAct(async () => {
    draft.change({ handed: true })
    draft.flush()
    try {
      const result = await call('lessons', 'quizHand', { courseId, episode, paper: paper.paper, picks: latest.current.picks })
      draft.drop()
      onResult(result)
    } catch (error) {
      if ((error as { kind?: string }).kind === 'refusal') draft.change({ handed: false })
      throw error
    }
  })
  const next = () => {
    if (q && !latest.current.picks[q.id]?.length && !tried) return setTried(true)
    open(at + 1)
  }
  const main = q
    ? <Button key={q.id} id='next' kind='main' wide text={at === questions.length - 1 ? '核对' : '下一题'} onTap={next} />
    : <Button key='hand' id='hand' kind='main' wide text='交卷' busy={hand.busy} busyText={hand.slow ? '信号弱，正在交卷…' : '正在交卷…'} onTap={() => void hand.run()} />
  return (
    <Page title='测验' bar={<>{at > 0 ? <Button id='back' wide text='上一题' onTap={() => open(at - 1)} /> : null}{main}</>}>
      <View className='stack'>
        <ActTrouble error={hand.error} />
        {tried ? <Notice meaning='attention' title='这一题还没有答' text='想好再答；要先跳过，请再点一次。' /> : null}
        {q
          ? <Question key={q.id} q={q} n={at + 1} of={questions.length} picked={picks[q.id] ?? []} onPick={option => pick(q, option)} />
          : <Review paper={paper} picks={picks} onOpen={open} />}
      </View>
    </Page>
  )
}
