import { View } from '@tarojs/components'
import { useState } from 'react'
import { role } from '../../components/aria'
import { Icon } from '../../components/icon'
import { Tap } from '../../components/tap'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'

const WORDS = ['', '很差', '较差', '一般', '较好', '很好']

/** What one thinks of an episode; may be changed. */
export const Stars = ({ courseId, episode, given }: { courseId: string; episode: string; given: number | null }) => {
  const [stars, setStars] = useState(given)
  const rate = useAct(async (n: number) => {
    await call('lessons', 'rate', { courseId, episode, stars: n })
    setStars(n)
  })
  return (
    <View className='stack-tight'>
      <View className='stars-line'>
        <View className='body'>给这一课打分</View>
        <View className='stars' {...role('radiogroup')} ariaLabel='给这一课打分'>
          {[1, 2, 3, 4, 5].map(n => (
            <Tap key={n} role='radio' checked={n === stars} label={`${n} 星，${WORDS[n]}`} className='star' onTap={() => void rate.run(n)}>
              <Icon name={stars !== null && n <= stars ? 'star' : 'star-off'} />
            </Tap>
          ))}
        </View>
        {stars !== null ? <View className='note' {...role('status')}>{WORDS[stars]}，谢谢您</View> : null}
      </View>
      <ActTrouble error={rate.error} />
    </View>
  )
}
