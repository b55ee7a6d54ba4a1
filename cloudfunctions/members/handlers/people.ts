import { dayOf } from '../../../domain/calendar'
import { Refusal, notFound, stale } from '../../../domain/refusal'
import { movedTo } from '../../../domain/roster-membership'
import type { Membership, members } from '../../../types/member'
import type { InputOf } from '../../../types/contract'
import type { PersonDoc } from '../../_kit/documents'
import { asImported, reading } from '../../_kit/identity'
import { randomId } from '../../_kit/secrets'
import type { Handlers, PlatformCall } from '../../_kit/serve'
import { isDuplicate, type NewDoc, type Store } from '../../_kit/store'
import { event } from '../bind'
import { actingStore } from '../reach'
import { copyingImport, rosterWhere } from '../roster-reading'
import { employeeNoKey } from '../typed'
import { allUnits } from '../units-of'
import { staffViewOf, viewOf, viewsOf } from '../view'

type People = Pick<Handlers<typeof members>, 'people' | 'person' | 'addPerson' | 'changePerson'>

const PAGE = 50

/** While an import is under way, people whom it touches stand in it with two readings; a third one by hand would be lost. */
export const beingImported = () =>
  new Refusal('IMPORTING', '这位职工正在名册导入中。请先在“名册导入”里生效或放弃那次导入，稍后再改')

async function openUnit({ platform }: Pick<PlatformCall<unknown>, 'platform'>, unitId: string) {
  const unit = await platform.units.get(unitId)
  if (!unit) throw notFound('个单位')
  if (unit.closedOn !== null) throw new Refusal('CLOSED', '这个单位已停用，请选择别的单位', 'unitId')
  return unit
}

/** The person of the store's tenant who is on the roster now. */
export async function rosterPerson(store: Store, id: string): Promise<PersonDoc> {
  const found = await store.people.get(id)
  const person = found && (await asImported(found, store))
  if (!person || !person.live || person.erased) throw notFound('位职工')
  return person
}

/** Why a conditional change of a person did not match. */
export async function whyNot(store: Store, id: string): Promise<Refusal> {
  const person = await store.people.get(id)
  return person && !person.settled ? beingImported() : stale('这位职工的资料')
}

const sameNo = () => new Refusal('SAME_NO', '本单位已有这个工号，请核对', 'employeeNo')

const newPerson = ({ id, name, phone, unitId, gender = null }: InputOf<typeof members.addPerson>, employeeNo: string, now: number): NewDoc<PersonDoc> => ({
  _id: id, name, employeeNo, phone, unitId, gender, memberships: [worker(id, unitId, now)],
  wx: `none:${id}`, web: `none:${id}`, webUntil: 0, live: true, roster: null, settled: true, code: null, consent: null,
  erasure: null, erased: false, trialUntil: null, events: [], createdAt: now,
})

const worker = (id: string, unitId: string, now: number): Membership => ({ id: `${id.slice(0, 57)}-worker`, role: 'worker', unitId, from: dayOf(now), to: null })

export const people: People = {
  people: {
    allow: ['staff', 'station', 'handler', 'leader', 'scrutineer'],
    reach: 'below',
    trips: 6,
    async run({ input, me, store, now }) {
      const { text, unitId, role, bound, cursor } = input
      const unitIds = unitId ? (await allUnits(store, { path: unitId })).map(u => u._id) : undefined
      const copying = await copyingImport(store, input.tenant ?? me.tenantId)
      const where = rosterWhere({ text, unitIds, role, bound }, copying, dayOf(now))
      const page = await store.people.page(where, { field: 'name', direction: 'asc', limit: PAGE, cursor })
      return { ...page, items: await viewsOf(store, page.items.map(p => reading(p, copying?.state))) }
    },
  },

  person: {
    allow: 'person',
    reach: 'below',
    trips: 4,
    async run({ input: { id }, me, store }) {
      if (id !== me.person!._id && !['staff', 'station', 'handler', 'leader', 'scrutineer'].some(r => me.has(r as 'staff'))) throw notFound('位职工')
      return (me.has('staff') ? staffViewOf : viewOf)(store, await rosterPerson(store, id))
    },
  },

  addPerson: {
    allow: ['staff', 'station'],
    reach: 'platform',
    trips: 8,
    async run(call) {
      const { input, now } = call
      const unit = await openUnit(call, input.unitId)
      const store = await actingStore(call, unit.tenantId)
      const employeeNo = employeeNoKey(input.employeeNo)
      const person = newPerson(input, employeeNo, now)
      if (await store.people.add(person)) return viewOf(store, { ...person, tenantId: unit.tenantId, rev: 0 } as PersonDoc)
      const repeated = await store.people.get(input.id)
      if (repeated && repeated.employeeNo === employeeNo && repeated.name === input.name) return viewOf(store, repeated)
      return viewOf(store, await takeBack(store, person, now))
    },
  },

  changePerson: {
    allow: ['staff', 'station'],
    reach: 'platform',
    trips: 6,
    async run(call) {
      const { input: { id, rev, name, phone, unitId, gender, ...rest }, store, me, now } = call
      const unit = await openUnit(call, unitId)
      if (unit.tenantId !== me.tenantId) throw notFound('个单位')
      const person = await rosterPerson(store, id)
      const memberships = movedTo(person.memberships, { from: person.unitId, to: unitId, on: dayOf(now), id: randomId() })
      const changed = await store.people.changeOne(
        { _id: id, rev, settled: true },
        { name, ...(phone === undefined ? {} : { phone }), ...(gender === undefined ? {} : { gender }), unitId, employeeNo: employeeNoKey(rest.employeeNo), memberships, editedAt: now, events: event('change', me.person!._id, now) },
      ).catch(e => { throw isDuplicate(e) ? sameNo() : e })
      if (!changed) throw await whyNot(store, id)
      return staffViewOf(store, changed)
    },
  },
}

/** Somebody whom an undone import took off the roster comes back as the same person, so that what hangs on them stays theirs. */
async function takeBack(store: Store, { _id, ...fields }: NewDoc<PersonDoc>, now: number): Promise<PersonDoc> {
  const { name, phone, unitId, gender, memberships, employeeNo } = fields
  const former = await store.people.first({ employeeNo })
  if (!former) throw new Refusal('TAKEN', '这个编号已被使用，请返回列表后重新新增')
  if (former.live || former.erased) throw sameNo()
  const back = await store.people.changeOne(
    { _id: former._id, rev: former.rev, live: false, settled: true },
    { name, phone, unitId, gender, memberships, live: true, roster: null, editedAt: now },
  )
  if (!back) throw await whyNot(store, former._id)
  return back
}
