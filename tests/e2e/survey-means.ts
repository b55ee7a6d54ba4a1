import tcb from '@cloudbase/node-sdk'
import type { Means } from '../surveys-arranged'
import type { Stage } from './browser'

/** What surveys are arranged by, on the stage's cloud. */
export const meansOf = (stage: Stage): Means => ({
  db: tcb.init({ env: 'e2e' }).database(),
  count: () => stage.cloud.call('surveys-timer', {}, {}),
  call: async (openid, action, input) => (await stage.cloud.call('surveys', { action, input }, { openid })).result as never,
})
