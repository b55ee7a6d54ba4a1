import { View } from '@tarojs/components'
import { useState } from 'react'
import { toCallError } from '../services/call'
import { host } from '../services/host'
import { useAct } from '../services/use-act'
import { Button } from './button'
import { ActTrouble } from './trouble'

/** A file as the server hands it out: whole, or in cloud storage when it is large. */
export type Paper = { fileName: string } & ({ base64: string } | { url: string })

export interface TakePaperProps {
  /** What it is: 提案登记表（PDF）. */
  text: string
  /** @param say what to tell the person meanwhile */
  ask: (say: (words: string) => void) => Promise<Paper>
  id?: string
}

const handed = (file: Paper) =>
  ('url' in file ? host.handOverFrom(file.url, file.fileName) : host.handOver(file.fileName, file.base64, 'base64')).catch(e => { throw toCallError(e) })

/** A printed form or a workbook. A browser saves it at once; WeChat opens and forwards a file only straight from a tap. */
export const TakePaper = ({ text, ask, id }: TakePaperProps) => {
  const [ready, setReady] = useState<Paper>()
  const [said, setSaid] = useState<string>()
  const make = useAct(async () => {
    setSaid(undefined)
    const file = await ask(setSaid)
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
          : <Button id={id} icon='file' text={text} busy={make.busy} busyText={said ?? '正在制作…'} onTap={() => void make.run()} />}
      </View>
    </View>
  )
}
