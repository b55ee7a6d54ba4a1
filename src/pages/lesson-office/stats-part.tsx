import { View } from '@tarojs/components'
import { useState } from 'react'
import { hoursWords } from '../../../domain/lesson/hours'
import { shortDayWords, timeWords } from '../../../domain/words-time'
import type { CourseStats } from '../../../types/lesson-stats'
import { role } from '../../components/aria'
import { Card } from '../../components/card'
import { CountBar } from '../../components/count-bar'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { Grid } from '../../components/grid'
import { Table, type Column } from '../../components/table'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'
import { Figures, countWords } from './figures'

type Counts = Pick<CourseStats['total'], 'hits' | 'learners' | 'completed'>
type Measure = keyof Counts

const LIVE_MS = 30_000

const measures: { value: Measure; text: string }[] = [{ value: 'completed', text: '学完人数' }, { value: 'learners', text: '学习人数' }, { value: 'hits', text: '点击次数' }]

const share = (part: number, whole: number) => whole > 0 ? `${Math.round(part / whole * 1000) / 10}%` : '—'

/** Who has finished, who is at it, who has not begun: they never overlap. */
const Standing = ({ name, expected, learners, completed }: { name?: string; expected: number } & Omit<Counts, 'hits'>) => {
  const learning = Math.max(0, learners - completed)
  const whole = Math.max(expected, learners)
  return (
    <View className='stack-tight'>
      {name ? <View className='lesson-unit'><View>{name}</View><View className='note'>学完 {completed} / {expected} 人　{share(completed, expected)}</View></View> : null}
      <CountBar
        unit='人' total={whole} slim={name !== undefined}
        parts={[{ text: '学完', count: completed, filling: 'full' }, { text: '学习中', count: learning, filling: 'striped' }, { text: '未开始', count: Math.max(0, whole - learners), filling: 'empty' }]}
      />
    </View>
  )
}

type EpisodeRow = CourseStats['episodes'][number] & { no: number }

const episodeColumns: Column<EpisodeRow>[] = [
  { key: 'title', title: '课时', grow: 4, cell: e => `${e.no}. ${e.title}` },
  { key: 'hits', title: '点击', cell: e => `${countWords(e.hits)} 次` },
  { key: 'learners', title: '学习', cell: e => `${countWords(e.learners)} 人` },
  { key: 'completed', title: '学完', cell: e => `${countWords(e.completed)} 人` },
  { key: 'stars', title: '评分', cell: e => e.stars === null ? '还没有' : `${e.stars} 星（${e.ratings} 人）` },
]

/** One measure of every unit and episode. */
const Cells = ({ stats }: { stats: CourseStats }) => {
  const [measure, setMeasure] = useState<Measure>('completed')
  const unit = measure === 'hits' ? '次' : '人'
  const name = measures.find(m => m.value === measure)!.text
  return (
    <View className='stack'>
      <Tabs label='看哪个数' options={measures} value={measure} onChange={setMeasure} />
      <Grid
        wideNames name={`各单位各课时的${name}`} corner='单位'
        columns={[{ key: 'whole', name: '整门课', strong: true }, ...stats.episodes.map((e, i) => ({ key: e.key, name: `第 ${i + 1} 课时`, label: e.title }))]}
        rows={stats.units.map(u => ({ key: u.group, name: u.name, cells: [u, ...u.cells].map(c => `${c[measure]} ${unit}`) }))}
      />
    </View>
  )
}

const DAYS = 30

/** People who began and who finished, day by day. */
const Trend = ({ trend }: { trend: CourseStats['trend'] }) => {
  const days = trend.slice(-DAYS)
  const most = Math.max(1, ...days.map(d => Math.max(d.began, d.completed)))
  const tall = (n: number) => `${n / most * 100}%`
  return (
    <View className='stack-tight'>
      <View className='trend' {...role('list')} ariaLabel='每天开始学和学完的人数'>
        {days.map(d => (
          <View key={d.day} className='trend-day' {...role('listitem')} ariaLabel={`${shortDayWords(d.day, Date.now())}，开始学 ${d.began} 人，学完 ${d.completed} 人`}>
            <View className='trend-bars' ariaHidden>
              <View className='trend-bar count-striped' style={{ height: tall(d.began) }} />
              <View className='trend-bar count-full' style={{ height: tall(d.completed) }} />
            </View>
            <View className='trend-count' ariaHidden>{d.began}/{d.completed}</View>
            <View className='trend-date' ariaHidden>{shortDayWords(d.day, Date.now()).replace('月', '/').replace('日', '')}</View>
          </View>
        ))}
      </View>
      <View className='count-legend'>
        <View className='count-one'><View className='count-sample count-striped' /><View>开始学</View></View>
        <View className='count-one'><View className='count-sample count-full' /><View>学完</View></View>
      </View>
      {trend.length > DAYS ? <View className='note'>只显示最近有人学习的 {DAYS} 天。</View> : null}
    </View>
  )
}

const Shown = ({ stats }: { stats: CourseStats }) => {
  const { total } = stats
  if (total.hits === 0 && total.learners === 0) return <Card><Empty icon='people' title='还没有人学' text={stats.asOf === null ? '每分钟统计一次，有人学了这里就有数。' : `统计到 ${timeWords(stats.asOf)}，每分钟更新一次。`} /></Card>
  return (
    <View className='stack'>
      <Card title='整门课程'>
        <View className='stack'>
          <Figures
            label='整门课程'
            items={[
              { name: '点击', value: countWords(total.hits), note: '打开课时的次数' }, { name: '学习人数', value: countWords(total.learners), note: '每人算一次' },
              { name: '学完人数', value: countWords(total.completed), note: `应学 ${total.expected} 人，${share(total.completed, total.expected)}` }, { name: '学时', value: hoursWords(total.tenths).replace(' 学时', ''), note: '大家合计' },
            ]}
          />
          <Standing expected={total.expected} learners={total.learners} completed={total.completed} />
          <View className='note'>{stats.asOf === null ? '还没有统计过，每分钟统计一次' : `统计到 ${timeWords(stats.asOf)}，每分钟更新一次`}</View>
        </View>
      </Card>
      <Card title='各课时' flush><Table label='各课时' columns={episodeColumns} rows={stats.episodes.map((e, i) => ({ ...e, no: i + 1 }))} keyOf={e => e.key} nameOf={e => e.title} /></Card>
      <View className='two-columns'>
        <Card title='各单位'>
          {stats.units.length === 0 ? <View className='note'>还没有分单位的数。</View> : <View className='stack' {...role('list')}>{stats.units.map(u => <View key={u.group} {...role('listitem')}><Standing name={u.name} expected={u.expected} learners={u.learners} completed={u.completed} /></View>)}</View>}
        </Card>
        <Card title='每天'>{stats.trend.length === 0 ? <View className='note'>还没有。</View> : <Trend trend={stats.trend} />}</Card>
      </View>
      {stats.units.length > 0 ? <Card title='单位 × 课时'><Cells stats={stats} /></Card> : null}
    </View>
  )
}

/** What has been learned of a course: hits 点击, learners and completions kept apart. */
export const StatsPart = ({ id }: { id: string }) => {
  const loaded = useLoad(() => call('lessons', 'stats', { id }), [id])
  usePoll(loaded, LIVE_MS)
  return <LoadedView loaded={loaded} rows={6}>{stats => <Shown stats={stats} />}</LoadedView>
}
