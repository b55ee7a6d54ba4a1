import { Image, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { hoursWords } from '../../../domain/lesson/hours'
import { lengthWords } from '../../../domain/lesson/length-words'
import { categoryWords } from '../../../domain/lesson/words'
import { dayWords, dueWords } from '../../../domain/words-time'
import { dayOf } from '../../../domain/calendar'
import type { LearnerCourse } from '../../../types/lesson-watch'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { openCertificate, openCourse, openEpisode, openQuiz } from '../../components/lesson-links'
import { Notice } from '../../components/notice'
import { Notify } from '../../components/notify'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { StateTag } from '../../components/state-tag'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { AsksPart } from './asks-part'
import { EpisodeRow } from './episode-row'
import { nextStep } from './next-step'
import './lessons.scss'

const TITLE = '课程'

const Head = ({ course: c, now }: { course: LearnerCourse; now: number }) => {
  const seconds = c.episodes.reduce((sum, e) => sum + e.seconds, 0)
  const facts = [categoryWords[c.category], `${c.episodes.length} 课时`, lengthWords(seconds), hoursWords(c.tenths)]
  const due = c.compulsory && c.dueAt !== null && c.completedAt === null ? dueWords(c.dueAt, now) : undefined
  return (
    <Card>
      <View className='course-head'>
        {c.coverUrl ? <Image className='course-cover' src={c.coverUrl} mode='aspectFill' ariaHidden /> : null}
        <View className='stack-tight'>
          <View className='title' {...role('heading')}>{c.title}</View>
          <View className='note'>{facts.join(' · ')}</View>
          <View className='wrap'>
            {c.completedAt !== null ? <StateTag text='已学完' meaning='done' /> : null}
            {c.compulsory && c.completedAt === null ? <StateTag text={due ? `必修 · ${due}` : '必修'} meaning={due?.startsWith('已逾期') ? 'attention' : 'waiting'} /> : null}
          </View>
          {c.intro ? <View className='body written'>{c.intro}</View> : null}
        </View>
      </View>
    </Card>
  )
}

/** What stands before it 先修课程. */
const Before = ({ course: c }: { course: LearnerCourse }) => !c.locked ? null : (
  <Card title='请先学完这些课' flush>
    <View {...role('list')}>
      {c.before.map(b => <ListRow key={b._id} text={b.title} tag={b.done ? <StateTag text='已学完' meaning='done' /> : <StateTag text='还没学完' meaning='waiting' />} go={b.done ? undefined : '去学'} onTap={b.done ? undefined : () => openCourse(b._id)} />)}
    </View>
  </Card>
)

const Instructor = ({ of }: { of: NonNullable<LearnerCourse['instructor']> }) => (
  <Card title='讲师'>
    <View className='teacher'>
      {of.photoUrl ? <Image className='teacher-photo' src={of.photoUrl} mode='aspectFill' ariaHidden /> : null}
      <View className='stack-tight'>
        <View className='body strong'>{of.name}</View>
        <View className='note'>{[of.unitName, of.field].filter(Boolean).join(' · ')}</View>
        {of.intro ? <View className='body written'>{of.intro}</View> : null}
      </View>
    </View>
  </Card>
)

const Certified = ({ course: c }: { course: LearnerCourse }) => c.completedAt === null ? null : (
  <Notice meaning='done' title='这门课您已学完' text={`${dayWords(dayOf(c.completedAt))}学完，记 ${hoursWords(c.earned)}。`} act={<Button id='certificate' text={c.certificate ? '看证书' : '领取证书'} onTap={() => openCertificate(c._id)} />} />
)

const Whole = ({ course: c, now }: { course: LearnerCourse; now: number }) => (
  <View className='stack'>
    <Head course={c} now={now} />
    <Certified course={c} />
    <Before course={c} />
    <Card title='课时' flush>
      <View {...role('list')}>{c.episodes.map((e, i) => <EpisodeRow key={e.key} n={i + 1} course={c} episode={e} />)}</View>
    </Card>
    <View className='note'>{[`看满 ${c.percent}% 算学完一个课时`, c.episodes.some(e => e.quiz) ? `测验 ${c.passMark} 分及格` : '', '第一次看不能快进，学完以后随意'].filter(Boolean).join('；')}。</View>
    {c.compulsory && c.completedAt === null ? <Notify quiet of={['lesson']} text='学习快到期时提醒我' /> : null}
    {c.instructor ? <Instructor of={c.instructor} /> : null}
    <AsksPart courseId={c._id} />
  </View>
)

const Course = ({ id }: { id: string }) => {
  const loaded = useLoad(() => call('lessons', 'course', { id }), [id])
  const step = loaded.data && nextStep(loaded.data)
  const go = () => {
    if (step?.kind === 'quiz') openQuiz(id, step.episode.key)
    else if (step) openEpisode(id, step.episode.key)
  }
  return (
    <Page title={TITLE} bar={step ? <Button id='go' kind='main' wide text={step.text} label={`${step.text}：${step.episode.title}`} onTap={go} /> : undefined}>
      <LoadedView loaded={loaded} rows={5}>{course => <Whole course={course} now={Date.now()} />}</LoadedView>
    </Page>
  )
}

/** A course 课程: what it is, how far I am, its episodes. */
export default function CoursePage() {
  const { id = '' } = useRouter().params
  return <SessionGate>{me => <Course key={id + me.personId} id={id} />}</SessionGate>
}
