import { View } from '@tarojs/components'
import type { BallotInfo } from '../../../types/ballot'
import type { Round } from '../../../types/congress-round'
import { role } from '../../components/aria'
import { Countdown } from '../../components/countdown'
import { CountBar } from '../../components/count-bar'
import type { Shown } from './screen-view.h5'

/** Both lists that everybody can check by looking around: who is present, and who was issued a paper. */
const listWords = (round: Round, b: BallotInfo): string => [
  `签到名册 ${round.present} 人`, `领票名单 ${b.drawn + b.papers} 人`, b.papers > 0 ? `其中纸质票 ${b.papers} 张` : '', b.incomplete > 0 ? `没有领全 ${b.incomplete} 人` : '',
].filter(Boolean).join(' · ')

const sealedWords = (names: readonly string[]): string => names.length > 0 ? `已签封：${names.join('、')}` : '等监票人签封'

const stateWords = (round: Round, b: BallotInfo): string => {
  switch (round.state) {
    case 'drawing': return '请打开会场页，手机会自动领票。校验码和手机上的一样才投。'
    case 'drawn': return sealedWords(b.scrutineers.filter(s => s.opening).map(s => s.name))
    case 'open': return b.closesAt === null ? '请在手机上写票、投票。截止以前，谁也看不到投了什么。' : '写票已经截止，正在路上的票还可以送到。'
    case 'closing': return round.missing ?? sealedWords(b.scrutineers.filter(s => s.final).map(s => s.name))
    default: return ''
  }
}

/** A secret ballot: its code in figures that the last row can read, never how many have voted. */
export const ScreenBallot = ({ shown, round, ballot: b }: { shown: Shown; round: Round; ballot: BallotInfo }) => (
  <>
    <View className='screen-hall-code' {...role('status')} ariaLabel={`校验码 ${b.code}`}>{b.code}</View>
    {round.state === 'drawing' || round.state === 'drawn'
      ? <CountBar unit='人' total={round.present} parts={[{ text: '已领票', count: b.drawn + b.papers, filling: 'full' }, { text: '还没有领', count: Math.max(0, round.present - b.drawn - b.papers), filling: 'empty' }]} />
      : null}
    {round.state === 'open' && b.closesAt !== null ? <Countdown until={b.closesAt} offset={shown.offset} className='screen-countdown' /> : null}
    <View className='screen-sentence screen-sentence-short'>{stateWords(round, b)}</View>
    <View className='screen-line-note'>{listWords(round, b)}</View>
    {b.issuers.length === 1 ? <View className='screen-line-note'>单一签发方：{b.issuers[0]}。它若作弊可以添票，请核对领票名单。</View> : null}
  </>
)
