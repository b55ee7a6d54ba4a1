import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { isRunning } from '../../../domain/congress/secret-part'
import { wayWords } from '../../../domain/congress/words'
import type { Output } from '../../../types/api'
import type { Session } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { roundState } from '../../components/matter-state'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { RollCall } from '../../components/roll-call'
import { Confirm } from '../../components/sheet'
import { StateTag } from '../../components/state-tag'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { VoteResult } from '../../components/vote-result'
import { call } from '../../services/call'
import { hasRole, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'
import { BallotCard } from './ballot-card'
import { BatchesCard } from './batches-card'
import { PaperBallots } from './paper-ballots'
import { RoundRunning } from './round-running'
import { VoidRound } from './void-round'
import { WithMe } from './with-me'
import './office.scss'

export type OneRound = Output<'congress', 'round'>

const EVERY_MS = 2500

const closeText = { open: '截止并计票', closing: '继续计票' } as const

interface BodyProps { held: OneRound; session: Session | undefined; chair: boolean; desk: boolean; reload: () => void; onShown: () => void }

/** What stands on the round's page, and who may do what: `chair` decides, `desk` enters. */
const Body = ({ held, session, chair, desk, reload, onShown }: BodyProps) => {
  const { round, calls, batches } = held
  const paper = (round.way === 'secret' && !round.ballot) || round.papers > 0
  return (
    <>
      {round.ballot ? <BallotCard round={round} ballot={round.ballot} chair={chair} desk={desk} until={session?.until ?? null} onShown={onShown} onDone={reload} /> : null}
      {round.state === 'open' && !round.ballot ? <RoundRunning round={round} chair={chair} until={session?.until ?? null} onShown={onShown} /> : null}
      <VoteResult round={round} />
      {round.missing ? <Notice meaning='waiting' title={round.missing} /> : null}
      {chair && round.way !== 'hands' && round.state === (round.ballot ? 'drawing' : 'open') ? <PaperBallots round={round} onDone={reload} /> : null}
      {(round.state === 'closing' || round.state === 'counted') && (paper || round.way === 'hands' || batches.length > 0)
        ? <BatchesCard round={round} batches={batches} may={desk || (chair && (session?.rehearsal === true || round.way === 'hands'))} /> : null}
      <RollCall calls={calls} />
    </>
  )
}

const One = ({ me, id }: { me: Me; id: string }) => {
  const [asking, setAsking] = useState(false)
  const loaded = useLoad(() => call('congress', 'round', { roundId: id }), [id, me.personId])
  const round = loaded.data?.round
  const session = useLoad(async () => round ? (await call('congress', 'session', { id: round.sessionId })).session : undefined, [round?.sessionId, me.personId])
  const chair = hasRole(me, 'staff') || (session.data?.presidium.some(p => p.personId === me.personId) ?? false)
  const live = round !== undefined && isRunning(round.state)
  usePoll(loaded, EVERY_MS, { active: live })
  const close = useAct(async () => {
    try {
      await call('congress', 'roundClose', { roundId: id })
      await loaded.reload()
    } finally {
      setAsking(false)
    }
  })
  const text = !round?.ballot && (round?.state === 'open' || round?.state === 'closing') ? closeText[round.state] : undefined
  return (
    <Page wide title='表决' bar={chair && text ? <Button id='close-round' kind='main' wide text={text} busy={close.busy} busyText='正在计票…' onTap={() => round?.state === 'open' ? setAsking(true) : void close.run()} /> : undefined}>
      <LoadedView loaded={loaded} rows={5}>
        {held => (
          <View className='stack'>
            <View className='stack-tight'>
              <View className='wrap'>
                {held.round.decision ? null : <StateTag {...roundState(held.round)} />}
                <View className='note'>{`第 ${held.round.no} 轮 · ${wayWords[held.round.way]}`}</View>
              </View>
              <View className='title' {...role('heading')}>{held.round.title}</View>
              {held.round.why ? <View className='note'>{held.round.why}</View> : null}
            </View>
            <ActTrouble error={close.error} />
            <Body held={held} session={session.data} chair={chair} desk={hasRole(me, 'scrutineer')} reload={() => void loaded.reload()} onShown={() => void session.reload()} />
            {chair && live ? <VoidRound round={held.round} onDone={() => void loaded.reload()} /> : null}
          </View>
        )}
      </LoadedView>
      {asking ? (
        <Confirm
          title='现在截止，开始计票？' text='截止以后不能再投。已经投出的每一票都会计入。' yes='截止并计票' busy={close.busy}
          onYes={() => void close.run()} onNo={() => setAsking(false)}
        />
      ) : null}
    </Page>
  )
}

/** One round of voting, from its opening to the sentence of the count. */
export default function RoundPage() {
  const { id = '' } = useRouter().params
  return <WithMe title='表决'>{me => <One key={`${id}.${me.personId}`} me={me} id={id} />}</WithMe>
}
