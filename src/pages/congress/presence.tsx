import { View } from '@tarojs/components'
import { useState } from 'react'
import { timeWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { RollRow } from '../../../types/congress-session'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { openCheckIn } from '../../components/congress-links'
import { StatusLine } from '../../components/status-line'
import { Confirm } from '../../components/sheet'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'

/** Where I am, by the last mark of the attendance 签到记录. */
export const presenceWords = (me: RollRow): string => {
  const last = me.marks[me.marks.length - 1]
  if (!last) return '您还没有签到'
  if (last.act === 'leave') return `您已在 ${timeWords(last.at)} 离场`
  return last.act === 'return' ? `您已在 ${timeWords(last.at)} 返场` : `您已在 ${timeWords(last.at)} 签到`
}

/** Checked in by a phone, not only by name: whoever was ticked by staff checks in once more to vote by phone. */
export const phoneKnown = (me: RollRow): boolean => me.marks.some(m => m.way === 'qr' || m.way === 'code')

/** Leaving 离场 and returning 返场 by oneself. Whoever has left cannot vote, so leaving asks first. */
export const Presence = ({ now, refresh }: { now: Output<'congress', 'now'>; refresh: () => Promise<void> }) => {
  const { me, session, round } = now
  const [asking, setAsking] = useState(false)
  const [key, setKey] = useState<string>()
  const step = useAct(async (act: 'leave' | 'return') => {
    // Kept until it is done: sent once more after a lost answer, it is known as the same act.
    const mine = key ?? await newId()
    setKey(mine)
    await call('congress', 'step', { id: session._id, act, key: mine })
    setKey(undefined)
    setAsking(false)
    await refresh()
  })
  if (!me) return null
  const came = me.marks.length > 0
  return (
    <Card title={me.observer ? '列席' : '出席'}>
      <View className='stack'>
        <StatusLine meaning={me.present ? 'done' : 'waiting'} text={presenceWords(me)} />
        <View className='note'>{me.observer ? '您是列席人员，没有表决权。' : `${me.delegation}。投票开始时在场、投票时没有离场的代表才能投票。`}</View>
        <ActTrouble error={step.error} />
        {came && session.stage !== 'closed' && session.stage !== 'archived'
          ? <View>{me.present
            ? <Button text='离场' busy={step.busy} busyText='正在登记…' onTap={() => setAsking(true)} />
            : <Button id='return' text='返场' busy={step.busy} busyText='正在登记…' onTap={() => void step.run('return')} />}</View>
          : null}
        {session.checkInOpen && phoneKnown(me) ? <View><Button kind='bare' text='换了手机，重新签到' onTap={() => openCheckIn(session._id)} /></View> : null}
      </View>
      {asking ? (
        <Confirm
          title='现在离场？' yes='离场' busy={step.busy} onYes={() => void step.run('leave')} onNo={() => setAsking(false)}
          text={round?.state === 'open' ? '正在投票。离场期间不能投，截止前返场还可以投；已经投出的票仍然有效。' : '离场期间开始的投票，您不能参加。回来时请点“返场”。'}
        />
      ) : null}
    </Card>
  )
}
