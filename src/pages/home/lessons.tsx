import { clockWords } from '../../../domain/lesson/length-words'
import { dueWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import { Card, ListRow } from '../../components/card'
import { openCourse, openEpisode } from '../../components/lesson-links'
import type { Task } from './waiting'

type Class = Output<'lessons', 'waiting'>

/** Compulsory courses 必修 that are not finished; the one that was opened last goes on where it was left. */
export const lessonTasks = ({ due, goOn }: Class, now: number): Task[] => due.map(c => {
  const begun = goOn?.courseId === c._id
  return {
    key: `lesson${c._id}`, text: `请学完必修课：${c.title}`, go: begun ? '继续学' : '去学', overdue: c.dueAt !== null && c.dueAt < now,
    note: [c.dueAt === null ? '' : dueWords(c.dueAt, now), c.locked ? '先学完先修课' : c.doneEpisodes > 0 ? `学完 ${c.doneEpisodes} / ${c.episodes} 课时` : ''].filter(Boolean).join(' · '),
    open: () => begun ? openEpisode(goOn.courseId, goOn.episode) : openCourse(c._id),
  }
})

/** What was being learned last, unless it is among the tasks. */
export const GoOn = ({ due, goOn }: Class) => !goOn || due.some(c => c._id === goOn.courseId) ? null : (
  <Card title='继续学' flush>
    <ListRow text={goOn.title} note={`${goOn.courseTitle} · 学到 ${clockWords(goOn.position)}`} go='继续学' onTap={() => openEpisode(goOn.courseId, goOn.episode)} />
  </Card>
)
