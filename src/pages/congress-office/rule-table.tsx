import { View } from '@tarojs/components'
import { matterKindWords } from '../../../domain/congress/words'
import type { CongressRules } from '../../../types/congress-rules'
import { Card } from '../../components/card'
import { Table, type Column } from '../../components/table'
import { articleText, isVerified, ruleLines, type RuleLine } from './rule-lines'
import { Source } from './source'

const columns: Column<RuleLine>[] = [
  { key: 'name', title: '事项', grow: 2, cell: l => l.name },
  { key: 'value', title: '规定', grow: 4, bare: true, cell: l => l.value },
  { key: 'article', title: '出处', grow: 3, bare: true, cell: l => <Source article={articleText(l.article)} verified={isVerified(l.article)} /> },
]

const matterColumns: Column<CongressRules['matters'][number] & { key: string }>[] = [
  { key: 'name', title: '事项', grow: 4, cell: m => m.name },
  { key: 'kind', title: '职权', grow: 2, bare: true, cell: m => matterKindWords[m.kind] },
  { key: 'article', title: '出处', grow: 3, bare: true, cell: m => <Source article={articleText(m.article)} verified={isVerified(m.article)} /> },
]

/** Every number with the article beside it; what nobody has checked in the law's text says so. */
export const RuleTable = ({ title, rules }: { title: string; rules: CongressRules }) => {
  const lines = ruleLines(rules, kind => matterKindWords[kind])
  const open = lines.filter(l => !isVerified(l.article)).length
  return (
    <View className='stack'>
      <Card title={title} flush>
        {open > 0 ? <View className='card-body note'>有 {open} 项的出处标为“未核实”：没有在法规原文里查到，使用前请向上级工会确认。</View> : null}
        <Table label={title} columns={columns} rows={lines} keyOf={l => l.key} nameOf={l => l.name} />
      </Card>
      <Card title='法定由大会行使职权的事项' flush>
        <Table label='法定由大会行使职权的事项' columns={matterColumns} rows={rules.matters.map((m, i) => ({ ...m, key: String(i) }))} keyOf={m => m.key} nameOf={m => m.name} />
      </Card>
    </View>
  )
}
