import { Refusal } from '../../domain/refusal'
import { dayOf } from '../../domain/calendar'
import { membershipsOn } from '../../domain/membership'
import type { PlatformCall } from '../_kit/serve'
import { openStore, type Store } from '../_kit/store'
import { isBound } from './bind'

type ReachCall = Pick<PlatformCall<unknown>, 'app' | 'platform' | 'me' | 'store' | 'now'>

const outOfReach = () => new Refusal('NOT_FOUND', '找不到这个单位，或您无权管理')

/**
 * The store of a tenant where the caller may set people up: the own one; or one below (staff of a
 * federation or a guidance station), until somebody of its own union office has bound a WeChat account and takes over.
 */
export async function actingStore({ app, platform, me, store, now }: ReachCall, tenantId: string): Promise<Store> {
  if (tenantId === me.tenantId) {
    if (me.has('staff') || me.has('station')) return store
    throw outOfReach()
  }
  const tenant = await platform.units.get(tenantId)
  if (!tenant || tenant.tenantId !== tenantId || !tenant.path.includes(me.tenantId) || me.person?.trialUntil !== null) throw outOfReach()
  const staff = await platform.people.find({ tenantId, 'memberships.role': 'staff', live: true })
  const ownOffice = staff.some(p => isBound(p) && membershipsOn(p.memberships, dayOf(now)).some(m => m.role === 'staff'))
  if (ownOffice) throw new Refusal('NOT_ALLOWED', '该单位已有自己的工会工作人员，请由他们办理')
  return openStore(app, { tenantId })
}
