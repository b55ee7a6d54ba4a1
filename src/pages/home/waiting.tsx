import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { whenWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty, ErrorState, Loading } from '../../components/feedback'
import { unsentDrafts } from '../../components/motion-draft'
import { editMotion, motionTitle, openMotion } from '../../components/motion-row'
import { Notice } from '../../components/notice'
import { call } from '../../services/call'
import { hasRole, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import type { MotionRow as Row } from '../../../types/motion'

type Kind = 'answer' | 'submit' | 'complete' | 'rate' | 'draft'

/** One sentence and one act for each thing that can wait. */
const kinds: Record<Kind, { sentence: (m: Row) => string; go: string; open: (m: Row) => void }> = {
  answer: { sentence: m => `${m.proposerName}请您附议：${motionTitle(m.title)}`, go: '看一看', open: m => openMotion(m._id) },
  rate: { sentence: m => `有了答复，请您评价：${motionTitle(m.title)}`, go: '去评价', open: m => openMotion(m._id) },
  complete: { sentence: m => `工会请您补充：${motionTitle(m.title)}`, go: '去补充', open: m => openMotion(m._id) },
  submit: { sentence: m => `附议人数已够，可以提交给工会：${motionTitle(m.title)}`, go: '去提交', open: m => openMotion(m._id) },
  draft: { sentence: m => `草稿还没有发出：${motionTitle(m.title)}`, go: '继续写', open: m => editMotion(m._id) },
}

const WaitingRow = ({ kind, motion, now }: { kind: Kind; motion: Row; now: number }) => {
  const { sentence, go, open } = kinds[kind]
  const when = whenWords(motion.updatedAt, now)
  return <ListRow text={sentence(motion)} note={kind === 'draft' ? `写于${when}` : `${motion.delegation} · ${when}`} go={go} onTap={() => open(motion)} />
}

const NothingWaits = ({ me }: { me: Me }) => hasRole(me, 'delegate')
  ? (
    <Empty
      icon='done'
      title='现在没有等您办的事'
      text='有人请您附议、您的提案有了进展，都会出现在这里。平时发现了问题，可以先写下来。'
      act={<Button icon='pen' text='写一件提案' onTap={() => editMotion()} />}
    />
  )
  : (
    <Empty
      icon='done'
      title='现在没有等您办的事'
      text='需要您知道或办理的事，会出现在这里。您可以先看看大家提交的提案。'
      act={<Button text='看提案' onTap={() => void Taro.navigateTo({ url: '/pages/motions/list' })} />}
    />
  )

/** Everything that waits for this person, the most urgent first. */
export const Waiting = ({ me, now }: { me: Me; now: number }) => {
  const { data, error, loading, reload } = useLoad(() => call('motions', 'waiting', {}), [me.personId])
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()))
  if (loading) return <Card flush><Loading rows={3} label='正在看有什么等您办' /></Card>
  const known = data?.items ?? []
  const items = [...known, ...unsentDrafts(me, known.map(i => i.motion._id)).map(motion => ({ kind: 'draft' as const, motion }))]
  if (error && items.length === 0) return <Card><ErrorState error={error} onRetry={() => void reload()} /></Card>
  return (
    <View className='stack'>
      {error ? <Notice meaning='attention' title='没有连上，看到的可能不是最新的' text={error.message} act={<Button text='再试一次' icon='retry' onTap={() => void reload()} />} /> : null}
      {items.length === 0
        ? <Card><NothingWaits me={me} /></Card>
        : (
          <Card title='等您办的事' flush aside={<View className='note'>{items.length} 件</View>}>
            {items.map(i => <WaitingRow key={`${i.kind}${i.motion._id}`} kind={i.kind} motion={i.motion} now={now} />)}
          </Card>
        )}
    </View>
  )
}
