import { useEffect, useRef } from 'react'
import { isRunning, takesVotes } from '../../../domain/congress/secret-part'
import type { Output } from '../../../types/api'
import type { Round } from '../../../types/congress-round'
import { Button } from '../../components/button'
import { openReady, openVote } from '../../components/congress-links'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { readKey } from '../../services/credentials'
import { personKey, type Me } from '../../services/session'
import { phoneKnown } from './presence'

type Now = Output<'congress', 'now'>

/** A secret ballot on phones has a page of its own: what it does there must not be seen here. */
export const ballotPage = ({ round, part, session }: Now & { round: Round }) =>
  part?.state === 'ballot' && round.ballot && round.state !== 'void' ? () => openVote(session._id, round._id) : undefined

const ballotTexts: Partial<Record<Round['state'], string>> = { drawing: '去领票', open: '去投票', counted: '查验我的选票' }

export const ballotText = ({ round, part }: Now): string | undefined => round && part?.state === 'ballot' ? ballotTexts[round.state] ?? '看我的选票' : undefined

const isMeeting = (stage: string): boolean => stage === 'preparatory' || stage === 'discussion' || stage === 'formal'

/** While a ballot of this phone is cast, nothing is asked here. */
export const QuietHall = ({ sessionId, roundId }: { sessionId: string; roundId: string }) => (
  <Page title='会场'>
    <Notice
      meaning='waiting' title='正在无记名投票' text='为了不让任何人从时间上看出哪张票是您的，会场页在投票结束前不更新。'
      act={<Button id='vote' kind='main' text='回到我的选票' onTap={() => openVote(sessionId, roundId)} />}
    />
  </Page>
)

/** Once each: the phone is registered for drawing papers, and taken to its ballot. */
export const useBallotPages = (me: Me, data: Now | undefined) => {
  const sent = useRef(new Set<string>())
  const entering = useRef(true)
  useEffect(() => {
    const { session, me: row, round } = data ?? {}
    if (!session || !row) return
    const once = (key: string, go: () => void) => {
      if (sent.current.has(key)) return
      sent.current.add(key)
      go()
    }
    const vote = data && round && takesVotes(round.state) ? ballotPage({ ...data, round }) : undefined
    if (vote && round) once(round._id, vote)
    // Nobody is taken away from a vote, nor from its result while that is shown: on entering the hall, or between two items.
    const idle = round === null || round === undefined || data?.matter?._id !== round.matterId
    const free = entering.current ? idle || !isRunning(round.state) : idle
    entering.current = false
    if (!vote && free && row.present && !row.observer && phoneKnown(row) && isMeeting(session.stage) && !readKey(personKey(me), session._id)?.registered) once('ready', () => openReady(session._id))
  }, [data, me])
}
