import { View } from '@tarojs/components'
import { clockWords, percentOf } from '../../../domain/lesson/length-words'
import { whenWords } from '../../../domain/words-time'
import type { Continue } from '../../../types/lesson-watch'
import { role } from '../../components/aria'
import { Card } from '../../components/card'
import { Cover } from '../../components/cover'
import { LearnBar } from '../../components/learn-bar'
import { openEpisode } from '../../components/lesson-links'
import { Tap } from '../../components/tap'

const One = ({ item, now }: { item: Continue; now: number }) => {
  const percent = percentOf(item.covered, item.seconds * 1000)
  const words = `学到 ${clockWords(item.position)}，已学 ${percent}%`
  return (
    <View className='row' {...role('listitem')}>
      <Tap className='row-open' label={`继续学：${item.title}，${item.courseTitle}，${words}`} onTap={() => openEpisode(item.courseId, item.episode)}>
        <Cover url={item.coverUrl} play />
        <View className='row-words'>
          <View className='row-text two-lines'>{item.title}</View>
          <View className='note'>{item.courseTitle}</View>
          <LearnBar percent={percent} />
          <View className='note'>{words} · {whenWords(item.at, now)}</View>
        </View>
      </Tap>
    </View>
  )
}

/** What was being learned last; on any phone it goes on where it was left. */
export const GoOn = ({ items, now }: { items: readonly Continue[]; now: number }) => items.length === 0 ? null : (
  <Card title='继续学' flush>
    <View {...role('list')}>{items.map(item => <One key={item.courseId + item.episode} item={item} now={now} />)}</View>
  </Card>
)
