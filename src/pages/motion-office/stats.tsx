import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { measureWords, rateWords } from '../../../domain/motion-words'
import { optionsOf } from '../../../domain/words'
import { sessionWords } from '../../../domain/words-number'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { Measure, Share, StatsBy, StatsRow } from '../../../types/motion-stats'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters, Tabs } from '../../components/filters'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PickerRow } from '../../components/picker-row'
import { SessionGate } from '../../components/session-gate'
import { TakeList } from '../../components/take-list'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { hasRole, type Me, type Role } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { Enterprises } from './enterprises'
import { openCounted } from './open-counted'
import { ShareLine } from './stats-bar'

type Stats = Output<'motions', 'stats'>
type Dimension = Exclude<StatsBy, 'all'>

const dimensions: { value: Dimension; text: string }[] = [{ value: 'unit', text: '主办部门' }, { value: 'category', text: '类别' }, { value: 'delegation', text: '代表团' }]

/** What the five rates do not show. */
const plain: readonly Measure[] = ['undecided', 'refused', 'opinions', 'overdue', 'discontent']

const exporters: Role[] = ['staff', 'station', 'committee', 'presidium', 'leader', 'handler']

const Whole = ({ row, tenant }: { row: StatsRow; tenant?: string }) => (
  <>
    <Card title='五项比率' flush>
      <View className='shares' {...role('list')}>
        {row.shares.map(s => <ShareLine key={s.rate} large name={rateWords[s.rate]} row={row} share={s} tenant={tenant} />)}
      </View>
    </Card>
    <Card title='其他'>
      <View className='wrap'>
        {plain.map(m => (
          <Button
            key={m} text={`${measureWords[m]} ${row.counts[m]} 件`} disabled={row.counts[m] === 0} label={`${measureWords[m]} ${row.counts[m]} 件，看是哪些`}
            onTap={() => openCounted({ row, measure: m, tenant, title: measureWords[m] })}
          />
        ))}
      </View>
    </Card>
  </>
)

/** One rate, department by department (or by category, by delegation). */
const Parts = ({ rows, tenant }: { rows: readonly StatsRow[]; tenant?: string }) => {
  const [by, setBy] = useState<Dimension>('unit')
  const [rate, setRate] = useState<Share['rate']>('punctual')
  const shown = rows.filter(r => r.by === by)
  return (
    <Card title='分别看' flush>
      <View className='card-body stack'>
        <Tabs label='按什么分' options={dimensions} value={by} onChange={setBy} />
        <PickerRow label='看哪一项' empty='请选择' options={optionsOf(rateWords)} value={rate} onChange={setRate} />
      </View>
      <View {...role('list')}>
        {shown.map(row => <ShareLine key={row.key} name={row.name || '未分类'} row={row} share={row.shares.find(s => s.rate === rate)!} tenant={tenant} />)}
      </View>
      {shown.length === 0 ? <Empty title='还没有可以分别看的数' text={by === 'unit' ? '提案交办给部门后，这里按主办部门统计。' : '有了提案，这里就会有数。'} /> : null}
    </Card>
  )
}

const Counted = ({ me, stats, tenant }: { me: Me; stats: Stats; tenant?: string }) => {
  const whole = stats.rows.find(r => r.by === 'all')
  // A federation has no motions of its own either.
  if (!whole && !tenant && hasRole(me, 'staff')) return <Enterprises />
  return (
    <View className='stack'>
      {stats.waiting > 0 ? <Notice meaning='waiting' title={`还有 ${stats.waiting} 处变化没有算进来`} text='几分钟内会算好，请稍后再看。' /> : null}
      {whole
        ? <><Whole row={whole} tenant={tenant} /><Parts rows={stats.rows} tenant={tenant} />{hasRole(me, ...exporters) ? <TakeList text='导出这一次的提案清单（Excel）' wanted={{ tenant, session: whole.session }} /> : null}</>
        : <Card><Empty title='还没有可以统计的提案' text='代表提交提案后，立案、答复、办结、落实、满意各多少会出现在这里。' /></Card>}
      <View className='note'>统计到 {whenWords(stats.at, Date.now())}。并案的案件算一件，提交的份数另计。每个数都可以点开看是哪些提案。</View>
    </View>
  )
}

const OfOne = ({ me, tenant }: { me: Me; tenant?: string }) => {
  const [session, setSession] = useState<string>()
  const loaded = useLoad(() => call('motions', 'stats', { tenant, session }), [tenant, session])
  const sessions = loaded.data?.sessions ?? []
  return (
    <View className='stack'>
      {sessions.length > 1 ? <Filters label='届次' options={sessions.map(value => ({ value, text: sessionWords(value) }))} value={session} onChange={setSession} /> : null}
      {sessions.length === 1 ? <View className='note'>{sessionWords(sessions[0]!)}职工代表大会</View> : null}
      <LoadedView loaded={loaded} rows={5}>{stats => <Counted me={me} stats={stats} tenant={tenant} />}</LoadedView>
    </View>
  )
}

type Scope = 'own' | 'below'

/** A station has hardly any motions of its own; it looks at the enterprises that it guides. */
const Statistics = ({ me, tenant }: { me: Me; tenant?: string }) => {
  const above = hasRole(me, 'station') && !tenant
  const [scope, setScope] = useState<Scope>(above ? 'below' : 'own')
  return (
    <View className='stack'>
      {above ? <Tabs label='范围' options={[{ value: 'below', text: '各企业' }, { value: 'own', text: '本站' }]} value={scope} onChange={setScope} /> : null}
      {scope === 'own' ? <OfOne me={me} tenant={tenant} /> : <Enterprises />}
    </View>
  )
}

/** 立案率, 按期答复率, 办结率, 落实率, 满意率: both numbers of each, and a tap through to the very motions. */
export default function StatsPage() {
  const { tenant } = useRouter().params
  return <Page title='提案统计' wide><SessionGate>{me => <Statistics me={me} tenant={tenant} />}</SessionGate></Page>
}
