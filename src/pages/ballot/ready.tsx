import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { Button } from '../../components/button'
import { Loading } from '../../components/feedback'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { readKey, saveKey } from '../../services/credentials'
import { personKey, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { newKey } from './keys'

const TITLE = '登记手机'

const back = (id: string) => void (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.redirectTo({ url: `/pages/congress/hall?id=${id}` }))

const Ready = ({ me, id }: { me: Me; id: string }) => {
  const person = personKey(me)
  const act = useAct(async () => {
    const key = readKey(person, id) ?? await newKey()
    // Written down before it is told: a lost answer must not leave the roll with a key that nobody has.
    saveKey(person, id, key)
    await call('congress', 'deviceKey', { id, pub: key.pub })
    saveKey(person, id, { ...key, registered: true })
    back(id)
  })
  const { run } = act
  useEffect(() => { void run() }, [run])
  return (
    <Page title={TITLE}>
      <View className='stack'>
        <View className='body'>正在登记这部手机，无记名投票时用它领票。一会儿自动回到会场。</View>
        {act.error ? (
          <>
            <ActTrouble error={act.error} />
            <View className='wrap'>
              <Button kind='main' icon='retry' text='再试一次' busy={act.busy} onTap={() => void run()} />
              <Button text='先进会场' onTap={() => back(id)} />
            </View>
          </>
        ) : <Loading rows={2} label='正在登记' />}
      </View>
    </Page>
  )
}

/** Registers the phone that checked in: with its key it draws papers in every secret ballot of the session. */
export default function ReadyPage() {
  const { session = '' } = useRouter().params
  return <SessionGate>{me => <Ready key={`${session}${me.personId ?? ''}`} me={me} id={session} />}</SessionGate>
}
