import { Image, View } from '@tarojs/components'
import type { Attendance } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { CountBar } from '../../components/count-bar'
import type { Shown } from './screen-view.h5'

/** The code that changes by itself; whoever scans it is checked in. */
export const CheckInCode = ({ code, large }: { code: NonNullable<Shown['code']>; large?: boolean }) => (
  <View className={large ? 'screen-code screen-code-large' : 'screen-code'}>
    <View className='screen-code-paper'><Image className='screen-code-image' src={code.image} ariaLabel='签到码' /></View>
    <View className='screen-code-words'>{large ? '打开职代通，点“签到”，扫这个码' : '扫码签到'}</View>
  </View>
)

const quorumWords = (a: Attendance): string => a.quorate ? '已达到法定人数' : `还差 ${a.needed - a.present} 人到会`

/** More than these are set smaller, and beside the code left out. */
const FEW = 5
/** The code stands below these without being cut. */
const FEW_ABOVE_CODE = 2

/** In two columns the word that all names end in is left out, so that none is broken. */
const Delegations = ({ rows, few }: { rows: Attendance['delegations']; few: number }) => (
  <View className={rows.length > few ? 'screen-delegations screen-many' : 'screen-delegations'} {...role('list')} ariaLabel='各代表团'>
    {rows.map(d => (
      <View key={d.name} className='screen-delegation' {...role('listitem')}>
        <View className='screen-delegation-name'>{rows.length > few ? d.name.replace(/代表团$/, '') : d.name}</View>
        <View className='screen-delegation-count'>{d.present}/{d.roll}</View>
      </View>
    ))}
  </View>
)

/** Attendance as one large figure and a bar against the quorum 法定人数. */
export const AttendanceSide = ({ shown }: { shown: Shown }) => {
  const { attendance: a, code } = shown
  const small = code && (shown.round ?? shown.matter)
  return (
    <View className='screen-side'>
      <View className='screen-figure' {...role('status')} ariaLabel={`实到 ${a.present} 人，应到 ${a.roll} 人，${quorumWords(a)}`}>
        <View className='screen-present'>{a.present}</View>
        <View className='screen-of'>实到，应到 {a.roll} 人</View>
      </View>
      <CountBar
        bare unit='人' total={a.roll} mark={{ at: a.needed, text: `法定人数 ${a.needed} 人` }}
        parts={[{ text: '实到', count: a.present, filling: 'full' }, { text: '未到', count: Math.max(0, a.roll - a.present), filling: 'empty' }]}
      />
      <View className='screen-needed'>法定人数 {a.needed} 人{a.observers > 0 ? `，列席 ${a.observers} 人` : ''}</View>
      <View className={a.quorate ? 'screen-quorum' : 'screen-quorum screen-short'}>{quorumWords(a)}</View>
      {small && a.delegations.length > FEW ? null : <Delegations rows={a.delegations} few={small ? FEW_ABOVE_CODE : FEW} />}
      {small ? <CheckInCode code={code} /> : null}
    </View>
  )
}
