import { View } from '@tarojs/components'
import { sendStateWords } from '../../../domain/notice/words'
import type { SendState } from '../../../types/notice-sending'
import { StateTag } from '../../components/state-tag'
import { sendMeanings } from './words'

/** What became of a message; where none was meant it is no state, but why. */
export const SendTag = ({ state }: { state: SendState }) => {
  const meaning = sendMeanings[state]
  return meaning ? <StateTag text={sendStateWords[state]} meaning={meaning} /> : <View className='strong'>{sendStateWords[state]}</View>
}
