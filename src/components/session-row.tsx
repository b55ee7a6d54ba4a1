import { View } from '@tarojs/components'
import { sessionStageWords } from '../../domain/congress/session-graph'
import { whenWords } from '../../domain/words-time'
import type { SessionRow as Row, SessionStage } from '../../types/congress-session'
import { ListRow } from './card'
import { openSession } from './congress-links'
import { StateTag, type Meaning } from './state-tag'

const meanings: Record<SessionStage, Meaning> = {
  preparing: 'plain', preparatory: 'waiting', discussion: 'waiting', formal: 'waiting', closed: 'done', archived: 'done', cancelled: 'refused',
}

/** The stage of a session 次 as a word in a shape, and that it is only a rehearsal 模拟推演. */
export const SessionTags = ({ session }: { session: Pick<Row, 'stage' | 'rehearsal'> }) => (
  <View className='wrap'>
    <StateTag text={sessionStageWords[session.stage]} meaning={meanings[session.stage]} />
    {session.rehearsal ? <StateTag text='模拟推演' /> : null}
  </View>
)

/** A session in a list. */
export const SessionRow = ({ session, now, onOpen = openSession }: { session: Row; now: number; onOpen?: (id: string) => void }) => (
  <ListRow
    short
    text={session.title}
    note={`${whenWords(session.startsAt, now)} · ${session.place}`}
    tag={<SessionTags session={session} />}
    label={`${session.title}，${sessionStageWords[session.stage]}${session.rehearsal ? '，模拟推演' : ''}，${whenWords(session.startsAt, now)}`}
    onTap={() => onOpen(session._id)}
  />
)
