import Taro from '@tarojs/taro'
import type { LearnerCourse, LearnerEpisode } from '../../../types/lesson-watch'
import { ListRow } from '../../components/card'

/** In the place of this page: whoever goes back wants the course, not every lesson before. */
const open = (id: string, key: string) => void Taro.redirectTo({ url: `/pages/lessons/watch?id=${id}&episode=${key}` })

export const toEpisode = (course: LearnerCourse, e: LearnerEpisode) => open(course._id, e.key)

/** The row that leads on; undefined = this was the last. */
export const openNext = (course: LearnerCourse, episode: LearnerEpisode) => {
  const next = course.episodes[course.episodes.findIndex(e => e.key === episode.key) + 1]
  return next && <ListRow text={next.title} note='下一课时' go='接着学' onTap={() => toEpisode(course, next)} />
}
