import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Round } from '../../../types/congress-round'
import { Button } from '../../components/button'
import { Sheet } from '../../components/sheet'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'

/** Declares a round void 作废 before it is counted; it stays on record and another may follow. */
export const VoidRound = ({ round, onDone }: { round: Round; onDone: () => void }) => {
  const [open, setOpen] = useState(false)
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const short = why.trim().length < 2
  const act = useAct(async () => {
    await call('congress', 'roundVoid', { roundId: round._id, why: why.trim() })
    setOpen(false)
    onDone()
  })
  return (
    <>
      <View><Button id='void-round' kind='bare' text='把这一轮作废' onTap={() => setOpen(true)} /></View>
      {open ? (
        <Sheet title='把这一轮作废' onClose={() => setOpen(false)} foot={<Button id='void-send' kind='danger' wide text='作废' busy={act.busy} onTap={() => { setTried(true); if (!short) void act.run() }} />}>
          <View className='stack'>
            <View className='body'>已经投的票都不计，记录会保留；可以另开一轮。不能恢复。</View>
            <ActTrouble error={act.error} />
            <TextArea id='void-why' label='作废理由' max={500} value={why} error={tried && short ? '请填写作废理由，至少 2 个字' : undefined} onChange={setWhy} />
          </View>
        </Sheet>
      ) : null}
    </>
  )
}
