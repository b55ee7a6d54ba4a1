import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

/** Asks again and again while the page is looked at, each time a while after the answer before; a page in the background rests. */
export const useEvery = (ms: number, work: () => Promise<unknown>, active = true): void => {
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  const latest = useRef(work)
  latest.current = work
  const running = active && shown
  useEffect(() => {
    if (!running) return undefined
    let stopped = false
    let timer: ReturnType<typeof setTimeout>
    const next = () => {
      timer = setTimeout(() => void latest.current().finally(() => { if (!stopped) next() }), ms)
    }
    next()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [running, ms])
}
