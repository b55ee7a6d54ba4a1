import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { ForRoles } from '../../components/for-roles'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { Sheet } from '../../components/sheet'
import { Empty } from '../../components/feedback'
import { TextField } from '../../components/text-field'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'
import { ImportSheet } from './import-sheet'
import { useMake, type Source } from './use-make'

interface Making { make: (from: Source) => void; busy: boolean }

const Templates = ({ make }: Making) => {
  const loaded = useLoad(() => call('surveys', 'templates', {}), [])
  return (
    <LoadedView loaded={loaded} rows={5}>
      {({ items }) => (
        <Card title='从现成的问卷开始' flush>
          {items.map(t => <ListRow key={t.key} text={t.title} note={`${t.note} · ${t.questions} 题`} go='用这份' onTap={() => make({ kind: 'template', template: t.key })} />)}
        </Card>
      )}
    </LoadedView>
  )
}

const Copies = ({ make, onClose }: Making & { onClose: () => void }) => {
  const pages = usePages(cursor => call('surveys', 'list', { cursor }), [])
  return (
    <Sheet title='复制哪一份' onClose={onClose}>
      <PagedList pages={pages} empty={<Empty title='还没有问卷可以复制' />}>
        {items => <View>{items.map(s => <ListRow key={s._id} text={s.title} note={`${s.questions} 题`} go='复制' onTap={() => make({ kind: 'copy', surveyId: s._id })} />)}</View>}
      </PagedList>
    </Sheet>
  )
}

const New = ({ me }: { me: Me }) => {
  const [from, setFrom] = useState<'copy' | 'import'>()
  const [title, setTitle] = useState('')
  const [tried, setTried] = useState(false)
  const act = useMake()
  const making: Making = { make: source => void act.run(source), busy: act.busy }
  const blank = () => {
    setTried(true)
    if (title.trim()) making.make({ kind: 'blank', title: title.trim() })
  }
  return (
    <Page title='新的问卷'>
      <View className='stack'>
        <ActTrouble error={act.error} />
        <Templates {...making} />
        <Card title='从空白开始'>
          <View className='stack'>
            <TextField id='blank-title' label='问卷标题' max={60} value={title} error={tried && !title.trim() ? '请填写标题' : undefined} onChange={setTitle} />
            <Button id='blank' wide text='建立空白问卷' busy={act.busy} onTap={blank} />
          </View>
        </Card>
        <Card flush>
          <ListRow text='复制以前的问卷' note='题目编号不变，两次的结果可以对比' onTap={() => setFrom('copy')} />
          <ListRow text='导入题目' note='从 Excel 表格，或者从别处导出的题目定义' onTap={() => setFrom('import')} />
        </Card>
      </View>
      {from === 'copy' ? <Copies {...making} onClose={() => setFrom(undefined)} /> : null}
      {from === 'import' ? <ImportSheet me={me} onClose={() => setFrom(undefined)} /> : null}
    </Page>
  )
}

/** Where a new survey comes from: one of the five, nothing, an earlier one, a definition. */
export default function NewPage() {
  return <ForRoles title='新的问卷' roles={['staff']}>{me => <New me={me} />}</ForRoles>
}
