import { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { followNetwork } from './services/online'
import { refreshMe, startSession } from './services/session'
import { refreshTextSize } from './services/text-size'
import './styles/app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    startSession()
    followNetwork(() => void refreshMe())
  })
  useDidShow(() => {
    refreshTextSize()
    void refreshMe()
  })
  return children
}
