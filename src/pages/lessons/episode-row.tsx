import { View } from '@tarojs/components'
import { lengthWords, percentOf } from '../../../domain/lesson/length-words'
import { episodeKindWords } from '../../../domain/lesson/words'
import type { LearnerCourse, LearnerEpisode } from '../../../types/lesson-watch'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Cover } from '../../components/cover'
import { LearnBar } from '../../components/learn-bar'
import { openEpisode, openQuiz } from '../../components/lesson-links'
import { StateTag } from '../../components/state-tag'
import { Tap } from '../../components/tap'
import { mayDraw } from './next-step'

const isRead = (e: LearnerEpisode) => e.kind === 'article' || e.kind === 'pdf'

/** 视频 · 12 分钟 · 有测验 */
export const episodeFacts = (e: LearnerEpisode): string =>
  [episodeKindWords[e.kind], isRead(e) ? `阅读 ${lengthWords(e.seconds)}` : lengthWords(e.seconds), e.quiz ? '有测验' : ''].filter(Boolean).join(' · ')

export const standing = (e: LearnerEpisode): string => {
  const p = e.progress
  if (!p) return ''
  if (p.completedAt !== null) return '已学完'
  if (p.coveredAt !== null) return p.quiz.triesLeft === 0 ? '测验次数用完了，请联系工会' : '已看完，还差测验'
  return `已学 ${percentOf(p.covered, e.seconds * 1000)}%`
}

export const EpisodeRow = ({ n, course, episode: e }: { n: number; course: LearnerCourse; episode: LearnerEpisode }) => {
  const words = standing(e)
  const inside = (
    <>
      {e.posterUrl ? <Cover url={e.posterUrl} play /> : null}
      <View className='row-words'>
        <View className='row-text two-lines'>{n}. {e.title}</View>
        <View className='note'>{episodeFacts(e)}</View>
        {e.progress && e.progress.coveredAt === null ? <><LearnBar percent={percentOf(e.progress.covered, e.seconds * 1000)} /><View className='note'>{words}</View></> : null}
        {e.progress?.coveredAt != null ? <View className='row-tag'><StateTag text={words} meaning={e.progress.completedAt !== null ? 'done' : 'attention'} /></View> : null}
      </View>
    </>
  )
  return (
    <View className='row' {...role('listitem')}>
      {course.locked
        ? <View className='row-open'>{inside}</View>
        : <Tap className='row-open' label={[`第 ${n} 课时`, e.title, episodeFacts(e), words].filter(Boolean).join('，')} onTap={() => openEpisode(course._id, e.key)}>{inside}</Tap>}
      {!course.locked && mayDraw(e) ? <View className='row-act'><Button text='做测验' label={`做测验：${e.title}`} onTap={() => openQuiz(course._id, e.key)} /></View> : null}
    </View>
  )
}
