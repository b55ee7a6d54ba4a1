import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { DelegateRow } from '../../../types/motion'
import { Button } from '../../components/button'
import { ErrorState, Loading } from '../../components/feedback'
import { motionTitle } from '../../components/motion-row'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { Chooser } from './chooser'

const backToMotion = (id: string) => Taro.getCurrentPages().length > 1
  ? Taro.navigateBack()
  : Taro.redirectTo({ url: `/pages/motions/detail?id=${id}` })

/** Asks more delegates to co-sign a motion that was sent already. */
export default function Invite() {
  const { id = '' } = useRouter().params
  const [chosen, setChosen] = useState<DelegateRow[]>([])
  const { data, error, reload } = useLoad(() => call('motions', 'get', { id }), [id])
  const invite = useAct(async () => {
    await call('motions', 'invite', { id, invite: chosen.map(d => d.personId) })
    await backToMotion(id)
  })
  if (!data) return <Page title='邀请附议'>{error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={5} />}</Page>
  return (
    <Page
      title='邀请附议'
      bar={(
        <Button
          id='invite' kind='main' wide
          text={chosen.length > 0 ? `邀请 ${chosen.length} 位代表` : '请先选代表'}
          disabled={chosen.length === 0}
          busy={invite.busy}
          busyText='正在邀请…'
          onTap={() => void invite.run()}
        />
      )}
    >
      <View className='stack'>
        <View className='body'>请哪些代表附议“{motionTitle(data.motion.title)}”？</View>
        {invite.error ? <Notice meaning='attention' title='还没有邀请' text={invite.error.message} /> : null}
        <Chooser chosen={chosen} onChange={setChosen} asked={data.motion.cosigners.map(c => c.personId)} />
      </View>
    </Page>
  )
}
