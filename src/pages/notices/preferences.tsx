import { View } from '@tarojs/components'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { Reminders } from './reminders'
import { useWishes } from './use-wishes'
import { Wishes } from './wishes'
import './notices.scss'

const TITLE = '通知设置'

const Preferences = () => {
  const loaded = useLoad(() => call('notices', 'preferences', {}), [])
  const { shown, said, choose, send } = useWishes(loaded.put)
  return (
    <Page title={TITLE}>
      <LoadedView loaded={loaded} rows={5}>
        {({ items }) => (
          <>
            <View className='body'>点一下就存好，不用另外保存。不想看的类别可以不放进“通知”。开会和投票必须通知到您，要您确认“已知悉”的也一样，“通知”里一定会有。</View>
            <Wishes items={shown(items)} said={said} onChoose={choose} onRetry={() => void send()} />
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
