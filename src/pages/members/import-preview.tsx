import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { optionsOf } from '../../../domain/words'
import { importPreviewWords } from '../../../domain/words-roster'
import type { ImportPreview, ImportRow, RosterImport } from '../../../types/roster-import'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { PagedList } from '../../components/paged-list'
import { Table, type Column } from '../../components/table'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { usePages } from '../../services/use-pages'
import { ActTrouble } from '../../components/trouble'

const notesTitle: Record<ImportPreview, string> = { bad: '原因', change: '变化', add: '说明', same: '说明' }

const columns = (show: ImportPreview): Column<ImportRow>[] => [
  { key: 'row', title: '表格行', cell: r => `第 ${r.row} 行` },
  { key: 'name', title: '姓名', cell: r => r.name || '（空）' },
  { key: 'no', title: '工号', cell: r => r.employeeNo || '（空）' },
  { key: 'unit', title: '单位', grow: 2, cell: r => r.unit || '（空）' },
  ...(show === 'same' ? [] : [{ key: 'notes', title: notesTitle[show], grow: 4, cell: (r: ImportRow) => r.notes.join('；') } satisfies Column<ImportRow>]),
]

const rowText = (r: ImportRow) => `第 ${r.row} 行\t${r.name}\t${r.employeeNo}\t${r.unit}\t${r.notes.join('；')}`

const allBad = async (id: string): Promise<ImportRow[]> => {
  const rows: ImportRow[] = []
  let cursor: string | undefined
  do {
    const page = await call('members', 'importPreview', { id, show: 'bad', cursor })
    rows.push(...page.items)
    cursor = page.next
  } while (cursor !== undefined)
  return rows
}

/** The bad rows as text with tabs, which pastes into a spreadsheet or a chat. */
const CopyBad = ({ id }: { id: string }) => {
  const copy = useAct(async () => {
    await Taro.setClipboardData({ data: (await allBad(id)).map(rowText).join('\n') })
  })
  return (
    <View className='rows-foot stack-tight'>
      <ActTrouble error={copy.error} />
      <View><Button id='copy-bad' text='复制有问题的行' busy={copy.busy} busyText='正在复制…' onTap={() => void copy.run()} /></View>
    </View>
  )
}

const Rows = ({ it, show }: { it: RosterImport; show: ImportPreview }) => {
  const pages = usePages(cursor => call('members', 'importPreview', { id: it._id, show, cursor }), [it._id, show])
  return (
    <View>
      {show === 'bad' && it.counts.bad > 0 ? <CopyBad id={it._id} /> : null}
      <PagedList pages={pages} empty={<Empty icon={show === 'bad' ? 'done' : 'file'} title={show === 'bad' ? '没有有问题的行' : `没有“${importPreviewWords[show]}”的行`} />}>
        {items => <Table label={importPreviewWords[show]} columns={columns(show)} rows={items} keyOf={r => String(r.row)} nameOf={r => `第 ${r.row} 行 ${r.name}`} />}
      </PagedList>
    </View>
  )
}

/** Every row of the workbook and what becomes of it, what needs attention first. */
export const ImportPreviewCard = ({ it }: { it: RosterImport }) => {
  const [chosen, setShow] = useState<ImportPreview>()
  const show = chosen ?? (it.counts.bad > 0 ? 'bad' : it.counts.add > 0 ? 'add' : 'change')
  const options = optionsOf(importPreviewWords).map(({ value, text }) => ({ value, text: `${text} ${it.counts[value]}` }))
  return (
    <Card flush>
      <Tabs label='清单' options={options} value={show} onChange={setShow} />
      <Rows it={it} show={show} />
    </Card>
  )
}
