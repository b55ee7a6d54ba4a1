import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import { noticeKindWords, noticeStateWords } from '../../../domain/notice/words'
import { whenWords } from '../../../domain/words-time'
import type { Notice as OneNotice } from '../../../types/notice'
import type { SendState } from '../../../types/notice-sending'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Tabs } from '../../components/filters'
import { ForRoles } from '../../components/for-roles'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { StateTag } from '../../components/state-tag'
import { Timeline } from '../../components/timeline'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'
import { Acts } from './acts'
import { PeopleSheet } from './people-sheet'
import { PlanPart } from './plan-part'
import { Preview } from './preview'
import { ProgressPart, isTakenBack, type Progress } from './progress-part'
import { ReadersPart } from './readers-part'
import { ResultPart } from './result-part'
import { SendSheet } from './send-sheet'
import { TakeLists } from './take-lists'
import { eventWords, stateMeanings } from './words'
import './office.scss'

const TITLE = '通知'
const LIVE_MS = 3000

type Part = 'now' | 'people' | 'readers' | 'content'

const toEdit = (id: string) => void Taro.redirectTo({ url: `/pages/notice-office/edit?id=${id}` })

const Head = ({ notice: n }: { notice: OneNotice }) => (
  <View className='stack-tight'>
    <View className='wrap'>
      <StateTag text={noticeStateWords[n.state]} meaning={stateMeanings[n.state]} />
    </View>
    <View className='title' {...role('heading')}>{n.title}</View>
    <View className='note'>{[noticeKindWords[n.kind], n.mustConfirm ? '请大家确认“已知悉”' : '', n.source === '' ? `${n.by}写` : '自动产生'].filter(Boolean).join(' · ')}</View>
  </View>
)

const History = ({ notice }: { notice: OneNotice }) => (
  <Card title='经过'>
    <Timeline label='经过' steps={notice.events.map((e, i) => ({ key: String(i), text: [eventWords[e.act] ?? e.act, e.note].filter(Boolean).join('：'), note: [e.by, whenWords(e.at, Date.now())].filter(Boolean).join(' · '), state: 'past' as const }))} />
  </Card>
)

const unplannedText = ({ state, why }: OneNotice): { meaning: 'waiting' | 'refused' | 'attention'; title: string; text?: string } => {
  switch (state) {
    case 'sending': return { meaning: 'waiting', title: '正在准备发送', text: '系统正在数有多少人，数完自动发送，可以离开这一页。' }
    case 'cancelled': return { meaning: 'refused', title: '已取消', text: `${why ? `${why}。` : ''}没有发给任何人。` }
    default: return { meaning: 'attention', title: noticeStateWords[state], text: why || undefined }
  }
}

interface UnderWay { notice: OneNotice; onDone: (notice: OneNotice) => void; onRefused: () => void }

/** What a product event made goes out without a person's plan: it has none until the timer made it, or found nobody to tell. */
const Unplanned = ({ notice, onDone, onRefused }: UnderWay) => (
  <View className='stack'>
    <Acts notice={notice} onDone={onDone} onRefused={onRefused} />
    <Notice {...unplannedText(notice)} />
    <View className='two-columns'>
      <Preview edit={notice} />
      <History notice={notice} />
    </View>
  </View>
)

/** The words of a planned notice beside what the plan found. */
const Dry = ({ notice, progress, again }: { notice: OneNotice; progress: Progress; again: ReactNode }) => {
  const [state, setState] = useState<SendState>()
  const [listed, setListed] = useState(false)
  return (
    <View className='stack'>
      <View className='two-columns'>
        <PlanPart notice={notice} plan={notice.plan!} again={again} onList={() => setListed(true)} />
        <Preview edit={notice} />
      </View>
      {notice.message ? <ResultPart id={notice._id} counts={progress.counts} state={state} onState={setState} /> : null}
      {listed ? <PeopleSheet audience={notice.audience} onClose={() => setListed(false)} /> : null}
    </View>
  )
}

const Under = ({ notice, progress, onDone, onRefused }: UnderWay & { progress: Progress }) => {
  const [part, setPart] = useState<Part>('now')
  const [state, setState] = useState<SendState>()
  const parts: { value: Part; text: string }[] = [
    { value: 'now', text: '发送情况' }, ...(notice.message ? [{ value: 'people' as const, text: '名单' }] : []), ...(notice.shownAt === null ? [] : [{ value: 'readers' as const, text: '谁看过' }]), { value: 'content', text: '内容' },
  ]
  const show = (s: SendState) => {
    setState(s)
    setPart('people')
  }
  return (
    <View className='stack'>
      <Acts notice={notice} onDone={onDone} onRefused={onRefused} />
      <Card flush><Tabs label='通知' options={parts} value={part} onChange={setPart} /></Card>
      {part === 'now' ? <View className='two-columns'><ProgressPart notice={notice} progress={progress} onPick={show} /><View className='stack'><TakeLists notice={notice} /><History notice={notice} /></View></View> : null}
      {part === 'people' ? <ResultPart key={progress.rev} id={notice._id} counts={progress.counts} state={state} onState={setState} /> : null}
      {part === 'readers' ? <ReadersPart id={notice._id} title={notice.title} mustConfirm={notice.mustConfirm} progress={progress} /> : null}
      {part === 'content' ? <Preview edit={notice} /> : null}
    </View>
  )
}

const read = async (id: string) => {
  const { notice } = await call('notices', 'get', { id })
  return { notice, progress: notice.plan ? await call('notices', 'progress', { id }) : undefined }
}

type Read = Awaited<ReturnType<typeof read>>

const isLive = ({ notice: { state }, progress }: Read) => state === 'sending' || state === 'scheduled' || (progress !== undefined && isTakenBack(state, progress.counts))

const Whole = ({ id }: { id: string }) => {
  const loaded = useLoad(() => read(id), [id])
  const notice = loaded.data?.notice
  const [sending, setSending] = useState(false)
  usePoll(loaded, LIVE_MS, { active: loaded.data !== undefined && isLive(loaded.data) })
  const again = useAct(async (rev: number) => {
    await call('notices', 'plan', { id, rev })
    await loaded.reload()
  })
  const finish = (next: OneNotice) => {
    loaded.put({ notice: next, progress: loaded.data?.progress })
    void loaded.follow()
  }
  const planned = notice?.state === 'planned'
  return (
    <Page
      wide title={TITLE}
      bar={planned ? <><Button id='edit' wide text='回去修改' onTap={() => toEdit(id)} /><Button id='send' kind='main' wide text='发送' onTap={() => setSending(true)} /></> : undefined}
    >
      <LoadedView loaded={loaded} rows={6}>
        {({ notice: n, progress }) => n.state === 'draft'
          ? <Notice meaning='waiting' title='这条通知还是草稿' act={<Button text='去写' onTap={() => toEdit(id)} />} />
          : (
            <>
              <ActTrouble error={again.error} />
              <Head notice={n} />
              {!progress ? <Unplanned notice={n} onDone={finish} onRefused={() => void loaded.reload()} /> : planned
                ? <Dry notice={n} progress={progress} again={<Button icon='retry' text='重新预演' busy={again.busy} onTap={() => void again.run(n.rev)} />} />
                : <Under notice={n} progress={progress} onDone={finish} onRefused={() => void loaded.reload()} />}
            </>
          )}
      </LoadedView>
      {sending && planned && notice ? <SendSheet notice={notice} onDone={finish} onClose={() => setSending(false)} /> : null}
    </Page>
  )
}

/** One notice after it was written: what sending would do, how it goes, what became of everybody. */
export default function NoticePage() {
  const { id = '' } = useRouter().params
  return <ForRoles wide title={TITLE} roles={['staff']}>{() => <Whole key={id} id={id} />}</ForRoles>
}
