import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Preference } from '../../../types/notice'
import { Button } from '../../components/button'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { Reminders } from './reminders'
import { Wishes } from './wishes'
import './notices.scss'

const TITLE = '通知设置'

const Preferences = () => {
  const loaded = useLoad(() => call('notices', 'preferences', {}), [])
  const [changed, setChanged] = useState<Preference[]>()
  const [saved, setSaved] = useState(false)
  const save = useAct(async (items: readonly Preference[]) => {
    loaded.put(await call('notices', 'savePreferences', { items: items.map(({ kind, inbox, message }) => ({ kind, inbox, message })) }))
    setChanged(undefined)
    setSaved(true)
  })
  return (
    <Page title={TITLE} bar={changed ? <Button id='save' kind='main' wide text='保存' busy={save.busy} busyText='正在保存…' onTap={() => void save.run(changed)} /> : undefined}>
      <LoadedView loaded={loaded} rows={5}>
        {({ items }) => (
          <>
            <ActTrouble error={save.error} />
            {saved && !changed ? <Notice meaning='done' title='已保存' /> : null}
            <View className='body'>不想看的类别可以不放进“通知”。开会和投票必须通知到您，要您确认“已知悉”的也一样，“通知”里一定会有。</View>
            <Wishes items={changed ?? items} onChange={setChanged} />
            <Reminders />
          </>
        )}
      </LoadedView>
    </Page>
  )
}

/** What one wants to be told of, and how. */
export default function PreferencesPage() {
  return <SessionGate>{me => <Preferences key={me.personId} />}</SessionGate>
}
