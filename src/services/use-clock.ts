import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'

/** The time now, anew every `everyMs` while the page is shown. */
export const useClock = (everyMs: number): number => {
  const [now, setNow] = useState(Date.now)
  const shown = useShown()
  useEffect(() => {
    if (!shown) return undefined
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, shown])
  return now
}

/** False while another page, another app or another tab of the browser lies on top. */
export const useShown = (): boolean => {
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  // In a browser the two above speak of pages only.
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return undefined
    const look = () => setShown(!document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return shown
}
