type Work = (...args: unknown[]) => void

/** The app's own timers, so that killing the app kills them too. */
export const createTimers = () => {
  const running = new Set<NodeJS.Timeout>()
  let ended = false
  const stop = (timer?: NodeJS.Timeout) => {
    if (!timer) return
    running.delete(timer)
    clearTimeout(timer)
  }
  const start = (make: typeof setTimeout | typeof setInterval, repeats: boolean) => (work: Work, ms?: number, ...args: unknown[]) => {
    if (ended) return undefined
    const timer = make(() => {
      if (!repeats) running.delete(timer)
      work(...args)
    }, ms) as NodeJS.Timeout
    running.add(timer)
    return timer
  }
  return {
    api: { setTimeout: start(setTimeout, false), setInterval: start(setInterval, true), clearTimeout: stop, clearInterval: stop },
    end() {
      ended = true
      for (const timer of running) stop(timer)
    },
  }
}
