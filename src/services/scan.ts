import Taro from '@tarojs/taro'
import { toCallError } from './call'

/** What the camera reads; backing out of it is no failure and reads nothing. @throws CallError */
export const scanCode = () => new Promise<string>((resolve, reject) => {
  void Taro.scanCode({
    onlyFromCamera: true,
    success: ({ result }) => resolve(result),
    fail: ({ errMsg }) => errMsg.includes('cancel') ? resolve('') : reject(toCallError(new Error(errMsg))),
  })
})
