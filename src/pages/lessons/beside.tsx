import { View } from '@tarojs/components'
import { useState } from 'react'
import type { LearnerCourse, LearnerEpisode } from '../../../types/lesson-watch'
import { role } from '../../components/aria'
import { Card, ListRow } from '../../components/card'
import { Tabs } from '../../components/filters'
import { AsksPart } from './asks-part'
import { episodeFacts, standing } from './episode-row'
import { toEpisode } from './next-episode'
import { NotesPart } from './notes-part'
import type { Watching } from './watching'

type Which = 'list' | 'notes' | 'asks'

const tabs: { value: Which; text: string }[] = [{ value: 'notes', text: '笔记' }, { value: 'asks', text: '提问' }, { value: 'list', text: '目录' }]

const Others = ({ course, here }: { course: LearnerCourse; here: LearnerEpisode }) => (
  <View {...role('list')}>
    {course.episodes.map((e, i) => (
      <ListRow
        key={e.key} text={`${i + 1}. ${e.title}`} note={[e.key === here.key ? '正在学' : standing(e), episodeFacts(e)].filter(Boolean).join(' · ')}
        onTap={e.key === here.key ? undefined : () => toEpisode(course, e)}
      />
    ))}
  </View>
)

/** Beside the player, or under it on a phone: notes, questions, the other episodes. */
export const Beside = ({ course, episode, watching }: { course: LearnerCourse; episode: LearnerEpisode; watching: Watching }) => {
  const [which, setWhich] = useState<Which>('notes')
  const here = { episode: episode.key, ms: watching.position }
  return (
    <View className='lesson-beside'>
      <Card flush>
        <Tabs label='学习' options={tabs} value={which} onChange={setWhich} />
        {which === 'list' ? <Others course={course} here={episode} /> : (
          <View className='beside-part'>{which === 'notes' ? <NotesPart courseId={course._id} here={here} course={course} /> : <AsksPart courseId={course._id} here={here} />}</View>
        )}
      </Card>
    </View>
  )
}
