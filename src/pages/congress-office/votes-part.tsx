import { View } from '@tarojs/components'
import { useState } from 'react'
import { isPassed, isVoting } from '../../../domain/congress/matters'
import type { RoundRow } from '../../../types/congress-round'
import type { Matter } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { openBooth, openSeal } from '../../components/congress-links'
import { Empty } from '../../components/feedback'
import { lastRound, matterState, roundState } from '../../components/matter-state'
import { Notice } from '../../components/notice'
import { StateTag } from '../../components/state-tag'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { openPage } from '../../services/open-page'
import { hasRole } from '../../services/session'
import { useAct } from '../../services/use-act'
import { usePoll } from '../../services/use-poll'
import { openScreen } from './attendance'
import { questionWords } from './matters-part'
import { OpenRound } from './open-round'
import { isChair, may, type PartProps } from './session-part'

export const openRoundPage = (roundId: string) => void openPage(`/pages/congress-office/round?id=${roundId}`)

/** Another round may be opened: of a matter that failed too, after it was discussed again. */
const mayOpen = (m: Matter) => m.question !== null && m.withdrawn === null && !isVoting(m) && !isPassed(m)

/** The rounds 轮次 of a matter, each with its sentence; nothing is ever taken away. */
const Rounds = ({ matter }: { matter: Matter }) => (
  <>
    {matter.rounds.map(r => (
      <ListRow key={r._id} text={`第 ${r.no} 轮`} note={r.decision?.sentence ?? r.why} tag={<StateTag {...roundState(r)} />} label={`${matter.title}第 ${r.no} 轮，${roundState(r).text}`} onTap={() => openRoundPage(r._id)} />
    ))}
  </>
)

interface OneProps { p: PartProps; matter: Matter; running: RoundRow | undefined; onOpen: () => void; onShow: () => void }

const One = ({ p, matter: m, running, onOpen, onShow }: OneProps) => {
  const last = lastRound(m)
  const next = mayOpen(m) && isChair(p.me, p.view) && (p.view.session.stage === 'formal' || p.view.session.stage === 'preparatory')
  const onScreen = p.view.session.matterId === m._id
  return (
    <Card flush>
      <View className='gate'>
        <View className='gate-words'>
          <View className='wrap'>
            <StateTag {...matterState(m)} />
            {onScreen ? <StateTag text='大屏正在显示' meaning='waiting' /> : null}
            <View className='body strong'>{m.order}. {m.title}</View>
          </View>
          <View className='note'>{questionWords(m)}</View>
        </View>
        <View className='gate-acts wrap'>
          {next ? <Button text={last ? `开始第 ${m.rounds.length + 1} 轮` : '开始表决'} label={`${last ? `开始第 ${m.rounds.length + 1} 轮` : '开始表决'}：${m.title}`} disabled={running !== undefined} onTap={onOpen} /> : null}
          {may(p.view, 'show') && !onScreen ? <Button kind='bare' text='显示到大屏' label={`显示到大屏：${m.title}`} onTap={onShow} /> : null}
        </View>
      </View>
      <View {...role('list')}><Rounds matter={m} /></View>
    </Card>
  )
}

/** Where scrutineers and the booth's tablet get ready for secret ballots on phones, before the first is opened. */
const BallotPlaces = ({ p }: { p: PartProps }) => (
  <View className='wrap'>
    {hasRole(p.me, 'scrutineer') ? <Button id='seal-place' text='监票签封' onTap={() => openSeal(p.view.session._id)} /> : null}
    {isChair(p.me, p.view) ? <Button id='booth-place' text='写票处平板' onTap={() => openBooth(p.view.session._id)} /> : null}
  </View>
)

const EVERY_MS = 4000

/** Votes, matter by matter: one at a time, and a new round where the law asks for one. */
export const VotesPart = (p: PartProps) => {
  const { session, matters } = p.view
  const [opening, setOpening] = useState<Matter>()
  usePoll(p, EVERY_MS, { active: session.stage === 'formal' || session.stage === 'preparatory' })
  const show = useAct(async (matterId: string | null) => p.put(await call('congress', 'act', { act: 'show', id: session._id, key: await newId(), matterId, seconds: null }), matterId ? '大屏已切换' : '大屏已回到会议名称'))
  const running = matters.flatMap(m => m.rounds).find(r => r.state === 'open' || r.state === 'drawing' || r.state === 'drawn')
  const current = matters.find(m => m.rounds.some(r => r._id === running?._id))
  return (
    <View className='stack'>
      {running && current ? (
        <Notice meaning='waiting' title={`正在表决：${current.title}`} act={<Button id='running-round' kind='main' text='去主持' onTap={() => openRoundPage(running._id)} />} />
      ) : null}
      <ActTrouble error={show.error} />
      {session.checkInOpen ? <BallotPlaces p={p} /> : null}
      {matters.length === 0 ? <Card><Empty title='还没有议题' text='先在“议题”里逐项列入，再表决。' /></Card> : null}
      {matters.map(m => <One key={m._id} p={p} matter={m} running={running} onOpen={() => setOpening(m)} onShow={() => void show.run(m._id)} />)}
      {may(p.view, 'show') ? (
        <View className='wrap'>
          <Button id='open-screen' text='打开大屏' onTap={() => openScreen(session._id)} />
          {session.matterId ? <Button id='show-title' kind='bare' text='大屏回到会议名称' onTap={() => void show.run(null)} /> : null}
        </View>
      ) : null}
      {opening ? <OpenRound key={`${opening._id}.${opening.rounds.length}`} matter={opening} rules={session.rules} onClose={() => setOpening(undefined)} onOpened={id => { setOpening(undefined); openRoundPage(id) }} /> : null}
    </View>
  )
}
