import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../domain/calendar'
import { spacedNumber } from '../../../domain/lesson/certificate'
import { hoursWords } from '../../../domain/lesson/hours'
import { shortDayWords, whenWords } from '../../../domain/words-time'
import type { Certificate } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { ForRoles } from '../../components/for-roles'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { Sheet } from '../../components/sheet'
import { StateTag } from '../../components/state-tag'
import { Table, type Column } from '../../components/table'
import { SearchBox, TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { usePages } from '../../services/use-pages'
import './office.scss'

const stateOf = (c: Certificate) => c.revoked
  ? <StateTag meaning='refused' text={`已撤销：${c.revoked.why}`} />
  : <StateTag meaning='done' text='有效' />

const columns: Column<Certificate>[] = [
  { key: 'name', title: '姓名', grow: 2, cell: c => c.name },
  { key: 'state', title: '状态', grow: 2, bare: true, cell: stateOf },
  { key: 'course', title: '课程', grow: 3, cell: c => c.courseTitle },
  { key: 'unit', title: '单位', grow: 2, cell: c => c.unitName },
  { key: 'day', title: '学完', grow: 2, cell: c => `${shortDayWords(dayOf(c.completedAt), Date.now())} · ${hoursWords(c.tenths)}` },
  { key: 'number', title: '编号', grow: 3, cell: c => spacedNumber(c.number, ' ') },
]

const RevokeSheet = ({ c, onClose, onDone }: { c: Certificate; onClose: () => void; onDone: (words: string) => void }) => {
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const revoke = useAct(async () => {
    const done = await call('lessons', 'revoke', { number: c.number, why: why.trim() })
    onDone(`${c.name}的证书已在${whenWords(done.revoked!.at, Date.now())}撤销`)
  })
  const go = () => {
    setTried(true)
    if (why.trim()) void revoke.run()
  }
  return (
    <Sheet title='撤销这张证书？' onClose={onClose} foot={<Button id='revoke' kind='danger' wide text='撤销' busy={revoke.busy} onTap={go} />}>
      <View className='stack'>
        <ActTrouble error={revoke.error} />
        <View className='body'>{c.name} · {c.courseTitle}。撤销以后，任何人查这个编号都会看到“已撤销”。不能恢复，本人也不能再领这门课程的证书。</View>
        <TextField label='撤销原因' hint='只有工会和本人看得到。' max={200} value={why} error={tried && !why.trim() ? '请填写撤销原因' : undefined} onChange={setWhy} />
      </View>
    </Sheet>
  )
}

const List = ({ me }: { me: Me }) => {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<Certificate>()
  const [done, setDone] = useState<string>()
  const text = usePaused(typed)
  const pages = usePages(cursor => call('lessons', 'certificates', { text: text || undefined, cursor }), [me.personId, text])
  return (
    <Page wide title='证书'>
      <View className='stack'>
        {done ? <Notice meaning='done' title={done} /> : null}
        <SearchBox label='搜索姓名或编号' value={typed} onChange={setTyped} />
        <Card flush>
          <PagedList pages={pages} empty={<Empty icon='star' title={text ? `没有找到“${text}”` : '还没有证书'} text={text ? '请核对姓名或编号。' : '有人学完整门课程并领取证书后，会出现在这里。'} />}>
            {items => <Table label='证书' columns={columns} rows={items} keyOf={c => c.number} nameOf={c => `${c.name}，${c.courseTitle}`} acts={c => c.revoked ? null : <Button text='撤销' label={`撤销${c.name}的证书`} onTap={() => setAsked(c)} />} />}
          </PagedList>
        </Card>
        <View className='note'>证书发出后不能修改；发错了可以撤销，撤销会写明时间，编号仍可查验。</View>
      </View>
      {asked ? (
        <RevokeSheet
          c={asked} onClose={() => setAsked(undefined)}
          onDone={words => {
            setAsked(undefined)
            setDone(words)
            void pages.reload()
          }}
        />
      ) : null}
    </Page>
  )
}

/** Certificates that were issued, and taking one back 撤销. */
export default function CertificatesPage() {
  return <ForRoles wide title='证书' roles={['staff']}>{me => <List key={me.personId} me={me} />}</ForRoles>
}
