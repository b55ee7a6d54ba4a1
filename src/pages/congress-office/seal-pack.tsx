import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Confirm } from '../../components/sheet'
import { TakePaper } from '../../components/take-paper'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { isOffice, type PartProps } from './session-part'

/** Seals the archive pack of a session that is over, and hands it out: whoever asks again gets the very same file. */
export const SealPack = ({ me, view: { session }, reload }: PartProps) => {
  const [asking, setAsking] = useState(false)
  const seal = useAct(async () => {
    try {
      await call('papers', 'sessionPack', { id: session._id })
      await reload()
    } finally {
      setAsking(false)
    }
  })
  if (!isOffice(me)) return null
  if (session.archive) return <TakePaper id='take-pack' text='下载会议档案（.zip）' ask={() => call('papers', 'sessionPack', { id: session._id })} />
  if (session.stage !== 'closed') return <View className='note'>闭会以后才能封存。</View>
  return (
    <View className='stack-tight'>
      <ActTrouble error={seal.error} />
      <View><Button id='seal' kind='main' text='封存会议档案' busy={seal.busy} busyText='正在装订…' onTap={() => setAsking(true)} /></View>
      {asking ? (
        <Confirm
          title='现在封存会议档案？' text='档案记下到此为止的全部经过。封存以后再办别的事（例如补登记报送），要重新封存。' yes='封存' busy={seal.busy}
          onYes={() => void seal.run()} onNo={() => setAsking(false)}
        />
      ) : null}
    </View>
  )
}
