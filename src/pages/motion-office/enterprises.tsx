import { View } from '@tarojs/components'
import { rateWords } from '../../../domain/motion-words'
import { percentWords } from '../../../domain/percent'
import type { StatsRow } from '../../../types/motion-stats'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Table, type Column } from '../../components/table'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useLoad } from '../../services/use-load'

const columns: Column<StatsRow>[] = [
  { key: 'name', title: '企业', grow: 3, cell: r => r.name },
  { key: 'received', title: '收到', cell: r => r.counts.received },
  ...(['filing', 'punctual', 'closing', 'solving', 'content'] as const).map((rate): Column<StatsRow> => ({
    key: rate,
    title: rateWords[rate],
    grow: 2,
    cell: r => {
      const share = r.shares.find(s => s.rate === rate)!
      return `${percentWords(share.part, share.whole)}（${share.part}/${share.whole}）`
    },
  })),
]

/** The newest session of each enterprise below a station or a federation, side by side. */
export const Enterprises = () => {
  const loaded = useLoad(() => call('motions', 'stats', { below: true }), [])
  return (
    <LoadedView loaded={loaded} rows={5}>
      {stats => (
        <View className='stack'>
          <Card flush>
            {stats.rows.length === 0 ? <Empty title='下属没有企业' text='指导站或总工会的下属企业会出现在这里。' /> : (
              <Table
                label='各企业的提案统计' columns={columns} rows={stats.rows} keyOf={r => r.key} nameOf={r => r.name}
                onOpen={r => void openPage(`/pages/motion-office/stats?tenant=${r.key}`)}
              />
            )}
          </Card>
          <View className='note'>每家企业按最近一次职工代表大会统计，点开看详细。</View>
        </View>
      )}
    </LoadedView>
  )
}
