import { View } from '@tarojs/components'
import { hoursWords } from '../../../domain/lesson/hours'
import { clockWords } from '../../../domain/lesson/length-words'
import { whenWords } from '../../../domain/words-time'
import type { LearnerCourse, LearnerEpisode, Progress } from '../../../types/lesson-watch'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Filters } from '../../components/filters'
import { LearnBar } from '../../components/learn-bar'
import { openCertificate, openQuiz } from '../../components/lesson-links'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import { StatusLine } from '../../components/status-line'
import type { Heard } from '../../services/watch-out'
import { openNext } from './next-episode'
import { Stars } from './stars'
import type { Watching } from './watching'

const SPEEDS = [1, 1.25, 1.5, 2] as const

const Speeds = ({ most, watching }: { most: number; watching: Watching }) => {
  const { speed } = watching.shown.use()
  const options = SPEEDS.filter(s => s <= most && s > 1).map(s => ({ value: String(s), text: `${s} 倍` }))
  return <Filters label='倍速' all='正常' options={options} value={speed > 1 ? String(speed) : undefined} onChange={v => watching.speed(v ? Number(v) : 1)} />
}

/** Whatever has come between. At most one at a time: the gravest. */
const Between = ({ watching, heard: { state, missed, refused }, now, onAgain }: { watching: Watching; heard: Heard; now: number; onAgain: () => void }) => {
  const { blocked } = watching.shown.use()
  if (refused) return <Notice meaning='refused' title='这次学习没有记上' text={refused.message} act={<Button text='重新打开' icon='retry' onTap={onAgain} />} />
  if (state?.elsewhere) {
    return (
      <Notice
        meaning='attention' title={`已在另一台设备上继续：${state.elsewhere.deviceName}`} text={`${whenWords(state.elsewhere.at, now)} 起在那边学，这里已暂停，这里学过的都记着。`}
        act={<Button id='take-over' text='改在这里继续' onTap={() => void watching.takeOver()} />}
      />
    )
  }
  if (missed?.code === 'NOT_BOUND') return <Notice meaning='attention' title='这部手机现在没有绑定身份' text='已学的存在这部手机里，重新绑定后自动送出。请到“我的”里绑定身份，再接着学。' />
  if (missed && !state) return <Notice meaning='attention' title='没有连上，现在学的还记不上' text='已暂停。连上网络后再继续，之前学的都在。' />
  if (missed) return <StatusLine meaning='offline' text='网络断了。已学的存在这部手机里，连上后自动送出' />
  return blocked ? <Notice meaning='waiting' title='第一次学不能快进' text='已回到您学到的地方。学完以后可以随意快进。' /> : null
}

const Learned = ({ course, episode, progress, courseDone }: { course: LearnerCourse; episode: LearnerEpisode; progress: Progress; courseDone: boolean }) => {
  const waits = progress.completedAt === null
  const out = waits && progress.quiz.triesLeft === 0
  return (
    <View className='stack'>
      {out
        ? <Notice meaning='attention' title='看完了，测验次数用完了' text='请联系工会，可以给您增加次数。' />
        : waits
          ? <Notice meaning='done' title='看完了，通过测验就学完了' text={`${course.passMark} 分及格${progress.quiz.best !== null ? `，您最好考了 ${progress.quiz.best} 分` : ''}。`} act={<Button id='quiz' kind='main' text='做测验' onTap={() => openQuiz(course._id, episode.key)} />} />
          : <Notice meaning='done' title={courseDone ? '这门课您已学完' : '这个课时已学完'} text={`记 ${hoursWords(courseDone ? course.earned : episode.tenths)}。`} act={courseDone ? <Button id='certificate' kind='main' text='看证书' onTap={() => openCertificate(course._id)} /> : undefined} />}
      <Stars courseId={course._id} episode={episode.key} given={progress.stars} />
    </View>
  )
}

/** Asks whether somebody is there 挂机提醒; a tap goes on. */
const Asking = ({ watching }: { watching: Watching }) => watching.shown.use().asking ? (
  <Sheet title='您还在学吗？' onClose={watching.answer} foot={<Button id='still-here' kind='main' wide text='继续学' onTap={watching.answer} />}>
    <View className='body'>已经暂停，点一下就接着放。</View>
  </Sheet>
) : null

/** How far I am in this episode, and what to do next. */
export const Standing = ({ course, episode, watching, heard, onAgain }: { course: LearnerCourse; episode: LearnerEpisode; watching: Watching; heard: Heard; onAgain: () => void }) => {
  const { percent } = watching.shown.use()
  const progress = heard.state?.progress ?? episode.progress
  const courseDone = course.completedAt !== null || heard.state?.courseCompleted === true
  const plays = episode.kind === 'video' || episode.kind === 'audio'
  const next = openNext(course, episode)
  return (
    <View className='stack'>
      <Asking watching={watching} />
      <Between watching={watching} heard={heard} now={Date.now()} onAgain={onAgain} />
      {progress?.coveredAt != null ? <Learned course={course} episode={episode} progress={progress} courseDone={courseDone} /> : (
        <View {...role('status')}>
          <LearnBar percent={percent} />
          <View className='note'>已学 {percent}%，共 {clockWords(episode.seconds * 1000)}；学满 {course.percent}% {episode.quiz ? '可以做测验' : '算学完'}</View>
        </View>
      )}
      {plays && course.maxSpeed > 1 ? <Speeds most={course.maxSpeed} watching={watching} /> : null}
      {progress?.completedAt != null && next ? <Card flush>{next}</Card> : null}
    </View>
  )
}
