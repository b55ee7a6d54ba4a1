import { View } from '@tarojs/components'
import { voteWords } from '../../domain/congress/words'
import { MarkRow } from './ballot-marks'
import type { MarkingProps } from './ballot'

const options = [
  { value: 'yes', sign: 'ring', text: voteWords.yes },
  { value: 'no', sign: 'cross', text: voteWords.no },
  { value: 'abstain', text: voteWords.abstain },
] as const

export const MotionBallot = ({ marks, change, tried }: MarkingProps) => (
  <View className='stack'>
    {tried && !marks.vote ? <View className='ballot-missing' ariaLive='polite'>请先选一项：赞成、反对或弃权</View> : null}
    <MarkRow tall name='您的意见' options={options} value={marks.vote ?? undefined} onMark={vote => change(() => ({ vote }))} />
  </View>
)
