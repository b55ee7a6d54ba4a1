import { View } from '@tarojs/components'
import { useState } from 'react'
import { shortDayWords, whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { Session } from '../../../types/congress-session'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { Confirm } from '../../components/sheet'
import { StateTag } from '../../components/state-tag'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'

export interface ResolutionCardProps {
  session: Session
  /** The presidium signs. */
  maySign: boolean
  now: number
  onSigned: (view: Output<'congress', 'session'>) => void
}

/** The resolution 决议, as it was drawn from the votes, with its signatures. */
export const ResolutionCard = ({ session, maySign, now, onSigned }: ResolutionCardProps) => {
  const [asking, setAsking] = useState(false)
  const [key, setKey] = useState<string>()
  const sign = useAct(async () => {
    const mine = key ?? await newId()
    setKey(mine)
    onSigned(await call('congress', 'act', { act: 'sign', id: session._id, key: mine }))
    setAsking(false)
  })
  const { resolution, publicity } = session
  if (!resolution) return null
  return (
    <Card title='决议' aside={<StateTag text={resolution.publishedAt ? '已公布' : '等待签署'} meaning={resolution.publishedAt ? 'done' : 'waiting'} />}>
      <View className='stack'>
        <View className='body written'>{resolution.text}</View>
        {resolution.signatures.length > 0 ? <Fact name='签署' value={resolution.signatures.map(s => s.name).join('、')} /> : null}
        {resolution.publishedAt ? <Fact name='公布' value={`${whenWords(resolution.publishedAt, now)}${publicity ? ` · ${publicity.where}，公示到 ${shortDayWords(publicity.to, now)}` : ''}`} /> : null}
        <ActTrouble error={sign.error} />
        {maySign ? <Button id='sign' wide icon='pen' text='签署决议' onTap={() => setAsking(true)} /> : null}
      </View>
      {asking ? <Confirm title='签署这份决议？' text='签署以后不能撤回，您的姓名会随决议公布。' yes='签署' busy={sign.busy} onYes={() => void sign.run()} onNo={() => setAsking(false)} /> : null}
    </Card>
  )
}
