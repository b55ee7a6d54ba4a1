import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { toCallError } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useAct } from '../../services/use-act'
import { ActTrouble } from '../../components/trouble'

const CONFIRM = 'pages/members/confirm?'

/** WeChat reads its own codes and says which page they open; backing out of the camera is no failure. */
const scan = () => new Promise<string>((resolve, reject) => {
  void Taro.scanCode({
    success: ({ path }) => resolve(path ?? ''),
    fail: ({ errMsg }) => errMsg.includes('cancel') ? resolve('') : reject(toCallError(new Error(errMsg))),
  })
})

export const ScanFromPhone = () => {
  const look = useAct(async () => {
    const path = await scan()
    if (path.startsWith(CONFIRM)) await openPage(`/${path}`)
  })
  return (
    <Card title='在电脑上使用职代通'>
      <View className='stack'>
        <View className='body'>在电脑浏览器里打开职代通网页版，屏幕上会出现一个登录码。用下面的按钮扫它，再点“确认登录”。</View>
        <ActTrouble error={look.error} />
        <Button id='scan' kind='main' wide text='扫登录码' onTap={() => void look.run()} />
      </View>
    </Card>
  )
}
