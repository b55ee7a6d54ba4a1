import './old-phones'
import { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { followNetwork } from './services/online'
import { hurryOutbox, startOutbox } from './services/outbox'
import { startQuiet } from './services/quiet'
import { refreshMe, startSession } from './services/session'
import { startSubscribe } from './services/subscribe'
import { hurryTaps } from './services/subscribe-out'
import { hurryAnswers, startAnswers } from './services/survey-out'
import { refreshTextSize } from './services/text-size'
import { hurryWatched, startWatched } from './services/watch-out'
import './styles/app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    startOutbox()
    startQuiet(() => void refreshMe())
    startSession()
    startAnswers()
    startWatched()
    startSubscribe()
    followNetwork(() => {
      hurryOutbox()
      hurryAnswers()
      hurryWatched()
      hurryTaps()
      void refreshMe()
    })
  })
  useDidShow(() => {
    refreshTextSize()
    void refreshMe()
  })
  return children
}
