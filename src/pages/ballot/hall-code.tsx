import { View } from '@tarojs/components'
import { hallCode, type Round } from '../../../domain/ballot/manifest'
import type { Wording } from './wording'
import './ballot-pages.scss'

/** 校验码: the same here and on the hall's screen, or on another phone = the same question, candidates, roll and keys. */
export const HallCode = ({ round, words }: { round: Round; words: Wording }) => (
  <View className='hall-code'>
    <View className='note'>校验码</View>
    <View className='hall-code-text' ariaLabel={`校验码 ${hallCode(round)}`}>{hallCode(round)}</View>
    <View className='note'>{words.compare}</View>
  </View>
)
