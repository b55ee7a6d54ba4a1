import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useOnline } from '../services/online'
import { useTextSize } from '../services/text-size'
import { role } from './aria'
import { OfflineBar } from './feedback'
import { SideNav, TitleBar } from './shell'
import { TabBadge } from './tab-badge'
import './page.scss'

export interface PageProps {
  /** The title bar's words in a browser; on WeChat the page's config holds the same words. */
  title: string
  children: ReactNode
  /** At most two wide Buttons, the quieter first: they stay at the bottom within the thumb's reach. */
  bar?: ReactNode
  /** One of the tab pages. */
  tab?: boolean
  /** For tables: as wide as the desktop allows. */
  wide?: boolean
  /** Instead of simply going back; browser only. */
  onBack?: () => void
}

/** What every page stands in: type size, colours, title, offline line, main act. */
export const Page = ({ title, children, bar, tab = false, wide, onBack }: PageProps) => {
  const { size } = useTextSize()
  const online = useOnline()
  return (
    <View className={`page page-sided s${Math.round(size * 100)} ${wide ? 'page-wide' : ''}`}>
      <SideNav />
      <TitleBar title={title} tab={tab} onBack={onBack} />
      {tab ? <TabBadge /> : null}
      {online ? null : <OfflineBar />}
      <View className='page-main' {...role('main')}>{children}</View>
      {bar ? <View className='page-bar'><View className='page-bar-in'>{bar}</View></View> : null}
    </View>
  )
}
