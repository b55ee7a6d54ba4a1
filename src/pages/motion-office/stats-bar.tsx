import { View } from '@tarojs/components'
import { measureWords, rateWords } from '../../../domain/motion-words'
import { percentWords } from '../../../domain/percent'
import type { Share, StatsRow } from '../../../types/motion-stats'
import { Button } from '../../components/button'
import { role } from '../../components/aria'
import { ShareBar } from '../../components/share-bar'
import { openCounted } from './open-counted'
import './office.scss'

export interface ShareLineProps {
  row: StatsRow
  share: Share
  tenant?: string
  /** The five rates under each other are named by the rate; one rate by department is named by the department. */
  name: string
  large?: boolean
}

/** One rate with both its numbers, each of which opens the very motions that it counts. */
export const ShareLine = ({ row, share, tenant, name, large }: ShareLineProps) => {
  const number = (measure: Share['partOf'], n: number) => (
    <Button
      text={`${measureWords[measure]} ${n} 件`} disabled={n === 0}
      label={`${name}：${measureWords[measure]} ${n} 件，看是哪些`}
      onTap={() => openCounted({ row, measure, tenant, title: `${row.by === 'all' ? '' : `${row.name} · `}${measureWords[measure]}` })}
    />
  )
  return (
    <View className='share' {...role('listitem')} ariaLabel={`${name} ${percentWords(share.part, share.whole)}，${rateWords[share.rate]}是${measureWords[share.partOf]} ${share.part} 件除以${measureWords[share.wholeOf]} ${share.whole} 件`}>
      <View className='share-head'>
        <View className='body strong'>{name}</View>
        <View className={large ? 'figure' : 'heading'}>{percentWords(share.part, share.whole)}</View>
      </View>
      <ShareBar part={share.part} whole={share.whole} />
      <View className='wrap'>
        {number(share.partOf, share.part)}
        {number(share.wholeOf, share.whole)}
      </View>
    </View>
  )
}
