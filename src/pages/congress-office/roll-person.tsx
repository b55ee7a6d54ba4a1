import { View } from '@tarojs/components'
import { useState } from 'react'
import { attendanceWords } from '../../../domain/congress/words'
import { timeWords, untilWords } from '../../../domain/words-time'
import type { Mark, RollRow } from '../../../types/congress-session'
import { Button } from '../../components/button'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import { Timeline } from '../../components/timeline'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'

const markWays: Record<Mark['way'], string> = { qr: '扫码', code: '一次性签到码', staff: '工作人员点名', self: '本人', rehearsal: '推演' }

export interface RollPersonProps {
  sessionId: string
  row: RollRow
  onDone: (words: string) => void
  onClose: () => void
}

/** One person on the roll: what they did, and what the desk can do for them. */
export const RollPerson = ({ sessionId, row, onDone, onClose }: RollPersonProps) => {
  const [key] = useState(newId)
  const [code, setCode] = useState<{ code: string; until: number }>()
  const there = { id: sessionId, personId: row.personId }
  const tick = useAct(async (act: 'in' | 'leave' | 'return', words: string) => {
    await call('congress', 'tick', { id: sessionId, personIds: [row.personId], act, key: await key })
    onDone(`${row.name}：${words}`)
  })
  const issue = useAct(async () => setCode(await call('congress', 'oneTimeCode', there)))
  const release = useAct(async () => {
    await call('congress', 'releasePhone', there)
    onDone(`${row.name}可以换一部手机签到了`)
  })
  const act = row.present ? 'leave' : row.marks.length > 0 ? 'return' : 'in'
  const actText = act === 'in' ? '签到' : act === 'leave' ? '记为离场' : '记为返场'
  return (
    <Sheet title={row.name} onClose={onClose} foot={<Button id='tick-one' kind='main' wide text={actText} busy={tick.busy} onTap={() => void tick.run(act, attendanceWords[act])} />}>
      <View className='stack'>
        <View className='body'>{[row.delegation, row.observer ? '列席，没有表决权' : '', row.present ? '在场' : '不在场'].filter(Boolean).join(' · ')}</View>
        <ActTrouble error={tick.error ?? issue.error ?? release.error} />
        {code ? <Notice meaning='waiting' title={code.code} text={`请本人在自己的手机上输入，只能用一次。${untilWords(code.until, Date.now())}`} /> : null}
        <View className='wrap'>
          <Button id='one-time-code' text='一次性签到码' busy={issue.busy} onTap={() => void issue.run()} />
          <Button id='release-phone' kind='bare' text='解除签到手机' busy={release.busy} onTap={() => void release.run()} />
        </View>
        <View className='note'>手机丢了或换了，解除以后可以用另一部签到；已经投的票不受影响。</View>
        {row.marks.length > 0 ? (
          <Timeline label='签到记录' steps={row.marks.map((m, i) => ({ key: String(i), state: 'past' as const, text: attendanceWords[m.act], note: [timeWords(m.at), markWays[m.way], m.by].filter(Boolean).join(' · ') }))} />
        ) : null}
      </View>
    </Sheet>
  )
}
