import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { InboxRow } from '../../components/inbox-row'
import { Page } from '../../components/page'
import { bindPath, placesFor, privacyPath, staffPlaces } from '../../components/places'
import { SessionGate } from '../../components/session-gate'
import { TrialBanner } from '../../components/trial-banner'
import { host } from '../../services/host'
import { openPage } from '../../services/open-page'
import { signOut, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { DemoPeople } from './demo-people'
import { Help } from './help'
import { TypeSize } from './type-size'
import { WhoIAm } from './who-i-am'

const go = (url: string) => void openPage(url)

/** In a browser one signs out of the session; on WeChat the phone itself is the session. */
const WebSession = () => {
  const leave = useAct(signOut)
  return <Button wide text='退出网页登录' busy={leave.busy} busyText='正在退出…' onTap={() => void leave.run()} />
}

const StaffPlaces = ({ me }: { me: Me }) => {
  const places = placesFor(staffPlaces, me.memberships.map(m => m.role))
  return places.length === 0 ? null : (
    <Card title='工会工作' flush>
      {places.map(p => <ListRow key={p.path} text={p.text} note={p.note} onTap={() => go(p.path)} />)}
    </Card>
  )
}

export default function Mine() {
  const [help, setHelp] = useState(false)
  return (
    <Page title='我的' tab>
      <SessionGate>
        {me => (
          <View className='stack'>
            <TrialBanner me={me} now={Date.now()} />
            <WhoIAm me={me} onBind={() => go(bindPath)} />
            <StaffPlaces me={me} />
            {me.state === 'visitor' ? null : <Card flush><InboxRow /></Card>}
            <TypeSize />
            <Card flush>
              <ListRow text='隐私和我的数据' note='看保存了什么，导出，申请删除' onTap={() => go(privacyPath)} />
              <ListRow text='帮助' onTap={() => setHelp(true)} />
            </Card>
            {WITH_DEMO && host.demo ? <DemoPeople demo={host.demo} /> : null}
            {host.web?.signedIn() ? <WebSession /> : null}
          </View>
        )}
      </SessionGate>
      {help ? <Help onClose={() => setHelp(false)} /> : null}
    </Page>
  )
}
