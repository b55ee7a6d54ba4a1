import { View } from '@tarojs/components'
import { useState } from 'react'
import { timeWords } from '../../../domain/words-time'
import type { MyPart, Round } from '../../../types/congress-round'
import type { Choice } from '../../../types/congress-vote'
import { Button } from '../../components/button'
import type { KeptVote } from '../../components/kept-vote'
import { Notice, type NoticeProps } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import { choiceWords } from '../../components/ballot-review'

type Words = Pick<NoticeProps, 'meaning' | 'title' | 'text'>

const underWay = (waiting: boolean): Words => waiting
  ? { meaning: 'attention', title: '没有网络，您的一票还没有送到', text: '它已经存在这部手机里，连上后自动投出，不用重投。请留在这一页，不要换手机。' }
  : { meaning: 'waiting', title: '正在投出您的一票…', text: '已经存在这部手机里。信号弱时会自动再送，不会投两次。' }

const undecided: Words = {
  meaning: 'attention', title: '您的一票在截止前后才送到', text: '是否计入，要等计票结果出来才知道。请在这一页等一等，结果出来会告诉您。',
}

const received = (round: Round): Words => ({
  meaning: 'done', title: '您的一票已投出，已经收到', text: round.state === 'open' ? '投票截止以前，谁也看不到结果。' : '投票已截止，正在计票。',
})

const absentTitle = (round: Round): string => {
  if (round.state !== 'open') return '您没有投这一轮'
  return round.way === 'named' ? '您不能参加这一轮投票' : '这一轮不用手机投'
}

const ballotWords: Partial<Record<Round['state'], Words>> = {
  drawing: { meaning: 'attention', title: '请领票', text: '无记名投票。打开选票页，手机会自动领票。' },
  drawn: { meaning: 'waiting', title: '领票结束，马上开始投票', text: '请打开选票页等候。' },
  open: { meaning: 'attention', title: '请投票', text: '投票正在进行。已经投了的，在选票页看您的票在哪里。' },
  counted: { meaning: 'done', title: '已经计票', text: '投了票的，可以查验自己的票在不在票箱里。' },
}

const parts: Record<MyPart['state'], (part: MyPart, round: Round) => Words> = {
  waiting: (_, round) => round.state === 'open'
    ? { meaning: 'attention', title: '您还没有投票', text: '投票正在进行。' }
    : { meaning: 'waiting', title: '投票已截止', text: '没有收到您的票，按没有投票计。' },
  ballot: (_, round) => ballotWords[round.state] ?? { meaning: 'waiting', title: '投票已截止', text: '正在计票。' },
  voted: (_, round) => received(round),
  paper: (_, round) => ({ meaning: 'waiting', title: '您这一轮用纸质票', text: round.state === 'open' ? '请把填好的票投入票箱，手机上不能再投。' : undefined }),
  absent: (part, round) => ({ meaning: 'waiting', title: absentTitle(round), text: part.why }),
  counted: () => ({ meaning: 'done', title: '您的一票已计入' }),
  late: part => ({ meaning: 'attention', title: '您的一票没有计入', text: part.why || '它在投票截止以后才送到。' }),
}

/** Where my vote is, in plain words. What the phone knows of a vote under way comes before what the server last said. */
export const stateWords = (round: Round, part: MyPart | null, kept: KeptVote | undefined, waiting: boolean): Words | null => {
  const decided = part?.state === 'counted' || part?.state === 'late'
  if (kept && !decided && round.state !== 'void') {
    if (kept.refused !== undefined) return { meaning: 'refused', title: '这一票没有投成', text: kept.refused }
    if (kept.answer === undefined) return underWay(waiting)
    if (kept.answer === 'undecided') return undecided
    return received(round)
  }
  return part && round.state !== 'void' ? parts[part.state](part, round) : null
}

/** For its voter alone, and only when asked for: neighbours look too. */
const MyChoice = ({ round, choice }: { round: Round; choice: Choice }) => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind='bare' text='看我投了什么' onTap={() => setOpen(true)} />
      {open ? <Sheet title='您投的票' onClose={() => setOpen(false)}><View className='body kept-choice'>{choiceWords(round.question, choice)}</View></Sheet> : null}
    </>
  )
}

export interface VoteStateProps {
  round: Round
  part: MyPart | null
  kept: KeptVote | undefined
  waiting: boolean
  /** The ballot can be marked now. */
  onVote?: () => void
  voteText?: string
}

export const VoteState = ({ round, part, kept, waiting, onVote, voteText = '去投票' }: VoteStateProps) => {
  const words = stateWords(round, part, kept, waiting)
  const choice = kept?.refused === undefined ? kept?.choice ?? part?.choice : part?.choice
  if (!words) return null
  return (
    <View className='stack-tight'>
      <Notice {...words} act={onVote ? <Button id='vote' kind='main' text={voteText} onTap={onVote} /> : undefined} />
      {choice ? <View><MyChoice round={round} choice={choice} /></View> : null}
    </View>
  )
}

/** Votes of other rounds that were settled while one looked elsewhere. */
export const OldVotes = ({ kept, current, onForget }: { kept: Readonly<Record<string, KeptVote>>; current: string | undefined; onForget: (roundId: string) => void }) => (
  <>
    {Object.entries(kept).filter(([id, v]) => id !== current && v.answer !== 'accepted').map(([id, v]) => (
      <Notice
        key={id} meaning='attention' title={`《${v.title}》您的一票${v.refused !== undefined ? '没有投成' : v.answer ? '在截止前后送到' : '还没有送到'}`}
        text={v.refused ?? (v.answer ? '是否计入，请看这一项的结果。' : '连上后自动送出，是否计入由计票确定。')}
        act={v.refused !== undefined || v.answer ? <Button text='知道了' label={`知道了：${v.title}`} onTap={() => onForget(id)} /> : undefined}
      />
    ))}
  </>
)

/** 14:02 or, of something that runs, how long still. */
export const closedWords = (round: Round): string => round.closedAt === null ? `${timeWords(round.openedAt)} 开始` : `${timeWords(round.closedAt)} 截止`
