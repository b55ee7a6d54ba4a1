import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Empty, ErrorState, Loading } from '../../components/feedback'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { newId } from '../../services/new-id'
import { hasRole, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { Opener } from './opener'

const NotForYou = () => (
  <Page title='写提案'>
    <Empty
      icon='attention'
      title='提案由职工代表提出'
      text='您现在不是职工代表。有想法可以告诉本选区的代表，请代表写成提案。'
      act={<Button text='回首页' onTap={() => void Taro.switchTab({ url: '/pages/home/index' })} />}
    />
  </Page>
)

/** A new motion gets its id from the phone at once, so that saving and sending it twice is saving and sending it once. */
const Fresh = ({ me }: { me: Me }) => {
  const [made] = useState(newId)
  const { data: id, error, reload } = useLoad(() => made, [])
  if (id) return <Opener me={me} id={id} fresh />
  return <Page title='写提案'>{error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading />}</Page>
}

export default function Edit() {
  const { id } = useRouter().params
  return (
    <SessionGate>
      {me => !hasRole(me, 'delegate') ? <NotForYou /> : id ? <Opener key={id} me={me} id={id} fresh={false} /> : <Fresh me={me} />}
    </SessionGate>
  )
}
