import { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { personKey, useMe } from '../services/session'
import { refreshUnread, showBadge, useUnread } from '../services/unread'

/** Keeps the number of unread notices 通知 on its tab; part of every tab page. */
export const TabBadge = () => {
  const counts = useUnread()
  const { me } = useMe()
  const person = personKey(me)
  useDidShow(() => {
    showBadge()
    void refreshUnread()
  })
  useEffect(() => void refreshUnread(), [person])
  useEffect(() => showBadge(counts), [counts])
  return null
}
