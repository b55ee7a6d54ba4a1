import { Refusal } from '../../domain/refusal'
import { command } from '../_kit/cloud'
import { sha256 } from '../_kit/secrets'
import type { Store } from '../_kit/store'

const HOUR = 3_600_000
const WRONG_TRIES_AN_HOUR = 10

const idOf = (openid: string, now: number) => `${sha256(openid).slice(0, 32)}:${Math.floor(now / HOUR)}`

/**
 * Counts one try of a WeChat account at a code before the code is looked at, so that guesses sent side by side count
 * too. Whoever succeeds gives the try back: one phone may bind many people in turn.
 */
export async function takeTry(platform: Store, openid: string, now: number): Promise<void> {
  const _id = idOf(openid, now)
  if (await platform.tries.add({ _id, tenantId: '', count: 1, until: now + HOUR })) return
  const counted = await platform.tries.changeOne({ _id, count: command.lt(WRONG_TRIES_AN_HOUR) }, { count: command.inc(1) })
  if (!counted) throw new Refusal('TOO_MANY_TRIES', '输错次数太多，请一小时后再试，或请本单位工会核对工号并重新发一个绑定码')
}

export const giveBackTry = (platform: Store, openid: string, now: number): Promise<number> =>
  platform.tries.change({ _id: idOf(openid, now), count: command.gt(0) }, { count: command.inc(-1) })
