import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { QuizResult } from '../../../types/lesson-quiz'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { openCertificate } from '../../components/lesson-links'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { StateTag } from '../../components/state-tag'
import { pickedWords } from './quiz-paper'

type Answered = QuizResult['questions'][number]

const One = ({ q, n }: { q: Answered; n: number }) => (
  <View className='talk' {...role('listitem')}>
    <View className='body strong'>{n}. {q.text}</View>
    <View className='row-tag'><StateTag text={q.correct ? '答对了' : q.picked.length > 0 ? '答错了' : '没有答'} meaning={q.correct ? 'done' : 'attention'} /></View>
    {q.correct ? null : <View className='body'>您答的：{pickedWords(q, q.picked) || '没有答'}</View>}
    <View className='body'>正确答案：{pickedWords(q, q.right)}</View>
    {q.explanation ? <View className='talk-answer body written'>{q.explanation}</View> : null}
  </View>
)

const after = (r: QuizResult): string => {
  if (r.courseCompleted) return '整门课都学完了，可以领证书。'
  if (r.passed) return '这个课时学完了。'
  if (r.triesLeft === 0) return '次数用完了。请联系工会，可以给您增加次数。'
  return `${r.passMark} 分及格。看看下面的讲解再考一次${r.triesLeft === null ? '' : `，还有 ${r.triesLeft} 次`}。`
}

/** What came of it: the score, and for each question the right answer and why. */
export const ResultView = ({ courseId, episode, result: r, onAgain }: { courseId: string; episode: string; result: QuizResult; onAgain: () => void }) => {
  const course = () => void Taro.redirectTo({ url: `/pages/lessons/course?id=${courseId}` })
  const watch = () => void Taro.redirectTo({ url: `/pages/lessons/watch?id=${courseId}&episode=${episode}` })
  const again = !r.passed && r.triesLeft !== 0
  const main = again ? <Button id='again' kind='main' wide text='再考一次' onTap={onAgain} />
    : r.courseCompleted ? <Button id='certificate' kind='main' wide text='领取证书' onTap={() => openCertificate(courseId)} />
      : <Button id='on' kind='main' wide text='回到课程' onTap={course} />
  return (
    <Page title='测验结果' bar={<>{again ? <Button wide text='回去再看一遍' onTap={watch} /> : r.courseCompleted ? <Button wide text='回到课程' onTap={course} /> : null}{main}</>}>
      <View className='stack'>
        <View className='score' {...role('status')}>
          <View className='figure'>{r.score} 分</View>
          {r.best > r.score ? <View className='note'>最好成绩 {r.best} 分</View> : null}
        </View>
        <Notice meaning={r.passed ? 'done' : 'attention'} title={r.passed ? '及格了' : '还没有及格'} text={after(r)} />
        <Card title='答案和讲解'><View {...role('list')}>{r.questions.map((q, i) => <One key={q.id} q={q} n={i + 1} />)}</View></Card>
      </View>
    </Page>
  )
}
