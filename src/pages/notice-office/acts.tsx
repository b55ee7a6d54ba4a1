import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { editOf } from '../../../domain/notice/edit'
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
  const [recalling, setRecalling] = useState(false)
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
  const recall = useAct(async () => {
    await call('notices', 'save', { id: notice._id, rev: notice.rev, edit: editOf(notice) })
    await Taro.redirectTo({ url: `/pages/notice-office/edit?id=${notice._id}` })
  })
  const open = (['pause', 'resume', 'cancel'] as const).filter(t => mayDo(t, notice.state))
  if (open.length === 0 && !act.error) return null
  return (
    <View className='stack-tight'>
      <ActTrouble error={act.error ?? recall.error} />
      <View className='wrap'>
        {notice.state === 'scheduled' ? <Button text='回去修改' onTap={() => setRecalling(true)} /> : null}
        {open.map(t => <Button key={t} text={words[t]} busy={act.busy} onTap={() => t === 'cancel' ? setAsking(true) : void act.run(t)} />)}
      </View>
      {recalling ? (
        <Confirm
          title='回去修改？' yes='回去修改' busy={recall.busy} onYes={() => void recall.run()} onNo={() => setRecalling(false)}
          text='这条通知变回草稿，到时不会自动发送。改好以后再预演，可以马上发，也可以另定时间。'
        />
      ) : null}
      {asking ? (
        <Confirm
          danger title='取消发送？' yes='取消发送' busy={act.busy} onYes={() => void act.run('cancel')} onNo={() => setAsking(false)}
          text={notice.shownAt === null ? '到时不会发给任何人，不能再恢复。' : '还没有发出的微信提醒不再发，不能再恢复；“通知”里的还在。'}
        />
      ) : null}
    </View>
  )
}
