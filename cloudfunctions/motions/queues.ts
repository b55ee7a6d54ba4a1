import { placeKey, standingsOf } from '../../domain/motion-stats'
import { Refusal } from '../../domain/refusal'
import type { Role } from '../../types/member'
import type { MotionQueue, motions } from '../../types/motion'
import { command } from '../_kit/cloud'
import type { MotionDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'
import type { Handlers } from '../_kit/serve'
import type { Store, Where } from '../_kit/store'
import { ROW_FIELDS, rowFor } from './view'

type Queues = Pick<Handlers<typeof motions>, 'queue' | 'counted' | 'published'>

const PAGE = 20
const inHand = ['assigned', 'handling', 'signing']
const overseers: Role[] = ['staff', 'committee', 'presidium', 'leader']

type By = { field: 'updatedAt' | 'due' | 'promise.on'; direction: 'asc' | 'desc' }
const longestWaiting: By = { field: 'updatedAt', direction: 'asc' }
const soonestDue: By = { field: 'due', direction: 'asc' }

interface Queue {
  allow: Role[]
  by: By
  where(me: Me, unitId: string | undefined, now: number): Where<MotionDoc>
}

/** The department asked for, if the caller acts for it; or all of them. */
function myUnits(me: Me, unitId: string | undefined): unknown {
  const mine = me.memberships.filter(m => m.role === 'handler').map(m => m.unitId)
  if (unitId !== undefined && !mine.includes(unitId)) throw new Refusal('NOT_ALLOWED', '您不是这个部门的承办人', 'unitId')
  const units = unitId === undefined ? mine : [unitId]
  return units.length === 1 ? units[0] : command.in(units)
}

/** The caller's units with all that they are part of: what is published in a branch is for its teams as well. */
async function unitsAbove(me: Me, store: Store): Promise<string[]> {
  const own = [...new Set([...me.memberships.map(m => m.unitId), ...(me.person ? [me.person.unitId] : [])])]
  const units = own.length ? await store.units.find({ _id: command.in(own) }, { fields: ['path'] }) : []
  return [...new Set([...own, ...units.flatMap(u => u.path)])]
}

const inState = (state: MotionDoc['state'], allow = overseers): Queue => ({ allow, by: longestWaiting, where: () => ({ state }) })

/** Every duty's list, answered from an index. */
const queues: Record<MotionQueue, Queue> = {
  screening: inState('submitted'),
  presidium: inState('disputed'),
  assigning: inState('filed'),
  opinions: inState('opinion'),
  committee: inState('committee'),
  extensions: { allow: overseers, by: longestWaiting, where: () => ({ 'extension.state': 'asked', state: command.in(inHand) }) },
  overdue: { allow: overseers, by: soonestDue, where: (_me, _unit, now) => ({ state: command.in(inHand), due: command.lt(now) }) },
  department: { allow: ['handler'], by: soonestDue, where: (me, unit) => ({ 'lead.unitId': myUnits(me, unit), state: command.in(inHand) }) },
  assisting: { allow: ['handler'], by: soonestDue, where: (me, unit) => ({ 'assist.unitId': myUnits(me, unit), state: command.in(inHand) }) },
  // The leader of the whole tenant signs for every department.
  signing: {
    allow: ['leader'], by: soonestDue,
    where(me) {
      const units = me.memberships.filter(m => m.role === 'leader').map(m => m.unitId)
      return { state: 'signing', ...(units.includes(me.tenantId) ? {} : { 'lead.unitId': command.in(units) }) }
    },
  },
  followUps: {
    allow: [...overseers, 'handler'], by: { field: 'promise.on', direction: 'asc' },
    where: (me, unit) => ({
      'promise.state': 'open', state: command.in(['replied', 'committee', 'closed', 'archived']),
      ...(overseers.some(r => me.has(r)) && !unit ? {} : { 'lead.unitId': myUnits(me, unit) }),
    }),
  },
  open: {
    allow: ['delegate'], by: { field: 'updatedAt', direction: 'desc' },
    where: me => ({ state: 'cosigning', open: true, proposerId: command.neq(me.person!._id), asked: command.neq(me.person!._id) }),
  },
}

export const lists: Queues = {
  queue: {
    allow: 'person',
    trips: 2,
    async run({ input: { queue, unitId, cursor }, me, store, now }) {
      const { allow, by, where } = queues[queue]
      if (!allow.some(role => me.has(role))) throw new Refusal('NOT_ALLOWED', '您的身份不能查看这个列表')
      const page = await store.motions.page(where(me, unitId, now), { ...by, limit: PAGE, cursor, fields: [...ROW_FIELDS, 'asked'] })
      return { ...page, items: page.items.map(rowFor(me, now)) }
    },
  },

  /** The very motions behind a number of the statistics. */
  counted: {
    allow: 'anyone',
    reach: 'below',
    trips: 3,
    async run({ input: { session, measure, by, key, cursor }, me, store, now }) {
      const where: Where<MotionDoc> = { session, ...placeKey(by, key), standing: command.in(standingsOf(measure)) }
      const page = await store.motions.page(where, { field: 'updatedAt', direction: 'desc', limit: PAGE, cursor, fields: [...ROW_FIELDS] })
      return { ...page, items: page.items.map(rowFor(me, now)) }
    },
  },

  /** Whole-enterprise publications to everybody; those of some units to their people and to whoever oversees. */
  published: {
    allow: 'anyone',
    reach: 'below',
    // Two for whoever oversees; one more for others, to know which units they are part of.
    trips: 3,
    async run({ input: { cursor }, me, store }) {
      const units = overseers.some(r => me.has(r)) ? undefined : await unitsAbove(me, store)
      const seen: Where<MotionDoc> = units === undefined ? {} : {
        'published.unitIds': units.length ? command.or([command.size(0), command.in(units)]) : command.size(0),
      }
      const page = await store.motions.page({ 'published.at': command.gt(0), ...seen }, { field: 'published.at', direction: 'desc', limit: PAGE, cursor, fields: ['_id', 'number', 'published', 'lead'] })
      return {
        ...page,
        items: page.items.map(({ _id, number, published, lead }) => ({
          _id, number, leadName: lead?.name ?? '', at: published!.at,
          title: published!.title, proposal: published!.proposal, reply: published!.reply, proposer: published!.proposer,
        })),
      }
    },
  },
}
