import { View } from '@tarojs/components'
import { sessionActWords } from '../../../domain/congress/session-graph'
import { sessionKindWords, stageWords } from '../../../domain/congress/words'
import { whenWords } from '../../../domain/words-time'
import type { SessionAct } from '../../../types/congress-acts'
import type { Stage } from '../../../types/congress-rules'
import type { GateState } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { Notice } from '../../components/notice'
import { StateTag, type Meaning } from '../../components/state-tag'
import { Timeline, type TimelineStep } from '../../components/timeline'
import { openPage } from '../../services/open-page'
import { labelOf } from './act-forms'
import { isOpen, wayOf, type Way } from './next-step'
import { isOffice, may, type OneSession, type PartProps } from './session-part'
import { Source } from './source'

const stages = Object.keys(stageWords) as Stage[]

const stageSteps = ({ session }: OneSession): TimelineStep[] => {
  const at = stages.indexOf(session.stage as Stage)
  return stages.map((s, i) => ({ key: s, text: stageWords[s], state: i < at || session.stage === 'archived' ? 'past' : i === at ? 'now' : 'next' }))
}

const stateOf = (g: GateState): { text: string; meaning: Meaning } => {
  if (g.met) return { text: '已达到', meaning: 'done' }
  if (g.override === 'confirmed') return { text: '例外放行', meaning: 'refused' }
  return g.override === 'asked' ? { text: '等人确认放行', meaning: 'waiting' } : { text: '没有达到', meaning: 'attention' }
}

/** Goes where a gate's work is done. */
export const follow = (way: Way, p: Pick<PartProps, 'ask' | 'go'>): void => {
  if (way.to === 'act') p.ask(way.act)
  else if (way.to === 'part') p.go(way.part)
  else void openPage(way.url)
}

const GateActs = ({ gate, p }: { gate: GateState; p: PartProps }) => {
  const way = isOpen(gate) ? undefined : wayOf(gate, p.view)
  const asked = p.view.session.overrides.find(o => o.gate === gate.id && o.confirmedAt === null)
  const mayConfirm = !gate.met && gate.override === 'asked' && may(p.view, 'confirmOverride') && asked?.askedById !== p.me.personId
  const mayAsk = !gate.met && gate.override === null && !gate.firm && may(p.view, 'askOverride')
  if (!way && !mayConfirm && !mayAsk) return null
  return (
    <View className='gate-acts wrap'>
      {way ? <Button text={way.text} label={`${gate.name}：${way.text}`} onTap={() => follow(way, p)} /> : null}
      {mayConfirm ? <Button text='确认放行' label={`${gate.name}：确认放行`} onTap={() => p.ask('confirmOverride', { gate: gate.id })} /> : null}
      {mayAsk ? <Button kind='bare' text='例外放行' label={`${gate.name}：例外放行`} onTap={() => p.ask('askOverride', { gate: gate.id })} /> : null}
    </View>
  )
}

/** One condition of the stage: whether it is met, why, by which article, and what can be done. */
const Gate = ({ gate, p }: { gate: GateState; p: PartProps }) => {
  const override = p.view.session.overrides.find(o => o.gate === gate.id)
  return (
    <View className='gate' {...role('listitem')}>
      <View className='gate-words'>
        <View className='wrap'>
          <StateTag {...stateOf(gate)} />
          <View className='body strong'>{gate.name}</View>
        </View>
        <View className='body'>{gate.why}</View>
        <Source article={gate.article} verified={gate.verified} />
        {gate.firm && !gate.met ? <View className='note'>这一项不能例外放行：缺了它，会议的决定无效。</View> : null}
        {override && !gate.met ? <View className='note'>{`${override.askedBy}提出放行：${override.reason}${override.confirmedBy ? `；${override.confirmedBy}确认` : ''}`}</View> : null}
      </View>
      <GateActs gate={gate} p={p} />
    </View>
  )
}

const quiet: readonly SessionAct[] = ['notify', 'announce', 'motionWindow', 'qualify', 'observers', 'presidium', 'adoptAgenda', 'cancel']

const History = ({ view, now }: { view: OneSession; now: number }) => view.session.events.length === 0 ? null : (
  <Card title='经过'>
    <Timeline
      label='经过'
      steps={[...view.session.events].reverse().map((e, i) => ({
        key: String(view.session.events.length - i), state: 'past' as const, text: `${e.by}：${sessionActWords[e.act] ?? e.act}`,
        note: [whenWords(e.at, now), e.note].filter(Boolean).join(' · '),
      }))}
    />
  </Card>
)

/** The session as a checklist 规定动作: its stages, the gates of the stage it is in, and everything else that may be done now. */
export const Checklist = (p: PartProps) => {
  const { session, gates } = p.view
  const now = Date.now()
  const left = gates.filter(g => !isOpen(g)).length
  const others = quiet.filter(act => may(p.view, act))
  return (
    <View className='checklist'>
      <View className='stack'>
        {session.rehearsal ? <Notice meaning='attention' title='这是一次推演' text='可以放心练习：不计入统计，不产生真的决定。' /> : null}
        {gates.length > 0 ? (
          <Card title={`${stageWords[session.stage as Stage]}阶段的要求`} aside={<View className='note'>{left === 0 ? '都已达到' : `还差 ${left} 项`}</View>} flush>
            <View {...role('list')} ariaLabel='要求'>{gates.map(g => <Gate key={g.id} gate={g} p={p} />)}</View>
          </Card>
        ) : null}
        {others.length > 0 ? (
          <Card title='其他'>
            <View className='wrap'>
              {isOffice(p.me) && session.stage === 'preparing' ? <Button id='edit-session' text='修改时间会场' onTap={() => void openPage(`/pages/congress-office/session-edit?id=${session._id}`)} /> : null}
              {others.map(act => <Button key={act} id={act} text={labelOf(act, session)} onTap={() => p.ask(act)} />)}
            </View>
          </Card>
        ) : null}
        <History view={p.view} now={now} />
      </View>
      <View className='stack'>
        <Card title='进行到哪一步'><Timeline label='阶段' steps={stageSteps(p.view)} /></Card>
        <Card title='会议'>
          <Fact name='种类' value={sessionKindWords[session.kind]} />
          <Fact name='时间' value={whenWords(session.startsAt, now)} />
          <Fact name='会场' value={session.place} />
          <Fact name='应到' value={session.rollCount > 0 ? `${session.rollCount} 人（名单已定）` : '进入预备会议时定名单'} />
          {session.presidium.length > 0 ? <Fact name='主席团' value={session.presidium.map(m => m.name).join('、')} /> : null}
          {session.observers.length > 0 ? <Fact name='列席' value={session.observers.map(m => m.name).join('、')} /> : null}
          <Fact name='规则' value={`第 ${session.rulesVersion} 版`} />
        </Card>
      </View>
    </View>
  )
}
