import { View } from '@tarojs/components'
import { Card } from '../../components/card'
import { InboxRow } from '../../components/inbox-row'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { TrialBanner } from '../../components/trial-banner'
import { Greeting } from './greeting'
import { Visitor } from './visitor'
import { Waiting } from './waiting'

export default function Home() {
  const now = Date.now()
  return (
    <Page title='首页' tab>
      <SessionGate>
        {me => me.state === 'visitor' ? <Visitor me={me} now={now} /> : (
          <View className='stack-loose'>
            <TrialBanner me={me} now={now} />
            <Greeting me={me} />
            <Card flush><InboxRow /></Card>
            <Waiting me={me} now={now} />
          </View>
        )}
      </SessionGate>
    </Page>
  )
}
