import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { roleWords } from '../../../domain/words'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { editMotion } from '../../components/motion-row'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { bindPath } from '../../components/places'
import { SessionGate } from '../../components/session-gate'
import { TrialBanner } from '../../components/trial-banner'
import { hasRole, useMe, type Me } from '../../services/session'
import { MyMotions } from './my-motions'

const openAll = () => void Taro.navigateTo({ url: '/pages/motions/list' })

/** Why somebody who is no delegate cannot file, and whom to turn to. */
const NotDelegate = ({ me }: { me: Me }) => {
  if (me.state === 'visitor') {
    return (
      <Notice
        meaning='waiting'
        title='绑定身份后，这里是您的提案和附议'
        act={<Button text='绑定身份' onTap={() => void Taro.navigateTo({ url: bindPath })} />}
      />
    )
  }
  const roles = [...new Set(me.memberships.map(m => roleWords[m.role]))].join('、') || '职工'
  return (
    <Notice
      meaning='waiting'
      title='提案由职工代表提出和附议'
      text={`您现在的身份是${roles}。有想法可以告诉本选区的职工代表，请代表写成提案。`}
    />
  )
}

export default function Duty() {
  const { me } = useMe()
  const delegate = hasRole(me, 'delegate')
  return (
    <Page
      title='履职'
      tab
      bar={delegate ? <Button id='write' kind='main' icon='pen' wide text='写提案' onTap={() => editMotion()} /> : undefined}
    >
      <SessionGate>
        {who => (
          <View className='stack'>
            <TrialBanner me={who} now={Date.now()} />
            {delegate ? <MyMotions me={who} now={Date.now()} /> : <NotDelegate me={who} />}
            <Card flush>
              <ListRow
                text={hasRole(who, 'staff', 'handler', 'station') ? '全部提案' : '已提交的提案'}
                note={hasRole(who, 'staff', 'handler', 'station') ? '按状态、类别和案由查找' : '看看其他代表提了什么'}
                onTap={openAll}
              />
            </Card>
          </View>
        )}
      </SessionGate>
    </Page>
  )
}
