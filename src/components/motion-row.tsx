import { View } from '@tarojs/components'
import { motionStateWords } from '../../domain/motion-graph'
import { dueWords, whenWords } from '../../domain/words-time'
import { endOfDay } from '../../domain/working-days'
import type { MotionRow as Row } from '../../types/motion'
import type { MotionState } from '../../types/motion-life'
import { openPage } from '../services/open-page'
import { ListRow } from './card'
import { StateTag, type Meaning } from './state-tag'

const meanings: Record<MotionState, Meaning> = {
  draft: 'plain', cosigning: 'waiting', submitted: 'waiting', returned: 'attention', disputed: 'waiting', opinion: 'plain',
  refused: 'refused', merged: 'plain', filed: 'waiting', assigned: 'waiting', handling: 'waiting', signing: 'waiting',
  replied: 'attention', committee: 'attention', closed: 'done', archived: 'done',
}

/** The state of a motion 提案 as a word in a shape. */
export const MotionTag = ({ state }: { state: MotionState }) => <StateTag text={motionStateWords[state]} meaning={meanings[state]} />

/** The state, and what is out of the ordinary about it. */
export const MotionTags = ({ motion }: { motion: Pick<Row, 'state' | 'overdue' | 'round'> }) => (
  <View className='wrap'>
    <MotionTag state={motion.state} />
    {motion.overdue ? <StateTag text='已逾期' meaning='attention' /> : null}
    {motion.round > 1 ? <StateTag text={`第 ${motion.round} 次办理`} /> : null}
  </View>
)

export const motionTitle = (title: string): string => title || '还没有写案由的提案'

/** How far the co-signing is, for people: 附议 1 人，需要 2 人. */
export const cosignWords = (m: Pick<Row, 'accepted' | 'needed'>): string =>
  m.accepted >= m.needed ? `已有 ${m.accepted} 人附议，可以提交` : `已有 ${m.accepted} 人附议，需要 ${m.needed} 人`

const inHand: readonly MotionState[] = ['assigned', 'handling', 'signing']

/** Who has it and how many days are left; nothing when no deadline runs. */
export const deadlineWords = (m: Row, now: number): string | undefined => {
  if (m.due !== null && inHand.includes(m.state)) return [m.leadName, dueWords(m.due, now)].filter(Boolean).join(' · ')
  return m.promisedOn === null ? undefined : `承诺落实 ${dueWords(endOfDay(m.promisedOn), now)}`
}

/** Its number or its subject first, as people speak of it. */
export const numberedTitle = (m: Pick<Row, 'number' | 'title'>): string => [m.number, motionTitle(m.title)].filter(Boolean).join(' ')

export const openMotion = (id: string): void => void openPage(`/pages/motions/detail?id=${id}`)
export const editMotion = (id?: string): void => void openPage(`/pages/motions/edit${id ? `?id=${id}` : ''}`)

export interface MotionRowProps {
  motion: Row
  now: number
  /** Says whose it is, for lists of other people's motions. */
  who?: boolean
}

/** A motion in a list. A draft goes on being written; everything else is opened. */
export const MotionRow = ({ motion, now, who }: MotionRowProps) => {
  const by = who ? `${motion.proposerName}（${motion.delegation}）` : undefined
  const stand = motion.state === 'cosigning' ? cosignWords(motion) : deadlineWords(motion, now)
  return (
    <ListRow
      short
      text={numberedTitle(motion)}
      note={[by, stand, stand && motion.state !== 'cosigning' ? '' : whenWords(motion.updatedAt, now)].filter(Boolean).join(' · ')}
      tag={<MotionTags motion={motion} />}
      label={`${numberedTitle(motion)}，${motionStateWords[motion.state]}${stand ? `，${stand}` : ''}`}
      onTap={() => motion.state === 'draft' ? editMotion(motion._id) : openMotion(motion._id)}
    />
  )
}
