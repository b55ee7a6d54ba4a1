import { View } from '@tarojs/components'
import { UNRATED, ratingWords, replyCodeWords } from '../../../domain/motion-words'
import { ratersOf } from '../../../domain/motion-judge'
import { shortDayWords, whenWords } from '../../../domain/words-time'
import type { Motion } from '../../../types/motion'
import type { MotionReply, RatingValue } from '../../../types/motion-life'
import { Card, Fact } from '../../components/card'
import { StateTag, type Meaning } from '../../components/state-tag'
import { Attached, type Addressed } from './attached'

const ratingMeanings: Record<RatingValue, Meaning> = { satisfied: 'done', mostly: 'done', dissatisfied: 'refused' }

/** What the proposers said of a reply; whoever said nothing is 未评价, once the round is over. */
const Ratings = ({ motion, round, now }: { motion: Motion; round: number; now: number }) => {
  const given = motion.ratings.filter(r => r.round === round)
  const over = round < motion.round || motion.state !== 'replied'
  const silent = ratersOf(motion).filter(r => !given.some(g => g.personId === r.personId))
  if (given.length === 0 && !over) return null
  return (
    <View className='stack-tight'>
      {given.map(r => (
        <View key={r.personId} className='stack-tight'>
          <View className='wrap'>
            <StateTag text={ratingWords[r.value]} meaning={ratingMeanings[r.value]} />
            <View className='note'>{r.name}评价 · {whenWords(r.at, now)}</View>
          </View>
          {r.note ? <View className='body written'>{r.note}</View> : null}
        </View>
      ))}
      {over ? silent.map(r => <View key={r.personId} className='wrap'><StateTag text={UNRATED} /><View className='note'>{r.name}</View></View>) : null}
    </View>
  )
}

const Reply = ({ reply, motion, files, now }: { reply: MotionReply; motion: Motion; files: readonly Addressed[]; now: number }) => (
  <Card title={reply.round > 1 ? `第 ${reply.round} 次答复` : '答复'} aside={<StateTag text={replyCodeWords[reply.code]} meaning={reply.code === 'A' ? 'done' : reply.code === 'B' ? 'waiting' : 'plain'} />}>
    <View className='stack'>
      <View className='body written'>{reply.text}</View>
      <Attached files={reply.files} urls={files} />
      <View>
        {reply.promisedOn ? <Fact name='承诺日期' value={shortDayWords(reply.promisedOn, now)} /> : null}
        <Fact name='答复部门' value={`${reply.unitName}（${reply.by}）· ${whenWords(reply.at, now)}`} />
        <Fact name='签发' value={reply.signedBy && reply.signedAt ? `${reply.signedBy} · ${whenWords(reply.signedAt, now)}` : '还没有签发'} />
      </View>
      {reply.signedAt ? <Ratings motion={motion} round={reply.round} now={now} /> : null}
    </View>
  </Card>
)

export interface RepliesProps {
  motion: Motion
  files: readonly Addressed[]
  now: number
  /** Only the one that is judged now. */
  last?: boolean
}

/** The answers of the department, the newest first, each with what the proposers said of it. */
export const Replies = ({ motion, files, now, last }: RepliesProps) => {
  const all = [...motion.replies].reverse()
  return (
    <>
      {(last ? all.slice(0, 1) : all).map(r => <Reply key={r.at} reply={r} motion={motion} files={files} now={now} />)}
    </>
  )
}
