import { hostContext, openCloud, type CloudApp } from './cloud'
import { logAct, logFault } from './log'
import { openStore, type Store } from './store'

export interface TimerCall {
  platform: Store
  now: number
  app: CloudApp
  requestId: string
}

/** A timer's entry: idempotent, harmless whoever calls it, and it says only how much it did. */
export const serveTimer = (area: string, work: (call: TimerCall) => Promise<Record<string, number>>) =>
  async (_event: unknown, context: unknown): Promise<Record<string, number>> => {
    const { requestId } = hostContext(context)
    const app = openCloud(requestId)
    const now = Date.now()
    try {
      const done = await work({ platform: openStore(app, { tenantId: null }), now, app, requestId })
      logAct({ area, action: 'timer', requestId, outcome: 'ok', ms: Date.now() - now })
      return done
    } catch (error) {
      logFault({ area, action: 'timer', requestId, error })
      throw error
    }
  }
