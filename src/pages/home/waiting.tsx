import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { dayOf } from '../../../domain/calendar'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty, ErrorState, Loading } from '../../components/feedback'
import { unsentDrafts } from '../../components/motion-draft'
import { openQueue, queuesFor, type DutyQueue } from '../../components/motion-queues'
import { deadlineWords, editMotion, motionTitle, openMotion } from '../../components/motion-row'
import { Notice } from '../../components/notice'
import { inboxPath } from '../../components/places'
import { StateTag } from '../../components/state-tag'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, type Me } from '../../services/session'
import { useAnswersOut } from '../../services/survey-out'
import { unreadWords, useUnread } from '../../services/unread'
import { useLoad } from '../../services/use-load'
import type { MotionRow as Row } from '../../../types/motion'
import { CongressToday, congressTasks } from './congress'
import { GoOn, lessonTasks } from './lessons'
import { sealTasks, surveyTasks } from './surveys'

type Kind = Output<'motions', 'waiting'>['items'][number]['kind']

/** One sentence and one act. */
export interface Task { key: string; text: string; note: string; go: string; open: () => void; due?: number; overdue?: boolean }

/** What each thing that can wait for a delegate is called. */
const kinds: Record<Kind, { sentence: (m: Row) => string; go: string; open: (m: Row) => void }> = {
  answer: { sentence: m => `${m.proposerName}请您附议：${motionTitle(m.title)}`, go: '看一看', open: m => openMotion(m._id) },
  rate: { sentence: m => `您的提案已经答复，请您评价：${motionTitle(m.title)}`, go: '去评价', open: m => openMotion(m._id) },
  complete: { sentence: m => `请补充后再提交：${motionTitle(m.title)}`, go: '去补充', open: m => openMotion(m._id) },
  submit: { sentence: m => `附议人数已够，可以提交给工会：${motionTitle(m.title)}`, go: '去提交', open: m => openMotion(m._id) },
  draft: { sentence: m => `草稿还没有发出：${motionTitle(m.title)}`, go: '继续写', open: m => editMotion(m._id) },
}

const taskOf = (kind: Kind, motion: Row, now: number): Task => {
  const { sentence, go, open } = kinds[kind]
  const when = whenWords(motion.updatedAt, now)
  return { key: `${kind}${motion._id}`, text: sentence(motion), note: kind === 'draft' ? `写于${when}` : `${motion.delegation} · ${when}`, go, open: () => open(motion) }
}

interface Queued { queue: DutyQueue; items: Row[]; more: boolean }

const dutyTask = ({ queue }: Queued, motion: Row, now: number): Task => ({
  key: `${queue.queue}${motion._id}`,
  text: `${queue.waits}：${motionTitle(motion.title)}`,
  note: [motion.number, deadlineWords(motion, now) ?? `等了 ${Math.max(0, Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(motion.updatedAt))) / 86_400_000))} 天`].filter(Boolean).join(' · '),
  go: queue.go, open: () => openMotion(motion._id), due: motion.due ?? undefined, overdue: motion.overdue,
})

/** Notices that want 已知悉. */
const confirmTasks = (n: number): Task[] => n === 0 ? [] : [{
  key: 'confirm', text: `${unreadWords(n)} 条通知请您确认已知悉`, note: '看过后点“已知悉”', go: '去确认', open: () => void openPage(`${inboxPath}?which=toConfirm`),
}]

/** A running deadline comes before the longest wait. */
const urgency = (t: Task) => t.due ?? Number.MAX_SAFE_INTEGER

const NAMED_OF_EACH = 3

const read = async (me: Me) => {
  const duties = queuesFor(me).filter(q => q.home)
  const seals = hasRole(me, 'scrutineer') ? call('surveys', 'toSealList', {}) : { items: [] }
  const [learning, congress, own, surveys, sealing, ...lists] = await Promise.all([call('lessons', 'waiting', {}), call('congress', 'waiting', {}), call('motions', 'waiting', {}), call('surveys', 'mine', {}), seals, ...duties.map(q => call('motions', 'queue', { queue: q.queue }))])
  return { learning, congress, own: own.items, surveys: surveys.items, seals: sealing.items, queued: duties.map((queue, i): Queued => ({ queue, items: lists[i]!.items, more: lists[i]!.next !== undefined })).filter(q => q.items.length > 0) }
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
      act={<Button text='看提案' onTap={() => void openPage('/pages/motions/list')} />}
    />
  )

/** The lists that hold more than is named above, with how many. */
const Rest = ({ queued }: { queued: readonly Queued[] }) => {
  const long = queued.filter(q => q.items.length > NAMED_OF_EACH)
  return long.length === 0 ? null : (
    <Card flush>
      {long.map(q => <ListRow key={q.queue.queue} text={`${q.queue.text}，共 ${q.items.length}${q.more ? ' 件以上' : ' 件'}`} onTap={() => openQueue(q.queue.queue)} />)}
    </Card>
  )
}

/** All that waits, those not named here included. */
const countWords = (named: number, queued: readonly Queued[]): string => {
  const unnamed = queued.reduce((n, q) => n + Math.max(0, q.items.length - NAMED_OF_EACH), 0)
  return `${named + unnamed} 件${queued.some(q => q.more) ? '以上' : ''}`
}

/** Everything that waits for this person, the most urgent first. */
export const Waiting = ({ me, now }: { me: Me; now: number }) => {
  const { data, error, loading, reload } = useLoad(() => read(me), [me.personId])
  const out = useAnswersOut()
  const { toConfirm } = useUnread()
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()))
  if (loading) return <Card flush><Loading rows={3} label='正在看有什么等您办' /></Card>
  const own = data?.own ?? []
  const queued = data?.queued ?? []
  const duties = queued.flatMap(q => q.items.slice(0, NAMED_OF_EACH).map(m => dutyTask(q, m, now))).sort((a, b) => urgency(a) - urgency(b))
  const tasks = [
    ...congressTasks(me, data?.congress.items ?? [], now),
    ...confirmTasks(toConfirm),
    ...sealTasks(data?.seals ?? [], now),
    ...surveyTasks(me, data?.surveys ?? [], out, now),
    ...(data ? lessonTasks(data.learning, now) : []),
    ...duties,
    ...own.map(i => taskOf(i.kind, i.motion, now)),
    ...unsentDrafts(me, own.map(i => i.motion._id)).map(m => taskOf('draft', m, now)),
  ]
  if (error && tasks.length === 0) return <Card><ErrorState error={error} onRetry={() => void reload()} /></Card>
  return (
    <View className='stack'>
      {error ? <Notice meaning='attention' title={error.kind === 'offline' ? '没有连上，看到的可能不是最新的' : '看到的可能不是最新的'} text={error.message} act={<Button text='再试一次' icon='retry' onTap={() => void reload()} />} /> : null}
      {tasks.length === 0
        ? <Card><NothingWaits me={me} /></Card>
        : (
          <Card title='等您办的事' flush aside={<View className='note'>{countWords(tasks.length, queued)}</View>}>
            {tasks.map(t => <ListRow key={t.key} text={t.text} note={t.note} tag={t.overdue ? <StateTag text='已逾期' meaning='attention' /> : undefined} go={t.go} onTap={t.open} />)}
          </Card>
        )}
      {data?.congress.today ? <CongressToday me={me} session={data.congress.today} items={data.congress.items} /> : null}
      {data ? <GoOn {...data.learning} /> : null}
      <Rest queued={queued} />
    </View>
  )
}
