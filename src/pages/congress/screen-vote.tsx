import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { isRunning } from '../../../domain/congress/secret-part'
import { matterKindWords, outcomeWords, wayWords } from '../../../domain/congress/words'
import type { Round } from '../../../types/congress-round'
import type { Matter } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { CountBar, type BarPart } from '../../components/count-bar'
import { Countdown } from '../../components/countdown'
import { electRows, gradeParts, motionParts, neededMark } from '../../components/vote-result'
import { ScreenBallot } from './screen-ballot'
import type { Shown } from './screen-view.h5'

const Left = ({ shown }: { shown: Shown }) => shown.until === null ? null : <Countdown until={shown.until} offset={shown.offset} className='screen-countdown' />

export const ScreenMatter = ({ shown, matter }: { shown: Shown; matter: Matter }) => (
  <>
    <View className='screen-kicker'>{matterKindWords[matter.kind]}</View>
    <View className='screen-matter' {...role('heading')}>{matter.title}</View>
    <Left shown={shown} />
  </>
)

/** As many as fit on 1080 lines; a leader's five shares take two. */
const PER_PAGE = { elect: 6, appraise: 4, motion: 1 }
const TURN_MS = 8000

/** Shows a long list page by page; nobody in the hall can scroll. */
const usePageOf = <T,>(all: readonly T[], size: number) => {
  const [at, setAt] = useState(0)
  const pages = Math.ceil(all.length / size)
  useEffect(() => {
    if (pages < 2) return undefined
    const timer = setInterval(() => setAt(n => n + 1), TURN_MS)
    return () => clearInterval(timer)
  }, [pages])
  const page = pages === 0 ? 0 : at % pages
  return { rows: all.slice(page * size, (page + 1) * size), words: pages > 1 ? `第 ${page + 1} 页，共 ${pages} 页` : '' }
}

interface Line { id: string; name: string; note: string; parts: BarPart[]; total: number; mark?: { at: number; text: string } }

const Lines = ({ lines, size }: { lines: readonly Line[]; size: number }) => {
  const { rows, words } = usePageOf(lines, size)
  return (
    <View className={lines.length > 3 ? 'screen-lines screen-lines-two' : 'screen-lines'}>
      {rows.map(l => (
        <View key={l.id} className='screen-line'>
          <View className='screen-line-name'>{l.name} <View className='screen-line-note screen-inline'>{l.note}</View></View>
          <CountBar slim unit='票' total={l.total} parts={l.parts} mark={l.mark} />
        </View>
      ))}
      {words ? <View className='screen-line-note screen-page'>{words}</View> : null}
    </View>
  )
}

/** From afar the share is enough; the phone has the numbers. */
const shareOnly = (p: BarPart): BarPart => ({ ...p, said: p.said?.replace(/^\d+（(.*)）$/, '$1') })

const linesOf = (round: Round): Line[] => {
  const { question, tally, decision } = round
  if (question.kind === 'elect' && tally?.counts.kind === 'elect' && decision) {
    return electRows(question, tally.counts, decision).map(r => ({
      id: r.id, name: r.name, note: r.tag?.text ?? '', total: round.roll, mark: neededMark(round.needed),
      parts: [{ text: '赞成', count: r.yes, filling: 'full' }, { text: '不赞成', count: r.no, filling: 'striped' }, { text: '弃权', count: r.blank, filling: 'dotted' }],
    }))
  }
  if (question.kind !== 'appraise') return []
  return (decision?.leaders ?? []).map(l => ({ id: l.id, name: l.name, note: l.post, total: l.grades.reduce((a, b) => a + b, 0), parts: gradeParts(question.grades, l).map(shareOnly) }))
}

const Counted = ({ round }: { round: Round }) => {
  const { decision, tally } = round
  if (!decision || !tally) return null
  const lines = linesOf(round)
  return (
    <>
      {lines.length > 0 ? null : <View className='screen-outcome'>{outcomeWords[decision.outcome]}</View>}
      <View className={lines.length > 0 ? 'screen-sentence screen-sentence-short' : 'screen-sentence'}>{decision.sentence}</View>
      {tally.counts.kind === 'motion' ? <CountBar unit='票' total={tally.roll} parts={motionParts(tally, tally.counts)} mark={neededMark(round.needed)} /> : null}
      {lines.length > 0 ? <Lines lines={lines} size={PER_PAGE[round.question.kind]} /> : null}
    </>
  )
}

/** How many have voted, never what. */
const Running = ({ shown, round }: { shown: Shown; round: Round }) => (
  <>
    <View className='screen-voted' {...role('status')}><View className='screen-voted-figure'>{round.voted}</View>人已投票</View>
    <CountBar unit='人' total={round.present} parts={[{ text: '已投票', count: round.voted, filling: 'full' }, { text: '还没有投', count: Math.max(0, round.present - round.voted), filling: 'empty' }]} />
    {round.state === 'open' ? <Left shown={shown} /> : null}
    {round.missing ? <View className='screen-sentence'>{round.missing}</View> : null}
  </>
)

const heads: Record<Round['state'], string> = {
  drawing: '正在领票', drawn: '领票结束，等待签封', open: '正在投票', closing: '投票已截止，正在计票', counted: '投票结果', void: '这一轮作废',
}

/** A list needs the room, so its outcome stands in the head. */
const headWords = (round: Round): string => [
  heads[round.state], wayWords[round.way], round.no > 1 ? `第 ${round.no} 轮` : '', round.question.kind !== 'motion' && round.decision ? outcomeWords[round.decision.outcome] : '',
].filter(Boolean).join(' · ')

/** A round: how far it is, or what came of it. */
export const ScreenRound = ({ shown, round }: { shown: Shown; round: Round }) => (
  <>
    <View className='screen-kicker'>{headWords(round)}</View>
    <View className={round.state === 'counted' ? 'screen-matter screen-matter-small' : 'screen-matter'} {...role('heading')}>{round.title}</View>
    {round.ballot && isRunning(round.state) ? <ScreenBallot shown={shown} round={round} ballot={round.ballot} /> : null}
    {!round.ballot && isRunning(round.state) ? <Running shown={shown} round={round} /> : null}
    {round.state === 'counted' ? <Counted round={round} /> : null}
    {round.state === 'void' ? <View className='screen-sentence'>{round.decision?.sentence}</View> : null}
  </>
)
