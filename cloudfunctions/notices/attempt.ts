import { logFault } from '../_kit/log'

/** What is wrong with one notice, or with one area's log, must not keep all others waiting: it is logged as a fault and left. */
export async function attempt<T>(requestId: string, otherwise: T, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    logFault({ area: 'notices', action: 'timer', requestId, error })
    return otherwise
  }
}
