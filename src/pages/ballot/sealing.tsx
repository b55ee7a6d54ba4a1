import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Progress } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { ActTrouble } from '../../components/trouble'
import { HallCode } from './hall-code'
import { useSeal, type SealDesk } from './use-seal'

/** As many scrutineers sign at least. */
export const LEAST = 2

/** How often a scrutineer's page looks. */
export const EVERY_MS = 4000

export interface SealingProps {
  desk: SealDesk
  roundId: string
  /** 0: the papers that were drawn; 1: the box. */
  n: 0 | 1
  title: string
  secret: string
  onDone: () => void
}

/** Checks on this device what is to be signed, and signs it 签封. */
export const Sealing = ({ desk, roundId, n, title, secret, onDone }: SealingProps) => {
  const { ready, progress, check, seal } = useSeal(desk, roundId, n, secret, onDone)
  const { run } = check
  useEffect(() => { void run() }, [run])
  const { error } = check
  // The last batch of paper has been entered, and the count is not drawn up yet.
  const early = error?.code === 'NOT_YET'
  useEffect(() => {
    if (!early) return undefined
    const timer = setTimeout(() => void run(), EVERY_MS)
    return () => clearTimeout(timer)
  }, [early, error, run])
  return (
    <Card title={title}>
      <View className='stack'>
        {check.busy ? <Progress label='正在这部手机上逐条核对' done={progress?.done ?? 0} total={progress?.total ?? 0} /> : null}
        {early ? <Notice meaning='waiting' title='还没有可以签封的内容' text={error.message} /> : null}
        {error && !early ? <Notice meaning={error.kind === 'refusal' ? 'refused' : 'attention'} title={error.kind === 'refusal' ? '核对没有通过，不要签' : '没有核对成'} text={error.message} act={<Button icon='retry' text='重新核对' onTap={() => void run()} />} /> : null}
        <ActTrouble error={seal.error} />
        {ready ? (
          <>
            <Notice meaning='done' title='逐条核对无误' text={desk.asks[n]} />
            <View {...role('list')}>{ready.findings.map(f => <View key={f} className='body' {...role('listitem')}>{f}</View>)}</View>
            <HallCode round={ready.round} words={desk.words} />
            <Button id='seal' kind='main' wide text='签封' busy={seal.busy} busyText='正在签封…' onTap={() => void seal.run(ready)} />
          </>
        ) : null}
      </View>
    </Card>
  )
}
