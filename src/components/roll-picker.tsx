import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from './button'
import { TickRow } from './choice'
import { ChosenField, type Chosen } from './chosen-field'
import { Empty } from './feedback'
import { PagedList } from './paged-list'
import { Sheet } from './sheet'
import { SearchBox } from './text-field'
import { usePaused } from './use-paused'
import { call } from '../services/call'
import { usePages } from '../services/use-pages'

export interface RollPickerProps {
  sessionId: string
  title: string
  chosen: readonly Chosen[]
  most: number
  /** Only those in the hall. */
  present?: boolean
  onChange: (chosen: Chosen[]) => void
  onClose: () => void
}

/** People on the session's frozen roll, searched by name. */
export const RollPicker = ({ sessionId, title, chosen, most, present, onChange, onClose }: RollPickerProps) => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const show = present ? 'present' : 'all'
  const pages = usePages(cursor => call('congress', 'roll', { id: sessionId, show, text: text || undefined, cursor }), [sessionId, show, text])
  const all = pages.items.filter(r => !chosen.some(c => c.personId === r.personId)).slice(0, most - chosen.length)
  return (
    <Sheet title={title} onClose={onClose} foot={<Button id='picked' kind='main' wide text={`选好了，${chosen.length} 位`} onTap={onClose} />}>
      <View className='stack'>
        <SearchBox label='搜索姓名' value={typed} onChange={setTyped} />
        <PagedList pages={pages} empty={<Empty icon='search' title={text ? `没有找到“${text}”` : present ? '还没有人签到' : '名单还没有定'} />}>
          {rows => (
            <View className='stack-tight'>
              {most >= rows.length ? <View><Button text='选上显示的全部' disabled={all.length === 0} onTap={() => onChange([...chosen, ...all.map(({ personId, name }) => ({ personId, name }))])} /></View> : null}
              <View className='entry choice'>
                {rows.map(r => {
                  const on = chosen.some(c => c.personId === r.personId)
                  return (
                    <TickRow
                      key={r.personId} text={r.name} note={r.delegation} checked={on} disabled={!on && chosen.length >= most}
                      onChange={tick => onChange(tick ? [...chosen, { personId: r.personId, name: r.name }] : chosen.filter(c => c.personId !== r.personId))}
                    />
                  )
                })}
              </View>
            </View>
          )}
        </PagedList>
      </View>
    </Sheet>
  )
}

export const RollField = ({ empty, ...p }: Omit<RollPickerProps, 'onClose'> & { empty: string }) =>
  <ChosenField {...p} empty={empty} picker={close => <RollPicker {...p} onClose={close} />} />
