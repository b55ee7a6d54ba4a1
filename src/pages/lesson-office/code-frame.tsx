import { Image, View } from '@tarojs/components'
import { role } from '../../components/aria'
import { ErrorState, Loading } from '../../components/feedback'
import { Icon } from '../../components/icon'
import type { Output } from '../../../types/api'
import { call } from '../../services/call'
import { useLoad, type Loaded } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'

type Code = Output<'lessons', 'trainingCode'>

const EVERY_MS = 2000
const SLOWEST_MS = 5000

/** The code as it is now, asked again every few seconds. */
export const useCode = (id: string): Loaded<Code> => {
  const loaded = useLoad(() => call('lessons', 'trainingCode', { id }), [id])
  usePoll(loaded, EVERY_MS, { slowestMs: SLOWEST_MS })
  return loaded
}

/** What the class looks at: the title, the code, how many have signed in. An old code is no code, so it goes with the network. */
export const CodeFrame = ({ loaded: { data, error, reload } }: { loaded: Loaded<Code> }) => {
  if (!data) return error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={4} />
  return (
    <View className='code-frame' {...role('main')}>
      <View className='code-title' {...role('heading')}>{data.title}</View>
      {error
        ? <View className='code-lost' {...role('status')}><Icon name='offline' /><View>没有连上，签到码已过期，正在重连</View></View>
        : <View className='code-paper'><Image className='code-image' src={data.image} ariaLabel='签到码' /></View>}
      <View className='code-words'>打开职代通，在“课堂”里点“面授签到”，扫这个码</View>
      <View className='code-words' {...role('status')} ariaLive='polite'>已签到 {data.attended} 人</View>
    </View>
  )
}
