import { View } from '@tarojs/components'
import { hallCode, type Round } from '../../../domain/ballot/manifest'
import './ballot-pages.scss'

/** 校验码: the same here and on the hall's screen = the same question, candidates, roll and keys. */
export const HallCode = ({ round }: { round: Round }) => (
  <View className='hall-code'>
    <View className='note'>校验码</View>
    <View className='hall-code-text' ariaLabel={`校验码 ${hallCode(round)}`}>{hallCode(round)}</View>
    <View className='note'>和会场大屏上的一样才投；不一样请不要投，告诉监票人。</View>
  </View>
)
