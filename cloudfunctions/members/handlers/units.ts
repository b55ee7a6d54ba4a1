import { dayOf } from '../../../domain/calendar'
import { Refusal, notFound, stale } from '../../../domain/refusal'
import { isTenant, mayStandUnder, unitKindNames } from '../../../domain/roster-unit'
import type { members } from '../../../types/member'
import { command } from '../../_kit/cloud'
import type { UnitDoc } from '../../_kit/documents'
import { asTyped, spokenCode } from '../../_kit/secrets'
import type { Handlers, PlatformCall } from '../../_kit/serve'
import type { Store } from '../../_kit/store'
import { allUnits } from '../units-of'

type Units = Pick<Handlers<typeof members>, 'units' | 'addUnit' | 'changeUnit' | 'closeUnit'>

/** The unit if the caller may manage it: any of the own tenant; of those below, the tenants themselves. */
async function managed({ platform, me }: PlatformCall<unknown>, id: string): Promise<UnitDoc> {
  const unit = await platform.units.get(id)
  const own = unit?.tenantId === me.tenantId
  const below = unit && unit.tenantId === unit._id && unit.path.includes(me.tenantId) && me.person?.trialUntil === null
  if (!unit || !(own || below)) throw notFound('个单位')
  return unit
}

async function codeIsTaken(platform: Store, code: string, id: string) {
  return (await platform.units.find({ code }, { limit: 2 })).some(u => u._id !== id)
}

export const units: Units = {
  /** The tenant's own units; for those who supervise, also the tenants below it. */
  units: {
    allow: 'anyone',
    reach: 'platform',
    trips: 3,
    async run({ me, store, platform }) {
      const own = await allUnits(store, {})
      if (!me.has('staff') && !me.has('station')) return { units: own }
      const top = own.find(u => u._id === u.tenantId)
      if (!top || top.kind === 'enterprise') return { units: own }
      const below = await allUnits(platform, { path: top._id, kind: command.in(['federation', 'station', 'enterprise']), _id: command.neq(top._id) })
      return { units: [...own, ...below] }
    },
  },

  addUnit: {
    allow: ['staff', 'station'],
    reach: 'platform',
    trips: 5,
    async run(call) {
      const { input: { id, parentId, kind, name, code }, platform } = call
      const parent = await managed(call, parentId)
      const tenant = isTenant(kind)
      if (!tenant && parent.tenantId !== call.me.tenantId) throw notFound('个单位')
      if (parent.closedOn !== null) throw new Refusal('CLOSED', '上级单位已停用，不能在它下面新增')
      if (!mayStandUnder(kind, parent.kind)) {
        throw new Refusal('BAD_KIND', `“${unitKindNames[parent.kind]}”下面不能设“${unitKindNames[kind]}”`, 'kind')
      }
      if (tenant && call.me.person!.trialUntil !== null) throw new Refusal('NOT_ALLOWED', '体验者不能新增企业')
      const spoken = tenant ? asTyped(code ?? '') || spokenCode(6) : undefined
      const unit: Omit<UnitDoc, 'rev'> = {
        _id: id, tenantId: tenant ? id : parent.tenantId, parentId, path: [...parent.path, id], kind, name, closedOn: null,
        ...(spoken ? { code: spoken } : {}),
      }
      if (!(await platform.units.add(unit))) {
        const there = await platform.units.get(id)
        if (there?.parentId === parentId && there.kind === kind && there.name === name) return there
        throw new Refusal('TAKEN', '这个编号已被使用，请返回列表后重新新增')
      }
      // Checked after the insert: of two units that take one code at once, none keeps it unseen by the other.
      if (spoken && (await codeIsTaken(platform, spoken, id))) {
        await platform.units.remove({ _id: id, rev: 0 })
        throw new Refusal('TAKEN', '这个单位代码已被别的单位使用，请换一个', 'code')
      }
      return { ...unit, rev: 0 }
    },
  },

  changeUnit: {
    allow: ['staff', 'station'],
    reach: 'platform',
    trips: 3,
    async run(call) {
      const { input: { id, rev, name }, platform } = call
      const unit = await managed(call, id)
      const changed = await platform.units.changeOne({ _id: unit._id, rev }, { name })
      if (!changed) throw stale('这个单位')
      return changed
    },
  },

  /** Closed units stay for the records that name them; nobody may be left in one. */
  closeUnit: {
    allow: ['staff', 'station'],
    reach: 'platform',
    trips: 5,
    async run(call) {
      const { input: { id, rev }, platform, me, now } = call
      const unit = await managed(call, id)
      if (unit.closedOn !== null) return unit
      if (unit._id === me.tenantId) throw new Refusal('NOT_ALLOWED', '不能停用自己所在的单位，请联系上级工会')
      const open = await platform.units.count({ parentId: id, closedOn: null })
      if (open > 0) throw new Refusal('NOT_EMPTY', `它下面还有 ${open} 个单位没有停用`)
      const inside = unit._id === unit.tenantId ? { tenantId: id } : { tenantId: unit.tenantId, unitId: id }
      const people = await platform.people.count({ ...inside, live: true, erased: false })
      if (people > 0) throw new Refusal('NOT_EMPTY', `它里面还有 ${people} 人，请先把他们调到别的单位`)
      const closed = await platform.units.changeOne({ _id: id, rev }, { closedOn: dayOf(now) })
      if (!closed) throw stale('这个单位')
      return closed
    },
  },
}
