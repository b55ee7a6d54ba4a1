import { View } from '@tarojs/components'
import { useState } from 'react'
import { sendAtProblem } from '../../../domain/notice/life'
import type { Notice } from '../../../types/notice'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { Sheet } from '../../components/sheet'
import { ActTrouble } from '../../components/trouble'
import { WhenField } from '../../components/when-field'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'

type When = 'now' | 'later'

export interface SendSheetProps {
  notice: Notice
  onDone: (notice: Notice) => void
  onClose: () => void
}

const reachWords = ({ plan, message }: Notice): string =>
  `${(plan?.total ?? 0) - (plan?.hidden ?? 0)} 人的“通知”里都会有${message ? `，其中 ${plan?.message ?? 0} 人还会收到微信提醒` : '，不发微信提醒'}。`

/** The last word before it goes out. */
export const SendSheet = ({ notice, onDone, onClose }: SendSheetProps) => {
  const [when, setWhen] = useState<When>('now')
  const [at, setAt] = useState<number | null>(null)
  const [tried, setTried] = useState(false)
  const { plan } = notice
  const send = useAct(async (sendAt: number | null) => {
    onDone(await call('notices', 'send', { id: notice._id, rev: notice.rev, sendAt }))
    onClose()
  })
  const wrong = when === 'now' ? undefined : at === null ? '请填写日期和时间' : sendAtProblem(at, Date.now())
  const begin = () => {
    setTried(true)
    if (!wrong) void send.run(when === 'now' ? null : at)
  }
  return (
    <Sheet title='发送这条通知' onClose={onClose} foot={<Button id='really-send' kind='main' wide text={when === 'now' ? `现在发送给 ${plan?.total ?? 0} 人` : '定时发送'} busy={send.busy} busyText='正在确认…' onTap={begin} />}>
      <View className='stack'>
        <ActTrouble error={send.error} />
        <View className='body strong'>{reachWords(notice)}</View>
        <View className='body'>发出以后“通知”里不能收回。{notice.message ? '微信提醒可以暂停或取消，已经发出的收不回来。' : ''}</View>
        <Choice label='什么时候发' options={[{ value: 'now', text: '现在' }, { value: 'later', text: '定个时间' }]} value={when} onChange={setWhen} />
        {when === 'later' ? <WhenField label='发送' usual='09:00' value={at} error={tried ? wrong : undefined} onChange={setAt} /> : null}
      </View>
    </Sheet>
  )
}
