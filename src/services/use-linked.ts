import { useEffect, useRef } from 'react'

/** A link that was opened is the act itself: done once, whatever comes of it. */
export const useLinked = (given: string, act: (given: string) => unknown): void => {
  const linked = useRef(given)
  useEffect(() => {
    const once = linked.current
    linked.current = ''
    if (once) act(once)
  }, [act])
}
