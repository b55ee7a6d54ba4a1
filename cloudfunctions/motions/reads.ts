import { dayOf } from '../../domain/calendar'
import { seatOn } from '../../domain/membership'
import { maySee } from '../../domain/motion'
import { notFound } from '../../domain/refusal'
import type { motions } from '../../types/motion'
import { command, contains } from '../_kit/cloud'
import type { MotionDoc } from '../_kit/documents'
import { temporaryUrls } from '../_kit/files'
import type { Me } from '../_kit/identity'
import type { Handlers } from '../_kit/serve'
import type { Where } from '../_kit/store'
import { ROW_FIELDS, rowOf, viewOf } from './view'

type Reads = Pick<Handlers<typeof motions>, 'get' | 'mine' | 'waiting' | 'list' | 'delegates'>

const PAGE = 20
const rolesOf = (me: Me) => me.memberships.map(m => m.role)
const oversees = (me: Me) => me.has('staff') || me.has('station')
const newest = { field: 'updatedAt', direction: 'desc', limit: PAGE } as const

export const reads: Reads = {
  get: {
    allow: 'anyone',
    reach: 'below',
    trips: 2,
    async run({ input: { id }, me, store, app }) {
      const doc = await store.motions.get(id)
      const roles = oversees(me) ? rolesOf(me) : rolesOf(me).filter(r => r !== 'staff' && r !== 'station')
      if (!doc || !maySee(viewOf(doc), me.person?._id, roles, !me.person)) throw notFound('件提案')
      return { motion: viewOf(doc), pictures: await temporaryUrls(app, doc.pictures) }
    },
  },

  mine: {
    allow: 'person',
    trips: 2,
    async run({ input: { which, cursor }, me, store }) {
      const personId = me.person!._id
      const where: Where<MotionDoc> = which === 'proposed' ? { proposerId: personId } : { asked: personId, state: command.neq('draft') }
      const page = await store.motions.page(where, { ...newest, cursor, fields: [...ROW_FIELDS] })
      return { ...page, items: page.items.map(rowOf) }
    },
  },

  waiting: {
    allow: 'person',
    trips: 3,
    async run({ me, store }) {
      const personId = me.person!._id
      const options = { order: [['updatedAt', 'desc'], ['_id', 'desc']] as ['updatedAt' | '_id', 'desc'][], limit: 50, fields: [...ROW_FIELDS] }
      const [own, asked] = await Promise.all([
        store.motions.find({ proposerId: personId, state: command.in(['draft', 'cosigning']) }, options),
        store.motions.find({ asked: personId, state: 'cosigning' }, options),
      ])
      const unanswered = asked.filter(m => !m.answers[personId]).map(rowOf)
      const mine = own.map(rowOf)
      return {
        items: [
          ...unanswered.map(motion => ({ kind: 'answer' as const, motion })),
          ...mine.filter(m => m.state === 'cosigning' && m.accepted >= m.needed).map(motion => ({ kind: 'submit' as const, motion })),
          ...mine.filter(m => m.state === 'draft').map(motion => ({ kind: 'draft' as const, motion })),
        ],
      }
    },
  },

  list: {
    allow: 'anyone',
    reach: 'below',
    trips: 2,
    async run({ input, me, store }) {
      const seen = oversees(me) ? (['cosigning', 'submitted'] as const) : (['submitted'] as const)
      const states = seen.filter(s => !input.state || s === input.state)
      if (states.length === 0) return { items: [] }
      const where: Where<MotionDoc> = {
        state: states.length === 1 ? states[0] : command.in([...states]),
        ...(input.category ? { category: input.category } : {}),
        ...(input.text ? { title: contains(input.text) } : {}),
      }
      const page = await store.motions.page(where, { ...newest, cursor: input.cursor, fields: [...ROW_FIELDS] })
      return { ...page, items: page.items.map(rowOf) }
    },
  },

  delegates: {
    allow: ['delegate'],
    trips: 3,
    async run({ input: { text, cursor }, me, store, now }) {
      const page = await store.people.page(
        { live: true, 'memberships.role': 'delegate', _id: command.neq(me.person!._id), ...(text ? { name: contains(text) } : {}) },
        { field: 'name', direction: 'asc', limit: PAGE, cursor },
      )
      const units = await store.units.find({ _id: command.in([...new Set(page.items.map(p => p.unitId))]) })
      const nameOf = new Map(units.map(u => [u._id, u.name]))
      const items = page.items.flatMap(p => {
        const seat = seatOn(p.memberships, dayOf(now))
        return seat ? [{ personId: p._id, name: p.name, delegation: seat.delegation, unitName: nameOf.get(p.unitId) ?? '' }] : []
      })
      return { ...page, items }
    },
  },
}
