import { View } from '@tarojs/components'
import { useState } from 'react'
import { percentWords } from '../../domain/congress/appraise'
import { BLANK_GRADE, voteWords } from '../../domain/congress/words'
import type { Round } from '../../types/congress-round'
import type { Appraisal, CountsOf, Decision, QuestionOf, Tally } from '../../types/congress-vote'
import { role } from './aria'
import { Button } from './button'
import { Card, Fact } from './card'
import { CountBar, type BarPart, type Filling } from './count-bar'
import { roundState } from './matter-state'
import { Notice } from './notice'
import { StateTag, type Meaning } from './state-tag'
import './vote-result.scss'

/** What of the roll 应到 has voted how; absence is a part of the whole like any other. */
export const motionParts = (tally: Tally, counts: CountsOf<'motion'>): BarPart[] => [
  { text: voteWords.yes, count: counts.yes, filling: 'full' },
  { text: voteWords.no, count: counts.no, filling: 'striped' },
  { text: voteWords.abstain, count: counts.abstain, filling: 'dotted' },
  ...(counts.void > 0 ? [{ text: '废票', count: counts.void, filling: 'dotted' as const }] : []),
  { text: '没有投票', count: Math.max(0, tally.roll - tally.collected), filling: 'empty' },
]

export const neededMark = (needed: number) => ({ at: needed, text: `须 ${needed} 票` })

export interface ElectRow { id: string; name: string; yes: number; no: number; blank: number; tag?: { text: string; meaning: Meaning } }

/** Candidates and those written in 另选他人, most votes first. */
export const electRows = (question: QuestionOf<'elect'>, counts: CountsOf<'elect'>, decision: Decision): ElectRow[] => {
  const elected = new Set(decision.elected.map(e => e.name))
  const again = new Set(decision.runoff?.candidates.map(c => c.name))
  const tagOf = (name: string): ElectRow['tag'] =>
    elected.has(name) ? { text: '当选', meaning: 'done' } : again.has(name) ? { text: '进入下一轮', meaning: 'attention' } : undefined
  const listed = question.candidates.map(c => ({ id: c.id, name: c.name, ...(counts.marks[c.id] ?? { yes: 0, no: 0, blank: 0 }), tag: tagOf(c.name) }))
  const written = Object.entries(counts.writeIns).map(([name, yes]) => ({ id: `+${name}`, name: `${name}（另选）`, yes, no: 0, blank: 0, tag: tagOf(name) }))
  return [...listed, ...written].sort((a, b) => b.yes - a.yes)
}

const fillings: readonly Filling[] = ['full', 'striped', 'dotted']

/** Grades best first, the blank ones last. */
export const gradeParts = (grades: readonly string[], leader: Appraisal): BarPart[] => leader.grades.map((count, i) =>
  ({ text: grades[i] ?? BLANK_GRADE, count, said: `${count}（${percentWords(leader.percent[i] ?? 0)}）`, filling: i < grades.length ? fillings[Math.min(i, 2)]! : 'empty' }))

const AT_ONCE = 20

/** Long lists come piece by piece: a phone draws twenty quickly and three hundred slowly. */
const useSome = <T,>(all: readonly T[]) => {
  const [shown, setShown] = useState(AT_ONCE)
  const more = all.length > shown
    ? <View className='result-more'><Button wide text={`继续显示，还有 ${all.length - shown} 位`} onTap={() => setShown(n => n + AT_ONCE)} /></View>
    : null
  return { some: all.slice(0, shown), more }
}

const ElectResult = ({ round, question, counts, decision }: { round: Round; question: QuestionOf<'elect'>; counts: CountsOf<'elect'>; decision: Decision }) => {
  const { some, more } = useSome(electRows(question, counts, decision))
  return (
    <Card title='得票' flush aside={<View className='note'>须 {round.needed} 票</View>}>
      <View {...role('list')} ariaLabel='候选人得票'>
        {some.map(r => (
          <View key={r.id} className='result-row' {...role('listitem')}>
            <View className='result-name'><View className='body strong'>{r.name}</View>{r.tag ? <StateTag {...r.tag} /> : null}</View>
            <CountBar
              slim unit='票' total={round.roll} mark={neededMark(round.needed)}
              parts={[{ text: '赞成', count: r.yes, filling: 'full' }, { text: '不赞成', count: r.no, filling: 'striped' }, { text: '弃权', count: r.blank, filling: 'dotted' }]}
            />
          </View>
        ))}
      </View>
      {more}
    </Card>
  )
}

const AppraisalResult = ({ question, leaders }: { question: QuestionOf<'appraise'>; leaders: readonly Appraisal[] }) => {
  const { some, more } = useSome(leaders)
  return (
    <Card title='评议结果' flush aside={<View className='note'>{leaders.length} 位</View>}>
      <View {...role('list')} ariaLabel='每位被评议人的结果'>
        {some.map(l => (
          <View key={l.id} className='result-row' {...role('listitem')}>
            <View className='body'><View className='result-strong'>{l.name}</View> {l.post}</View>
            <CountBar slim unit='票' total={l.grades.reduce((a, b) => a + b, 0)} parts={gradeParts(question.grades, l)} />
          </View>
        ))}
      </View>
      {more}
    </Card>
  )
}

/** The figures that everything else rests on. */
const Figures = ({ round, tally }: { round: Round; tally: Tally }) => (
  <Card title='票数'>
    <Fact name='应到' value={`${tally.roll} 人`} />
    <Fact name='实到' value={`${tally.present} 人（投票开始时）`} />
    <Fact name='发出' value={`${tally.issued} 张`} />
    <Fact name='收回' value={`${tally.collected} 张`} />
    <Fact name='有效' value={`${tally.counts.valid} 张`} />
    <Fact name='废票' value={`${tally.counts.void} 张`} />
    {round.question.kind === 'appraise' ? null : <Fact name='须得' value={`${round.needed} 票`} />}
  </Card>
)

/** What the next round is about, where the law asks for one. */
const Again = ({ runoff }: Pick<Decision, 'runoff'>) => runoff
  ? <Notice meaning='attention' title={`还须选出 ${runoff.seats} 人`} text={`下一轮的候选人：${runoff.candidates.map(c => c.name).join('、')}。`} />
  : null

/** A round that is over: the sentence of the law's count first, then the bar, then the figures; `brief` leaves these out, and eighty leaders. */
export const VoteResult = ({ round, brief }: { round: Round; brief?: boolean }) => {
  const { decision, tally, question } = round
  if (!decision) return null
  const counts = tally?.counts
  return (
    <View className='stack'>
      <Card>
        <View className='stack'>
          <View><StateTag {...roundState(round)} /></View>
          <View className='heading' {...role('heading')}>{decision.sentence}</View>
          {tally && counts?.kind === 'motion' ? <CountBar unit='票' total={tally.roll} parts={motionParts(tally, counts)} mark={neededMark(round.needed)} /> : null}
        </View>
      </Card>
      <Again runoff={decision.runoff} />
      {counts?.kind === 'elect' && question.kind === 'elect' ? <ElectResult round={round} question={question} counts={counts} decision={decision} /> : null}
      {question.kind === 'appraise' && decision.leaders && !brief ? <AppraisalResult question={question} leaders={decision.leaders} /> : null}
      {brief || !tally ? null : <Figures round={round} tally={tally} />}
    </View>
  )
}
