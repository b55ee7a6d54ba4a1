import { Refusal, notFound, stale } from '../../../domain/refusal'
import { demandGrantable, ended, isLastingStaff } from '../../../domain/roster-membership'
import type { Membership, members } from '../../../types/member'
import type { PersonDoc } from '../../_kit/documents'
import type { Call, Handlers } from '../../_kit/serve'
import { together } from '../../_kit/transaction'
import { command } from '../../_kit/cloud'
import { event } from '../bind'
import { actingStore } from '../reach'
import { beingImported, rosterPerson, whyNot } from './people'
import { viewOf } from '../view'

type Memberships = Pick<Handlers<typeof members>, 'grant' | 'end'>

const lastStaff = () => new Refusal('LAST_STAFF', '这是本单位最后一位工会工作人员。请先给另一位同事设置这个身份，再结束他的')

/** Memberships are dated and only ever ended: each act is one line in the person's events and one in the memberships. */
export const memberships: Memberships = {
  grant: {
    allow: ['staff', 'station'],
    reach: 'platform',
    trips: 8,
    async run(call) {
      const { input: { personId, rev, membership: m }, platform, me, now } = call
      const found = await platform.people.get(personId)
      if (!found) throw notFound('位职工')
      const store = await actingStore(call, found.tenantId)
      const person = await rosterPerson(store, personId)
      if (person.memberships.some(o => o.id === m.id)) return viewOf(store, person)
      if (!person.settled) throw beingImported()
      if (person.tenantId !== me.tenantId && m.role !== 'staff') throw new Refusal('NOT_ALLOWED', '对下级单位只能设置它的工会工作人员')
      const unit = await store.units.get(m.unitId)
      if (!unit) throw notFound('个单位')
      if (unit.closedOn !== null && (m.to === null || m.to > unit.closedOn)) throw new Refusal('CLOSED', '这个单位已停用，请选择别的单位')
      demandGrantable(person.memberships, m, { kind: unit.kind, isTop: unit._id === unit.tenantId })
      const changed = await store.people.changeOne(
        { _id: personId, rev, settled: true },
        { memberships: command.push([m]), editedAt: now, events: event('grant', me.person!._id, now, m.role) },
      )
      if (!changed) throw await whyNot(store, personId)
      return viewOf(store, changed)
    },
  },

  end: {
    allow: ['staff', 'station'],
    trips: 12,
    async run(call) {
      const { input: { personId, rev, membershipId, to }, me, store, now } = call
      const person = await rosterPerson(store, personId)
      const m = person.memberships.find(o => o.id === membershipId)
      if (!m) throw notFound('个身份')
      if (m.to === to) return viewOf(store, person)
      if (!person.settled) throw beingImported()
      const after = person.memberships.map(o => (o === m ? ended(m, to, now) : o))
      const change = { memberships: after, editedAt: now, events: event('end', me.person!._id, now, m.role) }
      if (isLastingStaff(person.memberships, me.tenantId) && !isLastingStaff(after, me.tenantId)) await endStaff(call, person, rev, change)
      else if (!(await store.people.changeOne({ _id: personId, rev, settled: true }, change))) throw await whyNot(store, personId)
      return viewOf(store, await rosterPerson(store, personId))
    },
  },
}

/** One of the staff must always stay; the tenant's own unit is written too, so that two who leave at once meet there. */
async function endStaff({ app, store, me }: Call<unknown>, person: PersonDoc, rev: number, change: { memberships: Membership[] }) {
  const staff = await store.people.find({ 'memberships.role': command.in(['staff', 'station']), live: true, erased: false })
  const other = staff.find(p => p._id !== person._id && p.trialUntil === null && isLastingStaff(p.memberships, me.tenantId))
  if (!other) throw lastStaff()
  await together(app, '工会工作人员名单', async t => {
    const [there, stays] = [await t.get('people', person._id), await t.get('people', other._id)]
    if (there?.rev !== rev || !there.settled) throw stale('这位职工的资料')
    if (!stays?.live || stays.erased || !isLastingStaff(stays.memberships, me.tenantId)) throw lastStaff()
    await t.change('units', me.tenantId, { closedOn: null })
    await t.change('people', person._id, change)
  })
}
