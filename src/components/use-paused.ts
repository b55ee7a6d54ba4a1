import { useEffect, useState } from 'react'

const PAUSE_MS = 350

/** What was typed into a search box, once the person pauses. */
export const usePaused = (typed: string): string => {
  const [paused, setPaused] = useState(typed.trim())
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return paused
}
