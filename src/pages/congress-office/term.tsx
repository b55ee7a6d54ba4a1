import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { dayWords, whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { Finding } from '../../../types/congress-term'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { ForRoles } from '../../components/for-roles'
import { Tabs } from '../../components/filters'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { StateTag, type Meaning } from '../../components/state-tag'
import { Timeline } from '../../components/timeline'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useLoad, type Loaded } from '../../services/use-load'
import { Committees } from './committees'
import { Districts } from './districts'
import { Seats } from './seats'
import { Source } from './source'
import { termActWords, termKindWords } from './words'
import './office.scss'

type TermView = Output<'congress', 'term'>
type Part = 'mix' | 'districts' | 'seats' | 'committees'

const parts: { value: Part; text: string }[] = [
  { value: 'mix', text: '名额和结构' }, { value: 'districts', text: '选区和选举' }, { value: 'seats', text: '代表' }, { value: 'committees', text: '专门小组' },
]

const edit = (id: string) => void openPage(`/pages/congress-office/term-edit?id=${id}`)

const findingState = ({ met }: Finding): { text: string; meaning: Meaning } =>
  met === null ? { text: '请核对', meaning: 'waiting' } : met ? { text: '符合', meaning: 'done' } : { text: '不符合', meaning: 'attention' }

/** What the rules ask of the delegates together, each with its numbers and article. */
const Mix = ({ view }: { view: TermView }) => (
  <View className='stack'>
    <Notice meaning={view.seats.length >= view.quota.needed ? 'done' : 'attention'} title={`现有代表 ${view.seats.length} 人，至少须 ${view.quota.needed} 人`} text={view.quota.sentence} />
    <Card title='结构比例' flush>
      <View {...role('list')}>
        {view.findings.map(f => (
          <View key={f.text} className='finding' {...role('listitem')}>
            <StateTag {...findingState(f)} />
            <View className='finding-words'>
              <View className='body'>{f.text}</View>
              <Source article={f.article} verified={f.verified} />
            </View>
          </View>
        ))}
      </View>
    </Card>
    <Card title='届次'>
      <Fact name='种类' value={termKindWords[view.term.kind]} />
      <Fact name='任期' value={`${dayWords(view.term.from)} 至 ${dayWords(view.term.to)}`} />
      <Fact name='总名额' value={`${view.term.seats} 个`} />
      <Fact name='职工' value={`${view.term.staffing.headcount} 人，其中女职工 ${view.term.staffing.women} 人`} />
      <View className='card-end'><Button id='edit-term' text='修改' onTap={() => edit(view.term._id)} /></View>
    </Card>
    {view.term.events.length > 0 ? (
      <Card title='经过'>
        <Timeline
          label='经过'
          steps={[...view.term.events].reverse().map((e, i) => ({
            key: String(view.term.events.length - i), state: 'past' as const, text: `${e.by}：${termActWords[e.act] ?? e.act}`,
            note: [whenWords(e.at, Date.now()), e.note].filter(Boolean).join(' · '),
          }))}
        />
      </Card>
    ) : null}
  </View>
)

const Shown = ({ part, view, loaded, say }: { part: Part; view: TermView; loaded: Loaded<TermView>; say: (words: string) => void }) => {
  switch (part) {
    case 'mix': return <Mix view={view} />
    case 'districts': return <Districts term={view.term} />
    case 'seats': return <Seats term={view.term} seats={view.seats} onDone={() => void loaded.reload()} />
    case 'committees': return <Committees key={view.term.rev} term={view.term} onDone={() => { say('专门小组已保存'); void loaded.reload() }} />
  }
}

const One = ({ id }: { id: string }) => {
  const [part, setPart] = useState<Part>('mix')
  const [done, setDone] = useState<string>()
  const loaded = useLoad(() => call('congress', 'term', { id }), [id])
  return (
    <Page wide title='届与代表'>
      <LoadedView loaded={loaded} rows={6}>
        {view => (
          <View className='stack'>
            <View className='title' {...role('heading')}>{view.term.name}{termKindWords[view.term.kind]}</View>
            <Tabs label='这一届' options={parts} value={part} onChange={to => { setDone(undefined); setPart(to) }} />
            {done ? <Notice meaning='done' title={done} /> : null}
            <Shown part={part} view={view} loaded={loaded} say={setDone} />
          </View>
        )}
      </LoadedView>
    </Page>
  )
}

/** One term: its delegates, how they were elected, and whether their mix is lawful. */
export default function TermPage() {
  const { id = '' } = useRouter().params
  return <ForRoles wide title='届与代表' roles={['staff']}>{() => <One key={id} id={id} />}</ForRoles>
}
