import { View } from '@tarojs/components'
import { useState } from 'react'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import { Card, ListRow } from '../../components/card'
import { ForRoles } from '../../components/for-roles'
import { Tabs } from '../../components/filters'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { HolidaysForm } from './holidays-form'
import { RulesForm } from './rules-form'

type Held = Output<'motions', 'rulesGet'>
type Which = 'rules' | 'holidays'

const Versions = ({ held }: { held: Held }) => held.versions.length === 0 ? null : (
  <Card title='以前的规则' flush>
    {[...held.versions].reverse().map(v => (
      <ListRow
        key={v.version} text={`第 ${v.version} 版：附议 ${v.needed} 人，答复 ${v.replyDays} 天，延期 ${v.extensionDays} 天`}
        note={`${v.by} · ${whenWords(v.at, Date.now())}`}
      />
    ))}
  </Card>
)

const Rules = () => {
  const [which, setWhich] = useState<Which>('rules')
  const [done, setDone] = useState<string>()
  const loaded = useLoad(() => call('motions', 'rulesGet', {}), [])
  // A saved version is another form: it starts from what was saved.
  const saved = (words: string) => {
    setDone(words)
    void loaded.reload()
  }
  return (
    <LoadedView loaded={loaded} rows={6}>
      {held => (
        <View className='stack'>
          <Tabs label='规则' options={[{ value: 'rules', text: '提案规则' }, { value: 'holidays', text: '节假日' }]} value={which} onChange={w => { setDone(undefined); setWhich(w) }} />
          {done ? <Notice meaning='done' title={done} /> : null}
          {which === 'rules'
            ? <><RulesForm key={held.rev} held={held} onSaved={saved} /><Versions held={held} /></>
            : <HolidaysForm key={held.rev} held={held} onSaved={saved} />}
        </View>
      )}
    </LoadedView>
  )
}

/** What the enterprise decides about its motions: a new version each time; motions already filed keep theirs. */
export default function RulesPage() {
  return <ForRoles title='提案规则' roles={['staff']}>{() => <Page title='提案规则'><Rules /></Page>}</ForRoles>
}
