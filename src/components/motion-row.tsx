import Taro from '@tarojs/taro'
import { motionStateWords } from '../../domain/motion-graph'
import { whenWords } from '../../domain/words-time'
import type { MotionRow as Row } from '../../types/motion'
import type { MotionState } from '../../types/motion-life'
import { ListRow } from './card'
import { StateTag, type Meaning } from './state-tag'

const meanings: Record<MotionState, Meaning> = {
  draft: 'plain', cosigning: 'waiting', submitted: 'waiting', returned: 'attention', disputed: 'waiting', opinion: 'plain',
  refused: 'refused', merged: 'plain', filed: 'waiting', assigned: 'waiting', handling: 'waiting', signing: 'waiting',
  replied: 'attention', committee: 'attention', closed: 'done', archived: 'done',
}

/** The state of a motion 提案 as a word in a shape. */
export const MotionTag = ({ state }: { state: MotionState }) => <StateTag text={motionStateWords[state]} meaning={meanings[state]} />

export const motionTitle = (title: string): string => title || '还没有写案由的提案'

/** How far the co-signing is, for people: 附议 1 人，需要 2 人. */
export const cosignWords = (m: Pick<Row, 'accepted' | 'needed'>): string =>
  m.accepted >= m.needed ? `已有 ${m.accepted} 人附议，可以提交` : `已有 ${m.accepted} 人附议，需要 ${m.needed} 人`

export const openMotion = (id: string): void => void Taro.navigateTo({ url: `/pages/motions/detail?id=${id}` })
export const editMotion = (id?: string): void => void Taro.navigateTo({ url: `/pages/motions/edit${id ? `?id=${id}` : ''}` })

export interface MotionRowProps {
  motion: Row
  now: number
  /** Says whose it is, for lists of other people's motions. */
  who?: boolean
}

/** A motion in a list. A draft goes on being written; everything else is opened. */
export const MotionRow = ({ motion, now, who }: MotionRowProps) => {
  const by = who ? `${motion.proposerName}（${motion.delegation}）` : undefined
  const stand = motion.state === 'cosigning' ? cosignWords(motion) : undefined
  return (
    <ListRow
      short
      text={motionTitle(motion.title)}
      note={[by, stand, whenWords(motion.updatedAt, now)].filter(Boolean).join(' · ')}
      tag={<MotionTag state={motion.state} />}
      label={`${motionTitle(motion.title)}，${motionStateWords[motion.state]}${stand ? `，${stand}` : ''}`}
      onTap={() => motion.state === 'draft' ? editMotion(motion._id) : openMotion(motion._id)}
    />
  )
}
