import { View } from '@tarojs/components'
import { percentWords } from '../../../domain/congress/appraise'
import { BLANK_GRADE, outcomeWords } from '../../../domain/congress/words'
import type { Round } from '../../../types/congress-round'
import type { Appraisal, CountsOf, Decision, QuestionOf, Tally } from '../../../types/congress-vote'
import { role } from '../../components/aria'
import { Card, Fact } from '../../components/card'
import { Notice } from '../../components/notice'
import { StateTag } from '../../components/state-tag'
import { Table, type Column } from '../../components/table'
import { outcomeMeanings } from './matter-state'
import './office.scss'

/** A count as a length against all delegates; the words say the same. */
const Line = ({ name, n, roll }: { name: string; n: number; roll: number }) => (
  <View className='count-line' {...role('listitem')} ariaLabel={`${name} ${n} 票`}>
    <View className='count-head'><View className='body'>{name}</View><View className='body strong'>{n} 票</View></View>
    <View className='share-bar' ariaHidden><View className='share-fill' style={{ width: `${roll === 0 ? 0 : n / roll * 100}%` }} /></View>
  </View>
)

const Motion = ({ counts: c, tally }: { counts: CountsOf<'motion'>; tally: Tally }) => (
  <View className='stack-tight' {...role('list')} ariaLabel='得票'>
    <Line name='赞成' n={c.yes} roll={tally.roll} />
    <Line name='反对' n={c.no} roll={tally.roll} />
    <Line name='弃权' n={c.abstain} roll={tally.roll} />
    {c.void > 0 ? <Line name='无效票' n={c.void} roll={tally.roll} /> : null}
    <Line name='没有投票' n={tally.roll - tally.collected} roll={tally.roll} />
  </View>
)

interface Standing { id: string; name: string; yes: number; no: number | null; blank: number | null; elected: boolean }

const electColumns: Column<Standing>[] = [
  { key: 'name', title: '姓名', grow: 3, cell: s => s.name },
  { key: 'yes', title: '赞成', cell: s => `${s.yes} 票` },
  { key: 'no', title: '不赞成', cell: s => s.no === null ? '' : `${s.no} 票` },
  { key: 'blank', title: '弃权', cell: s => s.blank === null ? '' : `${s.blank} 票` },
  { key: 'elected', title: '结果', grow: 2, bare: true, cell: s => s.elected ? <StateTag text='当选' meaning='done' /> : '' },
]

const Elect = ({ question, counts, decision }: { question: QuestionOf<'elect'>; counts: CountsOf<'elect'>; decision: Decision }) => {
  const isElected = (id: string, name: string) => decision.elected.some(e => e.id === id || e.name === name)
  const rows: Standing[] = [
    ...question.candidates.map(({ id, name }) => ({ id, name, ...(counts.marks[id] ?? { yes: 0, no: 0, blank: 0 }), elected: isElected(id, name) })),
    ...Object.entries(counts.writeIns).map(([name, yes]) => ({ id: `另选:${name}`, name: `${name}（另选）`, yes, no: null, blank: null, elected: isElected(`另选:${name}`, name) })),
  ].sort((a, b) => b.yes - a.yes)
  return <Table label='得票' columns={electColumns} rows={rows} keyOf={r => r.id} nameOf={r => r.name} />
}

const appraiseColumns = (grades: readonly string[]): Column<Appraisal>[] => [
  { key: 'name', title: '姓名', grow: 2, cell: l => l.name },
  { key: 'post', title: '职务', grow: 2, bare: true, cell: l => l.post },
  ...[...grades, BLANK_GRADE].map((g, i) => ({ key: g, title: g, grow: 2, cell: (l: Appraisal) => `${l.grades[i] ?? 0} 票 ${percentWords(l.percent[i] ?? 0)}` })),
]

const Body = ({ round: { question, tally, decision } }: { round: Round }) => {
  if (!tally || !decision) return null
  const { counts } = tally
  if (counts.kind === 'motion') return <Card title='计票'><Motion counts={counts} tally={tally} /></Card>
  if (counts.kind === 'elect' && question.kind === 'elect') return <Card title='计票' flush><Elect question={question} counts={counts} decision={decision} /></Card>
  return question.kind === 'appraise' && decision.leaders
    ? <Card title={`评议结果（${decision.leaders.length} 位）`} flush><Table label='评议结果' columns={appraiseColumns(question.grades)} rows={decision.leaders} keyOf={l => l.id} nameOf={l => l.name} /></Card>
    : null
}

/** The sentence of the law's count first, then the bars, then the figures. */
export const RoundResult = ({ round }: { round: Round }) => {
  const { decision, tally } = round
  if (!decision) return null
  return (
    <View className='stack'>
      <Notice meaning={outcomeMeanings[decision.outcome]} title={outcomeWords[decision.outcome]} text={decision.sentence} />
      <Body round={round} />
      {tally ? (
        <Card title='票数'>
          <Fact name='应到' value={`${tally.roll} 人`} />
          <Fact name='实到' value={`${tally.present} 人（开始表决时）`} />
          <Fact name='发出' value={`${tally.issued} 张`} />
          <Fact name='收回' value={`${tally.collected} 张，有效 ${tally.counts.valid}，无效 ${tally.counts.void}`} />
        </Card>
      ) : null}
      {decision.runoff ? <Notice meaning='attention' title={`还须选出 ${decision.runoff.seats} 人`} text={`候选人：${decision.runoff.candidates.map(c => c.name).join('、')}。请回到“表决”开始下一轮。`} /> : null}
    </View>
  )
}
