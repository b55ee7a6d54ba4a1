import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { sessionKindWords } from '../../../domain/congress/words'
import { whenWords } from '../../../domain/words-time'
import type { Session as SessionOf } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, Fact, ListRow } from '../../components/card'
import { openOffice, openOpinions, openPaper } from '../../components/congress-links'
import { ErrorState, Loading } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Notify } from '../../components/notify'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { SessionTags } from '../../components/session-row'
import { StateTag } from '../../components/state-tag'
import { Timeline, type TimelineStep } from '../../components/timeline'
import { call, toCallError } from '../../services/call'
import type { Me } from '../../services/session'
import { useLoad, type Loaded } from '../../services/use-load'
import { Agenda } from './agenda'
import { ResolutionCard } from './resolution-card'
import { actsOf, mayOpine, provesReading, standingOf, unreadPapers, type Held } from './standing'
import { stepsOfSession } from './stages'

const TITLE = '会议'

/** Workers see the agenda and what was decided; papers are the delegates'. */
const readPapers = async (sessionId: string, tenant?: string) => {
  try {
    return (await call('congress', 'papers', { sessionId, tenant })).items
  } catch (error) {
    if (toCallError(error).kind === 'refusal') return null
    throw error
  }
}

const read = async (me: Me, id: string, tenant?: string): Promise<Held> => {
  const [view, papers] = await Promise.all([call('congress', 'session', { id, tenant }), readPapers(id, tenant)])
  return { view, papers, proves: provesReading(me), opines: mayOpine(view, me) }
}

const Head = ({ session, now }: { session: SessionOf; now: number }) => (
  <View className='stack-tight'>
    <SessionTags session={session} />
    <View className='title' {...role('heading')}>{session.title}</View>
    <View className='note'>第 {session.term} 届第 {session.no} 次 · {sessionKindWords[session.kind]}</View>
    <View className='body'>{whenWords(session.startsAt, now)} · {session.place}</View>
    {session.rehearsal ? <View className='note'>这是一次演练，投票和决议都不算数，也不进入统计。</View> : null}
  </View>
)

const Papers = ({ held, now }: { held: Held; now: number }) => {
  const shown = (held.papers ?? []).filter(p => p.deliveredAt !== null)
  const unread = unreadPapers(held).length
  if (shown.length === 0) return null
  return (
    <Card title='会议文件' flush aside={<View className='note'>{unread > 0 ? `${unread} 份未读` : `${shown.length} 份`}</View>}>
      <View {...role('list')}>
        {shown.map(p => (
          <ListRow
            key={p._id} short text={p.title} note={p.mine ? `${whenWords(p.mine, now)} 阅知` : p.files.length > 0 ? `附件 ${p.files.length} 个` : undefined}
            tag={held.proves ? <StateTag text={p.mine ? '已阅知' : '未读'} meaning={p.mine ? 'done' : 'attention'} /> : undefined}
            label={held.proves ? `${p.title}，${p.mine ? '已阅知' : '未读'}` : p.title}
            onTap={() => openPaper(p._id)}
          />
        ))}
      </View>
    </Card>
  )
}

const People = ({ session }: { session: SessionOf }) => session.presidium.length + session.observers.length === 0 ? null : (
  <Card title='人员'>
    {session.rollCount > 0 ? <Fact name='应到代表' value={`${session.rollCount} 人`} /> : null}
    {session.presidium.length > 0 ? <Fact name='主席团' value={session.presidium.map(p => p.name).join('、')} /> : null}
    {session.observers.length > 0 ? <Fact name='列席' value={session.observers.map(p => p.name).join('、')} /> : null}
  </Card>
)

/** Gates that were passed though they were not met, and by whom: delegates may know. */
const Overrides = ({ session }: { session: SessionOf }) => {
  const passed = session.overrides.filter(o => o.confirmedBy !== null)
  return passed.length === 0 ? null : (
    <Card title='例外放行'>
      {passed.map(o => <Fact key={o.gate} name={`${o.askedBy}、${o.confirmedBy}`} value={o.reason} />)}
    </Card>
  )
}

const Body = ({ held, loaded, now }: { held: Held; loaded: Loaded<Held>; now: number }) => {
  const { session, matters, acts } = held.view
  const steps: TimelineStep[] = stepsOfSession(session, now)
  return (
    <>
      <ResolutionCard session={session} maySign={acts.includes('sign')} now={now} onSigned={view => loaded.put({ ...held, view })} />
      <Agenda matters={matters} papers={held.papers ?? []} sessionId={session._id} mayOpine={held.opines} />
      <Papers held={held} now={now} />
      {acts.some(a => a !== 'sign') ? <Card flush><ListRow text='主持和会务' note='签到、投票、大屏、决议，按清单办' onTap={() => openOffice(session._id)} /></Card> : null}
      {held.papers ? <Card flush><ListRow text='讨论意见' note='各代表团的意见和答复' onTap={() => openOpinions(session._id)} /></Card> : null}
      {held.proves && session.stage === 'preparing' ? <Notify quiet of='delegate' text='开会和投票时通知我' /> : null}
      {session.notice ? <Card title='会议通知'><View className='body written'>{session.notice.text}</View></Card> : null}
      {session.qualification ? <Card title='资格审查报告'><View className='body written'>{session.qualification.note}</View></Card> : null}
      <People session={session} />
      <Overrides session={session} />
      <Card title='到哪一步了'><Timeline label='会议进程' steps={steps} /></Card>
    </>
  )
}

const Session = ({ me, id, tenant }: { me: Me; id: string; tenant?: string }) => {
  const loaded = useLoad(() => read(me, id, tenant), [me.personId, id, tenant])
  const { data, error, reload } = loaded
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()))
  const now = Date.now()
  if (!data) return <Page title={TITLE}>{error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={5} />}</Page>
  const [main, quiet] = actsOf(data)
  const standing = standingOf(data, now)
  const bar = main ? (
    <>
      {quiet ? <Button id={quiet.id} wide text={quiet.text} onTap={quiet.onTap} /> : null}
      <Button id={main.id} kind='main' wide text={main.text} onTap={main.onTap} />
    </>
  ) : undefined
  return (
    <Page title={TITLE} bar={bar}>
      <View className='stack'>
        {error ? <Notice meaning='attention' title='看到的可能不是最新的' text={error.message} act={<Button text='再试一次' icon='retry' onTap={() => void reload()} />} /> : null}
        <Head session={data.view.session} now={now} />
        {standing ? <Notice {...standing} /> : null}
        <Body held={data} loaded={loaded} now={now} />
      </View>
    </Page>
  )
}

/** One session 次 as a delegate sees it. */
export default function SessionPage() {
  const { id = '', tenant } = useRouter().params
  return <SessionGate>{me => <Session key={id} me={me} id={id} tenant={tenant} />}</SessionGate>
}
