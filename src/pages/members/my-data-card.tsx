import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Output } from '../../../types/api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { call, toCallError } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { ActTrouble } from '../../components/trouble'

type Export = Output<'members', 'exportMine'>

// Fetched in one step and handed over in another: WeChat forwards a file only straight from a tap.
export const MyDataCard = () => {
  const [ready, setReady] = useState<Export>()
  const gather = useAct(async () => setReady(await call('members', 'exportMine', {})))
  const hand = useAct((file: Export) => host.handOver(file.fileName, file.json, 'utf8').catch(e => { throw toCallError(e) }))
  return (
    <Card title='我的数据'>
      <View className='stack'>
        <View className='body'>把职代通里和您有关的全部内容整理成一个文件，交给您保存。</View>
        <ActTrouble error={gather.error ?? hand.error} />
        {ready
          ? (
            <>
              <Notice meaning='done' title='已整理好' text={ready.fileName} />
              <View><Button id='hand-over' icon='file' text={host.kind === 'weapp' ? '转发给自己保存' : '下载文件'} busy={hand.busy} onTap={() => void hand.run(ready)} /></View>
            </>
          )
          : <View><Button id='export' icon='file' text='整理我的数据' busy={gather.busy} busyText='正在整理…' onTap={() => void gather.run()} /></View>}
      </View>
    </Card>
  )
}
