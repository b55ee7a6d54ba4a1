import { View } from '@tarojs/components'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { SessionRow } from '../../../types/congress-session'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { openCheckIn, openHall, openSession, openVote } from '../../components/congress-links'
import { unsentVotes } from '../../components/kept-vote'
import { SessionTags } from '../../components/session-row'
import { openPapers } from '../../services/credentials'
import { personKey, type Me } from '../../services/session'
import type { Task } from './waiting'

type Item = Output<'congress', 'waiting'>['items'][number]

/** The most pressing first: a vote lasts minutes, reading lasts days. */
const kinds: Record<Item['kind'], { rank: number; go: string; open: (id: string) => void }> = {
  vote: { rank: 0, go: '去投票', open: openHall },
  checkIn: { rank: 1, go: '签到', open: openCheckIn },
  sign: { rank: 2, go: '去签署', open: openSession },
  papers: { rank: 3, go: '去阅读', open: openSession },
}

const taskOf = (item: Item, now: number): Task => ({
  key: `${item.kind}${item.session._id}${item.roundId ?? ''}`, text: item.text, note: `${item.session.title} · ${whenWords(item.session.startsAt, now)}`,
  go: kinds[item.kind].go, open: () => kinds[item.kind].open(item.session._id),
})

/** What the congress 职代会 wants of me, votes that are still on this phone, and secret ballots that it holds. */
export const congressTasks = (me: Me, items: readonly Item[], now: number): Task[] => [
  ...openPapers(personKey(me), now).map(({ roundId, paper }) => ({
    key: `ballot${roundId}`, text: '您的无记名选票', note: paper.ballot ? '计票以后，可以查验它在不在票箱里' : '选票在这部手机里，投票开始后可以写票', go: '去看', open: () => openVote(paper.sessionId, roundId),
  })),
  ...unsentVotes(me).map(({ roundId, vote }) => ({
    key: `unsent${roundId}`, text: `您的一票还没有送到：${vote.title}`, note: '已存在这部手机里，打开会场后自动送出', go: '去送出', open: () => openHall(vote.sessionId),
  })),
  ...[...items].sort((a, b) => kinds[a.kind].rank - kinds[b.kind].rank).map(i => taskOf(i, now)),
]

/** Today's session: when, where, where I sit, and the way in. */
export const CongressToday = ({ me, session, items }: { me: Me; session: SessionRow; items: readonly Item[] }) => {
  const seat = me.memberships.find(m => m.role === 'delegate')?.seat
  const mayCheckIn = items.some(i => i.kind === 'checkIn' && i.session._id === session._id)
  const [text, open] = mayCheckIn ? ['签到', openCheckIn] as const
    : session.stage === 'preparatory' || session.stage === 'discussion' || session.stage === 'formal' ? ['进入会场', openHall] as const : ['看议程和文件', openSession] as const
  return (
    <Card title='今天的会议'>
      <View className='stack'>
        <View className='stack-tight'>
          <SessionTags session={session} />
          <View className='heading'>{session.title}</View>
        </View>
        <View>
          <Fact name='时间' value={whenWords(session.startsAt, Date.now())} />
          <Fact name='地点' value={session.place} />
          {seat ? <Fact name='我的席位' value={seat.delegation} /> : null}
        </View>
        <Button id='today' wide text={text} onTap={() => open(session._id)} />
      </View>
    </Card>
  )
}
