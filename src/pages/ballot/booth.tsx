import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import type { Choice } from '../../../types/congress-vote'
import { role } from '../../components/aria'
import { Ballot } from '../../components/ballot'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { ErrorState, Loading } from '../../components/feedback'
import { BALLOT_DRAFT } from '../../components/kept-vote'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import type { Chosen } from '../../components/chosen-field'
import { RollPicker } from '../../components/roll-picker'
import { SessionGate } from '../../components/session-gate'
import { Confirm } from '../../components/sheet'
import { StatusLine } from '../../components/status-line'
import { ActTrouble } from '../../components/trouble'
import { dropDraft } from '../../services/draft'
import { useOutbox } from '../../services/outbox'
import { useAct } from '../../services/use-act'
import { boothPerson, type BoothPerson } from './booth-kept'
import { checkedRound } from './draw'
import { HallCode } from './hall-code'
import { hallWords } from './hall-words'
import { problemOf, shownQuestion } from './question'
import { Truths } from './truths'
import { enrol, useBooth, type Booth } from './use-booth'

const TITLE = '写票处'
const MOST = 200

/** Between two people: nothing of the one before is on the screen. */
const HandBack = ({ onDone }: { onDone: () => void }) => (
  <Page title={TITLE} bar={<Button id='hand-back' kind='main' wide text='好了，交还平板' onTap={onDone} />}>
    <View className='stack'>
      <Notice meaning='done' title='您的票已经封好' text='它正在混入票箱，不用等。这台平板上已经没有您投了什么，请交还工作人员。' />
      <View className='body'>在写票处投的票不留凭据，所以不能事后查验自己的那一张；总数和每一张票仍然公布，任何人都可以重新数。</View>
    </View>
  </Page>
)

const Enrol = ({ sessionId, booth }: { sessionId: string; booth: Booth }) => {
  const [picking, setPicking] = useState(false)
  const [chosen, setChosen] = useState<Chosen[]>([])
  const act = useAct(async () => {
    await enrol(sessionId, chosen, booth.put)
    setChosen([])
  })
  return (
    <Card title='在这台平板上投票的代表'>
      <View className='stack'>
        <View className='body'>给在场、没有手机的代表登记。要在开始领票以前登记好；登记以后这位代表只能在这台平板上投。</View>
        <ActTrouble error={act.error} />
        {booth.kept.people.length > 0
          ? <View {...role('list')}>{booth.kept.people.map(p => <View key={p.pub} className='body strong' {...role('listitem')}>{p.name}</View>)}</View>
          : null}
        <View className='wrap'>
          <Button id='booth-pick' text='选代表' onTap={() => setPicking(true)} />
          {chosen.length > 0 ? <Button id='booth-enrol' kind='main' text={`登记选中的 ${chosen.length} 人`} busy={act.busy} onTap={() => void act.run()} /> : null}
        </View>
        {chosen.length > 0 ? <View className='note'>{chosen.map(c => c.name).join('、')}</View> : null}
      </View>
      {picking ? <RollPicker present sessionId={sessionId} title='选代表' chosen={chosen} most={MOST} onChange={setChosen} onClose={() => setPicking(false)} /> : null}
    </Card>
  )
}

const Queue = ({ booth, onTake }: { booth: Booth; onTake: (person: BoothPerson) => void }) => booth.waiting.length === 0
  ? <Notice meaning='done' title='这台平板上的代表都投过了' />
  : (
    <Card title='轮到谁，请本人点自己的名字' flush>
      <View {...role('list')}>{booth.waiting.map(p => <ListRow key={p.pub} text={p.name} go='我来投' label={`${p.name}，我来投`} onTap={() => onTake(p)} />)}</View>
    </Card>
  )

const stateWords: Partial<Record<string, string>> = { drawing: '正在领票', drawn: '领票结束，等监票人签封后开始投票', closing: '投票已截止，正在计票' }

const Unanswered = () => {
  const left = useOutbox().filter(o => o.forget)
  if (left.length === 0) return null
  return left.some(o => o.refused !== undefined || o.answer)
    ? <Notice meaning='refused' title='有票没有得到票箱确认' text={left.find(o => o.refused)?.refused ?? '它在截止前后才送到，是否计入以票箱清单为准。'} />
    : <StatusLine meaning='waiting' text={`有 ${left.length} 张票正在混入票箱。请不要关机、不要断网`} />
}

const Waiting = ({ booth, sessionId, onTake, children }: { booth: Booth; sessionId: string; onTake: (person: BoothPerson) => void; children: ReactNode }) => {
  const { roundId = '', shown = null } = booth.polled.data ?? {}
  const round = shown ? checkedRound(shown.manifest, roundId) : null
  return (
    <Page title={TITLE}>
      <View className='stack'>
        {booth.polled.error ? <StatusLine meaning='offline' text={booth.polled.error.message} /> : null}
        <ActTrouble error={booth.problem} />
        <Unanswered />
        {round && shown ? (
          <>
            <View className='title' {...role('heading')}>{round.manifest.question.text}</View>
            {shown.state === 'open' && shown.closesAt === null ? <Queue booth={booth} onTake={onTake} /> : <View className='body strong' {...role('status')}>{stateWords[shown.state] ?? '写票已经截止'}</View>}
            {shown.state === 'drawing' ? <View className='body'>{`已为 ${booth.drawn} 位代表领好票，登记了 ${booth.kept.people.length} 位`}</View> : null}
            <HallCode round={round} words={hallWords} />
            <Truths single={round.manifest.issuers.length === 1} words={hallWords} />
          </>
        ) : <Enrol sessionId={sessionId} booth={booth} />}
      </View>
      {children}
    </Page>
  )
}

const One = ({ sessionId }: { sessionId: string }) => {
  const booth = useBooth(sessionId)
  const [asked, setAsked] = useState<BoothPerson>()
  const [sitting, setSitting] = useState<BoothPerson>()
  const [cast, setCast] = useState(false)
  const { data, error, refresh } = booth.polled
  if (cast) return <HandBack onDone={() => setCast(false)} />
  if (!data) return <Page title={TITLE}>{error ? <ErrorState error={error} onRetry={() => void refresh()} /> : <Loading rows={4} />}</Page>
  const { shown, roundId } = data
  if (sitting && shown?.state === 'open' && shown.closesAt === null) {
    const { question } = checkedRound(shown.manifest, roundId).manifest
    const leave = () => {
      dropDraft(boothPerson(sitting), BALLOT_DRAFT, roundId)
      setSitting(undefined)
    }
    const onCast = (choice: Choice) => void booth.cast(sitting, choice).then(() => {
      setSitting(undefined)
      setCast(true)
    })
    return (
      <Ballot
        key={sitting.pub} person={boothPerson(sitting)} round={{ _id: roundId, title: question.text, question: shownQuestion(question) }} until={null} refused={undefined}
        offline={false} problemOf={problemOf(question)} onCast={onCast} onLater={leave} later='不投了，交还平板'
      >
        <View className='booth-name'>{sitting.name}</View>
      </Ballot>
    )
  }
  return (
    <Waiting booth={booth} sessionId={sessionId} onTake={setAsked}>
      {asked ? (
        <Confirm
          title={`您是${asked.name}本人吗？`} text='请拿好平板，一个人到写票处。旁边没有人看着，再点“开始写票”。' yes='开始写票' no='不是我'
          onYes={() => { setSitting(asked); setAsked(undefined) }} onNo={() => setAsked(undefined)}
        />
      ) : null}
    </Waiting>
  )
}

/** A tablet for delegates without phones 秘密写票处: staff enrol them, each takes it alone. */
export default function BoothPage() {
  const { session = '' } = useRouter().params
  return <SessionGate>{() => <One key={session} sessionId={session} />}</SessionGate>
}
