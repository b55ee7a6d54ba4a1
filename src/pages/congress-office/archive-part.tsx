import { View } from '@tarojs/components'
import { whenWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { Empty } from '../../components/feedback'
import { labelOf } from './act-forms'
import { isOpen } from './next-step'
import { may, type PartProps } from './session-part'
import { SealPack } from './seal-pack'

/** The archive pack 会议档案: everything of the session in one file that can be checked without us. */
export const ArchivePart = (p: PartProps) => {
  const { session, gates } = p.view
  const { archive } = session
  const ready = gates.every(isOpen) && may(p.view, 'advance') && session.stage === 'closed'
  return (
    <View className='stack'>
      <Card title='会议档案'>
        <View className='stack'>
          {archive ? (
            <View>
              <Fact name='封存' value={whenWords(archive.at, Date.now())} />
              <Fact name='校验码' value={archive.sha256} />
            </View>
          ) : <Empty title='还没有封存' text='通知、文件、送达记录、名单、签到、每一轮表决和计票、决议、例外放行、操作记录，装进一个压缩包，附可读的报告。' />}
          <SealPack {...p} />
          <View className='note'>档案可以用检查程序核对：每个文件的校验码、操作记录的连续性，并把每一轮重新计票。</View>
        </View>
      </Card>
      {ready ? <View><Button id='archive' kind='main' text={labelOf('advance', session)} onTap={() => p.ask('advance')} /></View> : null}
    </View>
  )
}
