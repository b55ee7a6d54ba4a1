import { View } from '@tarojs/components'
import { cosignAnswerWords } from '../../../domain/words'
import { whenWords } from '../../../domain/words-time'
import type { Cosigner, Motion } from '../../../types/motion'
import { Card, ListRow } from '../../components/card'
import { role } from '../../components/aria'
import { StateTag, type Meaning } from '../../components/state-tag'

const meanings: Record<Cosigner['answer'], Meaning> = { invited: 'waiting', accepted: 'done', declined: 'refused' }

/** Those who were asked, and what they said. */
export const Cosigners = ({ motion, now }: { motion: Motion; now: number }) => {
  const accepted = motion.cosigners.filter(c => c.answer === 'accepted').length
  const waiting = motion.cosigners.filter(c => c.answer === 'invited').length
  return (
    <Card title='附议人' flush aside={<View className='note'>附议 {accepted} 人{waiting > 0 ? `，${waiting} 人还没有回答` : ''}</View>}>
      <View {...role('list')}>
        {motion.cosigners.map(c => (
          <ListRow
            key={c.personId}
            text={`${c.name}（${c.delegation}）`}
            note={c.answer === 'invited' ? `${whenWords(c.at, now)} 邀请` : whenWords(c.at, now)}
            tag={<StateTag text={cosignAnswerWords[c.answer]} meaning={meanings[c.answer]} />}
          />
        ))}
      </View>
    </Card>
  )
}
