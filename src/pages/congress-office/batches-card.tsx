import { View } from '@tarojs/components'
import { timeWords } from '../../../domain/words-time'
import type { Batch, Round } from '../../../types/congress-round'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { StateTag, type Meaning } from '../../components/state-tag'
import { openPage } from '../../services/open-page'

export const batchState = (b: Batch): { text: string; meaning: Meaning } => {
  if (b.settled) return { text: '已核对', meaning: 'done' }
  if (b.differences.length > 0) return { text: '两次录入不一致', meaning: 'attention' }
  return b.entries.length >= 2 ? { text: '已核对', meaning: 'done' } : { text: '等另一位录入', meaning: 'waiting' }
}

const open = (roundId: string, no: number) => void openPage(`/pages/congress-office/batch?round=${roundId}&no=${no}`)

export interface BatchesCardProps {
  round: Round
  batches: readonly Batch[]
  /** May enter figures. */
  may: boolean
}

/** Batches of paper ballots, or a show of hands: each entered twice by two people. */
export const BatchesCard = ({ round, batches, may }: BatchesCardProps) => {
  const next = Math.max(0, ...batches.map(b => b.no)) + 1
  const live = round.state === 'closing'
  const what = round.way === 'hands' ? '举手人数' : '纸质票'
  return (
    <Card title={`${what}（双人录入）`} flush>
      {batches.length === 0 ? <Empty title='还没有录入' text={live ? '两位监票人各自数一遍、各自录入一遍；两遍一致才算数。' : '这一轮没有录入。'} /> : (
        <View {...role('list')}>
          {batches.map(b => (
            <ListRow
              key={b._id} text={round.way === 'hands' ? '举手表决' : `第 ${b.no} 批`} note={b.entries.map(e => `${e.name} ${timeWords(e.at)} 录入`).join('；')}
              tag={<StateTag {...batchState(b)} />} label={`第 ${b.no} 批，${batchState(b).text}`} onTap={may || !live ? () => open(round._id, b.no) : undefined}
            />
          ))}
        </View>
      )}
      {may && live && (round.way !== 'hands' || batches.length === 0) ? (
        <View className='card-body'><Button id='enter-batch' kind='main' icon='pen' text={round.way === 'hands' ? '录入举手人数' : `录入第 ${next} 批`} onTap={() => open(round._id, next)} /></View>
      ) : null}
    </Card>
  )
}
