import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { untilWords } from '../../../domain/words-time'
import type { Person } from '../../../types/member'
import { Button } from '../../components/button'
import { grouped, spelled } from './code'
import './slip.scss'

export interface SlipProps {
  person: Pick<Person, 'name' | 'employeeNo'>
  unitCode: string
  code: string
  until: number
}

/** The slip 绑定单 as text, for a chat or a sheet of paper. */
const slipText = ({ person, unitCode, code, until }: SlipProps) => [
  `职代通绑定单：${person.name}`,
  '在微信里打开“职代通”小程序，进入“我的 → 绑定身份”，选“用工号和绑定码”，填写：',
  `单位代码 ${unitCode}`,
  `工号 ${person.employeeNo}`,
  `绑定码 ${grouped(code)}`,
  `${untilWords(until, Date.now())}。只能用一次，请勿转给别人。`,
].join('\n')

/** A one-time code, large, with everything that its owner has to type; can be copied and, in a browser, printed. */
export const Slip = (p: SlipProps) => (
  <View className='slip'>
    <View className='strong'>{p.person.name} 的绑定单</View>
    <View className='slip-code' ariaLabel={`绑定码 ${spelled(p.code)}`}>{grouped(p.code)}</View>
    <View className='note'>{untilWords(p.until, Date.now())}，只能用一次</View>
    <View className='body'>单位代码 {p.unitCode}，工号 {p.person.employeeNo}</View>
    <View className='note'>本人在微信“职代通”小程序的“我的 → 绑定身份 → 用工号和绑定码”里填写。</View>
    <View className='wrap slip-acts'>
      <Button id='copy' text='复制绑定单' onTap={() => void Taro.setClipboardData({ data: slipText(p) })} />
      {process.env.TARO_ENV === 'h5' ? <Button id='print' text='打印' label='打印绑定单' onTap={() => window.print()} /> : null}
    </View>
  </View>
)
