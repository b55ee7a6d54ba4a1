import Taro from '@tarojs/taro'

/** Back to the motion that the act belongs to. */
export const leaveAct = (id: string) => Taro.getCurrentPages().length > 1
  ? Taro.navigateBack()
  : Taro.redirectTo({ url: `/pages/motions/detail?id=${id}` })
