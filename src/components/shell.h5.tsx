import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { openPage } from '../services/open-page'
import { useMe } from '../services/session'
import { unreadWords, useUnread } from '../services/unread'
import { role } from './aria'
import { Icon } from './icon'
import { inboxPlace, placesFor, staffPlaces, tabs, type Place } from './places'
import type { ShellProps } from './shell'
import { Tap } from './tap'

/** Back where one came from; opened by its address, a page leads home. */
const goBack = () => Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.switchTab({ url: '/pages/home/index' })

export const TitleBar = ({ title, tab, onBack }: ShellProps) => (
  <View className='title-bar page-top' {...role('banner')}>
    {tab ? null : <Tap className='title-bar-back' label='返回' onTap={onBack ?? goBack}><Icon name='back' /></Tap>}
    <View className='title-bar-text' {...role('heading')}>{title}</View>
  </View>
)

const open = (place: Place, asTab: boolean) => asTab ? Taro.switchTab({ url: place.path }) : openPage(place.path)

const SideOne = ({ place, here, asTab, count = 0 }: { place: Place; here: boolean; asTab: boolean; count?: number }) => (
  <Tap role='link' className={`side-one ${here ? 'side-here' : ''}`} selected={here} label={count > 0 ? `${place.text}，${unreadWords(count)} 条未读` : undefined} onTap={() => { if (!here) void open(place, asTab) }}>
    {place.text}
    {count > 0 ? <View className='side-count'>{unreadWords(count)}</View> : null}
  </Tap>
)

/** The way around on a wide screen. */
export const SideNav = () => {
  const { me } = useMe()
  const { unread } = useUnread()
  const path = useRouter().path.split('?')[0]
  const staff = placesFor(staffPlaces, me?.memberships.map(m => m.role) ?? [])
  return (
    <View className='side' {...role('navigation')} ariaLabel='导航'>
      <View className='side-name'>职代通</View>
      <View className='side-unit'>{me?.tenantName}</View>
      {tabs.map(p => <SideOne key={p.path} place={p} here={path === p.path} asTab />)}
      {me && me.state !== 'visitor' ? <SideOne place={inboxPlace} here={path === inboxPlace.path} asTab={false} count={unread} /> : null}
      {staff.length > 0 ? <View className='side-group'>工会工作</View> : null}
      {staff.map(p => <SideOne key={p.path} place={p} here={path === p.path} asTab={false} />)}
    </View>
  )
}
