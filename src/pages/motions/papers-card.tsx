import { View } from '@tarojs/components'
import type { Motion } from '../../../types/motion'
import { Card } from '../../components/card'
import { TakePaper } from '../../components/take-paper'
import { call } from '../../services/call'

const hasReply = (m: Motion) => m.answer !== null || m.replies.some(r => r.signedAt !== null)

/** 提案登记表 and 答复书, to print or to keep. */
export const PapersCard = ({ motion, tenant }: { motion: Motion; tenant?: string }) => {
  const input = { id: motion._id, tenant }
  return (
    <Card title='打印和保存'>
      <View className='wrap'>
        <TakePaper id='take-form' text='提案登记表（PDF）' ask={() => call('papers', 'motionForm', input)} />
        {hasReply(motion) ? <TakePaper id='take-reply' text='答复书（PDF）' ask={() => call('papers', 'motionReply', input)} /> : null}
      </View>
    </Card>
  )
}
