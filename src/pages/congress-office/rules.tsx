import { View } from '@tarojs/components'
import { useState } from 'react'
import { enterpriseKindWords, jurisdictionWords } from '../../../domain/congress/words'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import { Card, ListRow } from '../../components/card'
import { ForRoles } from '../../components/for-roles'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { RulesForm } from './rules-form'
import './office.scss'

type Held = Output<'congress', 'rulesGet'>

const Versions = ({ held }: { held: Held }) => held.versions.length === 0 ? null : (
  <Card title='以前的各版' flush>
    {[...held.versions].reverse().map(v => (
      <ListRow
        key={v.version} text={`第 ${v.version} 版：${jurisdictionWords[v.jurisdiction]}，${enterpriseKindWords[v.kind]}`}
        note={`${v.by} · ${whenWords(v.at, Date.now())}`}
      />
    ))}
  </Card>
)

const Rules = () => {
  const [done, setDone] = useState<string>()
  const loaded = useLoad(() => call('congress', 'rulesGet', {}), [])
  return (
    <LoadedView loaded={loaded} rows={6}>
      {held => (
        <View className='stack'>
          {done ? <Notice meaning='done' title={done} /> : null}
          <RulesForm key={held.rev} held={held} onSaved={words => { setDone(words); void loaded.reload() }} />
          <Versions held={held} />
        </View>
      )}
    </LoadedView>
  )
}

/** Whose law holds, every number of it with its article, and what the enterprise set for itself. A session keeps the rules it opened with. */
export default function RulesPage() {
  return <ForRoles wide title='会议规则' roles={['staff']}>{() => <Page wide title='会议规则'><Rules /></Page>}</ForRoles>
}
