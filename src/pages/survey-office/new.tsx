import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import { checkDefinition } from '../../../domain/survey/logic'
import type { Input } from '../../../types/api'
import { Definition } from '../../../types/survey-questions'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { ForRoles } from '../../components/for-roles'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { Sheet } from '../../components/sheet'
import { Empty } from '../../components/feedback'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'

type Source = Input<'surveys', 'create'>['from']
interface Making { make: (from: Source) => void; busy: boolean }

/** The id stays while the same source is tried again, so that a lost answer does not make two. */
const useMake = () => {
  const [tried] = useState(() => new Map<string, Promise<string>>())
  return useAct(async (from: Source) => {
    const what = JSON.stringify(from)
    const coming = tried.get(what) ?? newId()
    tried.set(what, coming)
    const id = await coming
    await call('surveys', 'create', { id, from })
    await Taro.redirectTo({ url: `/pages/survey-office/edit?id=${id}` })
  })
}

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

/** What is wrong with a pasted definition, the place named. */
const read = (text: string): { definition: Definition } | { wrong: string } => {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return { wrong: '这不是完整的问卷定义，请把全文粘贴进来' }
  }
  const parsed = z.safeParse(Definition, given)
  if (!parsed.success) return { wrong: `问卷定义的“${parsed.error.issues[0]!.path.join('.')}”不对：${parsed.error.issues[0]!.message}` }
  const [problem] = checkDefinition(parsed.data)
  return problem ? { wrong: problem.message } : { definition: parsed.data }
}

const Import = ({ make, busy, onClose }: Making & { onClose: () => void }) => {
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string>()
  const go = () => {
    const found = read(text)
    setWrong('wrong' in found ? found.wrong : title.trim() ? undefined : '请填写标题')
    if ('definition' in found && title.trim()) make({ kind: 'definition', title: title.trim(), definition: found.definition })
  }
  return (
    <Sheet title='导入问卷定义' onClose={onClose} foot={<Button kind='main' wide text='导入' busy={busy} onTap={go} />}>
      <View className='stack'>
        {wrong ? <Notice meaning='refused' title='不能导入' text={wrong} /> : null}
        <TextField label='标题' max={60} value={title} onChange={setTitle} />
        <TextArea label='问卷定义' hint='在另一份问卷的“导出定义”里复制全文（JSON），粘贴到这里。' value={text} onChange={setText} />
      </View>
    </Sheet>
  )
}

const New = () => {
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
          <ListRow text='导入问卷定义' note='从别的单位或别处导出的题目' onTap={() => setFrom('import')} />
        </Card>
      </View>
      {from === 'copy' ? <Copies {...making} onClose={() => setFrom(undefined)} /> : null}
      {from === 'import' ? <Import {...making} onClose={() => setFrom(undefined)} /> : null}
    </Page>
  )
}

/** Where a new survey comes from: one of the five, nothing, an earlier one, a definition. */
export default function NewPage() {
  return <ForRoles title='新的问卷' roles={['staff']}>{() => <New />}</ForRoles>
}
