import { View } from '@tarojs/components'
import { BLANK_GRADE, voteWords } from '../../domain/congress/words'
import type { Choice, Question, QuestionOf } from '../../types/congress-vote'
import { role } from './aria'
import { Card, ListRow } from './card'
import { Notice } from './notice'
import { SeatCount } from './ballot-elect'
import { BLANK, PER_STEP, inStep, seatsLeft, stepsOf, type Marks } from './marks'

interface Group { text: string; names: string[] }

const electGroups = (question: QuestionOf<'elect'>, m: Marks): Group[] => {
  const of = (mark?: 'yes' | 'no') => question.candidates.filter(c => mark ? m.marks[c.id] === mark : m.marks[c.id] !== 'yes' && m.marks[c.id] !== 'no').map(c => c.name)
  return [
    { text: '○ 赞成', names: of('yes') },
    { text: '另选', names: m.writeIns.map(n => n.trim()).filter(Boolean) },
    { text: '× 不赞成', names: of('no') },
    { text: '弃权', names: of() },
  ].filter(g => g.names.length > 0)
}

const Groups = ({ groups }: { groups: readonly Group[] }) => (
  <View className='stack'>
    {groups.map(g => (
      <View key={g.text}>
        <View className='body strong'>{g.text}（{g.names.length} 人）</View>
        <View className='body'>{g.names.join('、')}</View>
      </View>
    ))}
  </View>
)

const gradeWords = (question: QuestionOf<'appraise'>, grade: number | undefined) =>
  grade === undefined ? '未评' : grade === BLANK ? BLANK_GRADE : question.grades[grade] ?? BLANK_GRADE

/** Page by page, as it was filled in: a tap goes back to that page. */
const AppraisePages = ({ question, marks, onStep }: { question: QuestionOf<'appraise'>; marks: Marks; onStep: (step: number) => void }) => (
  <View {...role('list')} ariaLabel='您的评议'>
    {Array.from({ length: stepsOf(question) }, (_, step) => (
      <ListRow
        key={step} note={`第 ${step + 1} 页`} go='修改' onTap={() => onStep(step)}
        text={inStep(question.leaders, step, PER_STEP.appraise).map(l => `${l.name} ${gradeWords(question, marks.grades[l.id])}`).join('；')}
      />
    ))}
  </View>
)

const gradeCounts = (question: QuestionOf<'appraise'>, m: Marks): string => {
  const count = (grade: number) => question.leaders.filter(l => (m.grades[l.id] ?? BLANK) === grade).length
  return [...question.grades.map((text, i) => `${text} ${count(i)} 人`), `${BLANK_GRADE} ${count(BLANK)} 人`].join('，')
}

/** Everything on the ballot once more before it is cast 核对. */
export const BallotReview = ({ question, marks, onStep }: { question: Question; marks: Marks; onStep: (step: number) => void }) => {
  const unseen = question.kind === 'appraise' ? question.leaders.filter(l => marks.grades[l.id] === undefined).length : 0
  return (
    <View className='stack'>
      <Notice meaning='waiting' title='请核对您的选票' text='投出以后不能再改，也不能重投。' />
      {question.kind === 'motion' ? <Card><View className='ballot-big'>{marks.vote ? voteWords[marks.vote] : ''}</View></Card> : null}
      {question.kind === 'elect' ? (
        <Card>
          <View className='stack'>
            {seatsLeft(question, marks) < 0 ? <Notice meaning='attention' title='这样投出是一张废票' text='划 ○ 的人数超过了应选人数，整张票不计入。请返回修改。' /> : <SeatCount question={question} marks={marks} />}
            <Groups groups={electGroups(question, marks)} />
          </View>
        </Card>
      ) : null}
      {question.kind === 'appraise' ? (
        <>
          {unseen > 0 ? <Notice meaning='attention' title={`还有 ${unseen} 人没有评`} text='没有评的算弃权。可以点下面的“修改”补上，也可以就这样投出。' /> : null}
          <View className='body'>{gradeCounts(question, marks)}</View>
          <Card flush><AppraisePages question={question} marks={marks} onStep={onStep} /></Card>
        </>
      ) : null}
    </View>
  )
}

/** What was cast, in words, for its voter alone. */
export const choiceWords = (question: Question, choice: Choice): string => {
  if (choice.kind === 'motion') return voteWords[choice.vote]
  if (choice.kind === 'elect' && question.kind === 'elect') {
    const of = (mark: 'yes' | 'no') => question.candidates.filter(c => choice.marks[c.id] === mark).map(c => c.name)
    return [['赞成', of('yes')], ['另选', choice.writeIns], ['不赞成', of('no')]].filter(([, names]) => names!.length > 0).map(([text, names]) => `${text}：${(names as string[]).join('、')}`).join('。') || '全部弃权'
  }
  if (choice.kind === 'appraise' && question.kind === 'appraise') {
    return question.leaders.map(l => `${l.name} ${gradeWords(question, choice.grades[l.id] ?? BLANK)}`).join('；')
  }
  return ''
}
