import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../types/api'
import { toCallError } from '../services/call'
import { host } from '../services/host'
import { useAct } from '../services/use-act'
import { Button } from './button'
import { ActTrouble } from './trouble'

type PaperFile = Output<'papers', 'motionForm'>

export interface TakePaperProps {
  /** What it is: 提案登记表（PDF）. */
  text: string
  ask: () => Promise<PaperFile>
  id?: string
}

const handed = (file: PaperFile) => host.handOver(file.fileName, file.base64, 'base64').catch(e => { throw toCallError(e) })

/** A printed form or a workbook. A browser saves it at once; WeChat opens and forwards a file only straight from a tap. */
export const TakePaper = ({ text, ask, id }: TakePaperProps) => {
  const [ready, setReady] = useState<PaperFile>()
  const make = useAct(async () => {
    const file = await ask()
    if (host.kind === 'h5') await handed(file)
    else setReady(file)
  })
  const hand = useAct(handed)
  return (
    <View className='stack-tight'>
      <ActTrouble error={make.error ?? hand.error} />
      <View>
        {ready
          ? <Button id={id} icon='file' text='已做好，打开或转发' label={`${text}已做好，打开或转发`} busy={hand.busy} busyText='正在打开…' onTap={() => void hand.run(ready)} />
          : <Button id={id} icon='file' text={text} busy={make.busy} busyText='正在制作…' onTap={() => void make.run()} />}
      </View>
    </View>
  )
}
