import { View } from '@tarojs/components'
import { useState } from 'react'
import { mayDo } from '../../../domain/notice/life'
import type { Notice } from '../../../types/notice'
import { Button } from '../../components/button'
import { Confirm } from '../../components/sheet'
import { ActTrouble } from '../../components/trouble'
import { call, toCallError } from '../../services/call'
import { useAct } from '../../services/use-act'

type Turn = 'pause' | 'resume' | 'cancel'

const words: Record<Turn, string> = { pause: '暂停', resume: '继续发送', cancel: '取消发送' }

export interface ActsProps {
  notice: Notice
  onDone: (notice: Notice) => void
  /** A rule said no: what is shown is probably old. */
  onRefused: () => void
}

/** What can be done while it is on its way. */
export const Acts = ({ notice, onDone, onRefused }: ActsProps) => {
  const [asking, setAsking] = useState(false)
  const act = useAct(async (turn: Turn) => {
    try {
      onDone(await call('notices', turn, { id: notice._id, rev: notice.rev }))
    } catch (failure) {
      if (toCallError(failure).kind === 'refusal') onRefused()
      throw failure
    } finally {
      setAsking(false)
    }
  })
  const open = (['pause', 'resume', 'cancel'] as const).filter(t => mayDo(t, notice.state))
  if (open.length === 0 && !act.error) return null
  return (
    <View className='stack-tight'>
      <ActTrouble error={act.error} />
      <View className='wrap'>
        {open.map(t => <Button key={t} text={words[t]} busy={act.busy} onTap={() => t === 'cancel' ? setAsking(true) : void act.run(t)} />)}
      </View>
      {asking ? (
        <Confirm
          danger title='取消发送？' yes='取消发送' busy={act.busy} onYes={() => void act.run('cancel')} onNo={() => setAsking(false)}
          text={notice.shownAt === null ? '到时不会发给任何人，不能再恢复。' : '还没有发出的微信提醒不再发，不能再恢复；“通知”里的还在。'}
        />
      ) : null}
    </View>
  )
}
