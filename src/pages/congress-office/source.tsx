import { View } from '@tarojs/components'
import { StateTag } from '../../components/state-tag'
import './office.scss'

/** The article that a number stands in, and a mark when nobody has read it in the law's own text. */
export const Source = ({ article, verified }: { article: string; verified: boolean }) => (
  <View className='source'>
    <View className='note'>{article}</View>
    {verified ? null : <StateTag text='未核实' meaning='attention' />}
  </View>
)
