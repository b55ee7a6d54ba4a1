import { useEffect, useState } from 'react'

const PAUSE_MS = 400

/** What was typed, once the typing has paused: a list is not asked anew for every letter. */
export const useSettled = (typed: string): string => {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return settled.trim()
}
