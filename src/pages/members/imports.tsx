import { View } from '@tarojs/components'
import { importStateWords } from '../../../domain/words-roster'
import { whenWords } from '../../../domain/words-time'
import type { RosterImport } from '../../../types/roster-import'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { PagedList } from '../../components/paged-list'
import { Page } from '../../components/page'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { usePages } from '../../services/use-pages'
import { ImportTag, openImport } from './import-tag'
import { StartImport } from './start-import'
import { isWorking } from './use-import'

const countsNote = ({ counts: { bad, add, change } }: RosterImport) =>
  [add > 0 ? `新增 ${add}` : '', change > 0 ? `变更 ${change}` : '', bad > 0 ? `有问题 ${bad}` : ''].filter(Boolean).join('，')

const ImportRow = ({ it, now }: { it: RosterImport; now: number }) => (
  <ListRow
    text={it.fileName}
    note={[`${it.byName} ${whenWords(it.at, now)}`, countsNote(it)].filter(Boolean).join(' · ')}
    tag={<ImportTag it={it} />}
    label={`${it.fileName}，${importStateWords[it.state]}`}
    onTap={() => void openImport(it._id)}
  />
)

const isOpen = (it: RosterImport) => it.state === 'reading' || it.state === 'ready' || isWorking(it)

const Unfinished = ({ it }: { it: RosterImport }) => (
  <Notice
    meaning='attention'
    title={`“${it.fileName}”还没有办完`}
    text='一次只能导入一个文件。请先让它生效，或者放弃它，再导入别的。'
    act={<Button id='unfinished' text='去办完' onTap={() => void openImport(it._id)} />}
  />
)

/** A new import, and those so far. */
export const Imports = ({ me }: { me: Me }) => {
  const pages = usePages(cursor => call('members', 'imports', { cursor }), [me.tenantId])
  const open = pages.items.find(isOpen)
  return (
    <Page title='名册导入' wide>
      <View className='stack'>
        {open ? <Unfinished it={open} /> : <StartImport me={me} />}
        <Card title='导入记录' flush>
          <PagedList pages={pages} empty={<Empty title='还没有导入过名册' text='每次导入都会记在这里；最近一次可以撤销。' />}>
            {items => <View>{items.map(it => <ImportRow key={it._id} it={it} now={Date.now()} />)}</View>}
          </PagedList>
        </Card>
      </View>
    </Page>
  )
}
