import { logFault } from './log'
import type { TimerCall } from './serve-timer'

/** What is wrong with one record must not keep a timer from all the others: it is logged as a fault and left; the answer is undefined. */
export async function attempt<T>(area: string, { requestId }: Pick<TimerCall, 'requestId'>, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    logFault({ area, action: 'timer', requestId, error })
    return undefined
  }
}
