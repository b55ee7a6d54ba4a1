import { View } from '@tarojs/components'
import { hoursWords } from '../../../domain/lesson/hours'
import { lengthWords, percentOf } from '../../../domain/lesson/length-words'
import { categoryWords } from '../../../domain/lesson/words'
import { dueWords } from '../../../domain/words-time'
import type { CourseCard } from '../../../types/lesson-watch'
import { role } from '../../components/aria'
import { Cover } from '../../components/cover'
import { LearnBar } from '../../components/learn-bar'
import { openCourse } from '../../components/lesson-links'
import { StateTag } from '../../components/state-tag'
import { Tap } from '../../components/tap'

const dueSaid = (c: CourseCard, now: number): string | undefined => c.compulsory && c.dueAt !== null && c.state !== 'done' ? dueWords(c.dueAt, now) : undefined

const Tag = ({ course: c, now }: { course: CourseCard; now: number }) => {
  if (c.state === 'done') return <StateTag text='已学完' meaning='done' />
  if (c.locked) return <StateTag text='先学完先修课' />
  const due = dueSaid(c, now)
  if (due) return <StateTag text={due} meaning={c.dueAt! < now + 7 * 86_400_000 ? 'attention' : 'waiting'} />
  return c.compulsory ? <StateTag text='必修' meaning='waiting' /> : null
}

const facts = (c: CourseCard): string => [categoryWords[c.category], c.instructorName, `${c.episodes} 课时`, lengthWords(c.seconds), hoursWords(c.tenths)].filter(Boolean).join(' · ')

/** A course 课程 in the list. */
export const CourseRow = ({ course: c, now }: { course: CourseCard; now: number }) => {
  const begun = c.state === 'learning'
  const standing = c.state === 'done' ? '已学完' : begun ? `学完 ${c.doneEpisodes} / ${c.episodes} 课时` : ''
  return (
    <View className='row' {...role('listitem')}>
      <Tap className='row-open' label={[c.title, standing, dueSaid(c, now), facts(c)].filter(Boolean).join('，')} onTap={() => openCourse(c._id)}>
        <Cover url={c.coverUrl} />
        <View className='row-words'>
          <View className='row-text two-lines'>{c.title}</View>
          <View className='note'>{facts(c)}</View>
          {begun ? <View><LearnBar percent={percentOf(c.doneEpisodes, c.episodes)} /><View className='note'>{standing}</View></View> : null}
          <View className='row-tag'><Tag course={c} now={now} /></View>
        </View>
      </Tap>
    </View>
  )
}
