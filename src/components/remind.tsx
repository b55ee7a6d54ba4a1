import { View } from '@tarojs/components'
import { useRef } from 'react'
import { CallError, call } from '../services/call'
import { newId } from '../services/new-id'
import { openPage } from '../services/open-page'
import { hasRole, useMe } from '../services/session'
import { useAct } from '../services/use-act'
import { Button } from './button'
import { ActTrouble } from './trouble'

const NOBODY = '现在没有要催的人：可能都办了，也可能已经截止。请刷新后再看'

/** Begins a reminder 催办 as a draft, which is looked over before anything is sent. */
export const useRemind = () => {
  const ids = useRef(new Map<string, Promise<string>>())
  return useAct(async (key: string) => {
    const item = (await call('notices', 'reminders', { key })).items[0]
    if (!item) throw new CallError('refusal', 'NOBODY', NOBODY)
    const coming = ids.current.get(key) ?? newId()
    ids.current.set(key, coming)
    const id = await coming
    await call('notices', 'create', { id, edit: item.edit })
    // Begun once more, it is a new one: this one may have been sent by then.
    ids.current.delete(key)
    await openPage(`/pages/notice-office/edit?id=${id}`)
  })
}

export interface RemindButtonProps {
  /** One of `notices.reminders`: `unanswered.<survey>`, `notJoined.|sheetNotDrawn.|sheetDrawn.<survey>`, `unread.<session>`, `notVoted.|notDrawn.<round>`, `unfinished.<course>`, `unconfirmed.<notice>`. */
  of: string
  text: string
}

/** Beside a list of those who have not: the way to remind them, for the union's staff. */
export const RemindButton = ({ of, text }: RemindButtonProps) => {
  const remind = useRemind()
  const { me } = useMe()
  if (!hasRole(me, 'staff')) return null
  return (
    <View className='stack-tight'>
      <ActTrouble error={remind.error} />
      <View><Button icon='people' text={text} busy={remind.busy} busyText='正在准备…' onTap={() => void remind.run(of)} /></View>
    </View>
  )
}
