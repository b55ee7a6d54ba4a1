import { dayOf } from '../../domain/calendar'
import { seatOn } from '../../domain/membership'
import { maySee } from '../../domain/motion'
import { motionStateWords } from '../../domain/motion-graph'
import { isOutsider } from '../../domain/motion-sight'
import { notFound } from '../../domain/refusal'
import type { motions } from '../../types/motion'
import type { MotionState } from '../../types/motion-life'
import { command, contains } from '../_kit/cloud'
import type { MotionDoc } from '../_kit/documents'
import { temporaryUrls } from '../_kit/files'
import type { Me } from '../_kit/identity'
import type { Handlers } from '../_kit/serve'
import type { Where } from '../_kit/store'
import { ROW_FIELDS, rowFor, shownTo, viewOf, viewerFrom } from './view'

type Reads = Pick<Handlers<typeof motions>, 'get' | 'mine' | 'waiting' | 'list' | 'delegates'>

const PAGE = 20
const rolesOf = (me: Me) => me.memberships.map(m => m.role)
const oversees = (me: Me) => me.has('staff') || me.has('station')
/** What everybody of the enterprise may see. */
const sentStates = (Object.keys(motionStateWords) as MotionState[]).filter(s => s !== 'draft' && s !== 'cosigning')

const newest = { field: 'updatedAt', direction: 'desc', limit: PAGE } as const

export const reads: Reads = {
  get: {
    allow: 'anyone',
    reach: 'below',
    trips: 3,
    async run({ input: { id }, me, store, app }) {
      const found = await store.motions.joined(id, { parts: { from: 'motions', match: { 'merged.into': id } } })
      const whole = found && viewOf(found.doc, found.beside.parts)
      const roles = oversees(me) ? rolesOf(me) : rolesOf(me).filter(r => r !== 'staff' && r !== 'station')
      if (!whole || !maySee(whole, me.person?._id, roles, !me.person)) throw notFound('件提案')
      const motion = shownTo(me, whole)
      const files = [motion, ...motion.notes, ...motion.replies].flatMap(n => n.files.map(f => f.fileId))
      const urls = await temporaryUrls(app, [...motion.pictures, ...files])
      return { motion, pictures: urls.slice(0, motion.pictures.length), files: urls.slice(motion.pictures.length), withheld: me.person !== undefined && isOutsider(whole, viewerFrom(me)) }
    },
  },

  mine: {
    allow: 'person',
    trips: 2,
    async run({ input: { which, cursor }, me, store, now }) {
      const personId = me.person!._id
      const where: Where<MotionDoc> = which === 'proposed' ? { proposerId: personId } : { asked: personId, state: command.neq('draft') }
      const page = await store.motions.page(where, { ...newest, cursor, fields: [...ROW_FIELDS] })
      return { ...page, items: page.items.map(rowFor(me, now)) }
    },
  },

  waiting: {
    allow: 'person',
    trips: 4,
    async run({ me, store, now }) {
      const personId = me.person!._id
      const rowOf = rowFor(me, now)
      const options = { order: [['updatedAt', 'desc'], ['_id', 'desc']] as ['updatedAt' | '_id', 'desc'][], limit: 50, fields: [...ROW_FIELDS, 'ratings' as const] }
      const [own, asked] = await Promise.all([
        store.motions.find({ proposerId: personId, state: command.in(['draft', 'cosigning', 'returned', 'replied', 'merged']) }, options),
        store.motions.find({ asked: personId, state: 'cosigning' }, options),
      ])
      // Only whoever has filings that were merged needs to look at the cases that they went into.
      const into = own.flatMap(m => (m.merged ? [m.merged.into] : []))
      const cases = into.length ? await store.motions.find({ _id: command.in(into), state: 'replied' }, options) : []
      const unrated = [...own.filter(m => m.state === 'replied'), ...cases]
      const of = (kind: 'submit' | 'complete' | 'draft', list: MotionDoc[]) => list.map(m => ({ kind, motion: rowOf(m) }))
      const seen = new Set<string>()
      return {
        items: [
          ...asked.filter(m => !m.answers[personId]).map(m => ({ kind: 'answer' as const, motion: rowOf(m) })),
          ...unrated.filter(m => !seen.has(m._id) && seen.add(m._id) && !m.ratings.some(r => r.personId === personId && r.round === m.round))
            .map(m => ({ kind: 'rate' as const, motion: rowOf(m) })),
          ...of('complete', own.filter(m => m.state === 'returned')),
          ...of('submit', own.filter(m => m.state === 'cosigning' && rowOf(m).accepted >= m.needed)),
          ...of('draft', own.filter(m => m.state === 'draft')),
        ],
      }
    },
  },

  list: {
    allow: 'anyone',
    reach: 'below',
    trips: 2,
    async run({ input, me, store, now }) {
      const seen = oversees(me) ? [...sentStates, 'cosigning' as const] : sentStates
      const states = seen.filter(s => !input.state || s === input.state)
      if (states.length === 0) return { items: [] }
      const where: Where<MotionDoc> = {
        state: states.length === 1 ? states[0] : command.in([...states]),
        ...(input.category ? { category: input.category } : {}),
        ...(input.session ? { session: input.session } : {}),
        ...(input.unitId ? { 'lead.unitId': input.unitId } : {}),
        ...(input.text ? { title: contains(input.text) } : {}),
      }
      const page = await store.motions.page(where, { ...newest, cursor: input.cursor, fields: [...ROW_FIELDS] })
      return { ...page, items: page.items.map(rowFor(me, now)) }
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
