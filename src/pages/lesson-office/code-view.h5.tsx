import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Tap } from '../../components/tap'
import { useFullScreen } from '../../services/use-full-screen.h5'
import { CodeFrame, useCode } from './code-frame'
import './office.scss'

const back = (id: string) => Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.redirectTo({ url: `/pages/lesson-office/training?id=${id}` })

/** Nothing else on the projector: readable from the last row, follows by itself. */
export const CodeView = ({ id }: { id: string }) => {
  const loaded = useCode(id)
  const full = useFullScreen()
  return (
    <View className='page code-screen'>
      {full ? null : (
        <View className='code-top wrap'>
          <Tap className='code-tap' onTap={() => void back(id)}>返回</Tap>
          <Tap className='code-tap' onTap={() => void document.documentElement.requestFullscreen()}>全屏</Tap>
        </View>
      )}
      <CodeFrame loaded={loaded} />
    </View>
  )
}
