import { View } from '@tarojs/components'
import { noticeKindWords } from '../../../domain/notice/words'
import type { Preference } from '../../../types/notice'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { TickRow } from '../../components/choice'
import { Notice } from '../../components/notice'
import { StatusLine } from '../../components/status-line'
import type { Said } from './use-wishes'

/** Beside the switch that was tapped, since the page is longer than the screen. */
const Saved = ({ state, onRetry }: { state: Said['state']; onRetry: () => void }) => {
  if (state === 'saving') return <StatusLine meaning='waiting' text='正在保存…' />
  if (state === 'saved') return <StatusLine meaning='done' text='已保存' />
  const offline = state.kind === 'offline'
  return (
    <Notice
      meaning='attention' title='还没有存上' act={<Button icon='retry' text='再存一次' onTap={onRetry} />}
      text={offline ? '没有连上。停在这一页，连上后会自动存；现在离开，这次改的就不算。' : `${state.message}。现在离开，这次改的就不算。`}
    />
  )
}

export interface WishesProps {
  items: readonly Preference[]
  said: Said | undefined
  onChoose: (next: Preference) => void
  onRetry: () => void
}

/** Which kinds are wanted, in the inbox and by WeChat. */
export const Wishes = ({ items, said, onChoose, onRetry }: WishesProps) => (
  <Card title='想收哪几类' flush>
    {items.map(p => (
      <View key={p.kind} className='wish-row'>
        <View className='stack-tight'>
          <View className='strong'>{noticeKindWords[p.kind]}</View>
          <View className='wish-ticks'>
            <TickRow text='放进通知' note={p.must ? '一定会有' : undefined} checked={p.inbox} disabled={p.must} label={`${noticeKindWords[p.kind]}：放进通知${p.must ? '，一定会有' : ''}`} onChange={inbox => onChoose({ ...p, inbox, message: inbox && p.message })} />
            <TickRow text='微信提醒' checked={p.message} disabled={!p.inbox} label={`${noticeKindWords[p.kind]}：微信提醒`} onChange={message => onChoose({ ...p, message })} />
          </View>
          {said?.kind === p.kind ? <Saved state={said.state} onRetry={onRetry} /> : null}
        </View>
      </View>
    ))}
  </Card>
)
