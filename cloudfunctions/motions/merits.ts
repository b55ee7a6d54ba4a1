import { dayOf } from '../../domain/calendar'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import { meanOf, meritOf } from '../../domain/motion-merit'
import { currentRules } from '../../domain/motion-rules'
import { calendarOf, deadline } from '../../domain/working-days'
import { Refusal, notFound } from '../../domain/refusal'
import type { Role } from '../../types/member'
import type { Merit, MeritState, merits as contract } from '../../types/motion-merits'
import { command } from '../_kit/cloud'
import type { MeritDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'
import type { Call, Handlers } from '../_kit/serve'
import type { Change, NewDoc, Where } from '../_kit/store'
import { meritId } from './merit-id'
import { viewOf } from './view'

const office: Role[] = ['staff', 'station']
const jury: Role[] = ['committee']
const PAGE = 20

/** Jury members see no mean before publicity, so that nobody scores by what the others gave. */
function shown({ scores, ...doc }: MeritDoc, me: Me, forwarded?: boolean): Merit {
  const open = doc.state !== 'nominated' || (office.some(r => me.has(r)) && !jury.some(r => me.has(r)))
  return {
    ...doc, scored: Object.keys(scores).length, mean: open ? meanOf(Object.values(scores)) : null,
    myScore: scores[me.person!._id] ?? null, ...(forwarded === undefined ? {} : { forwarded }),
  }
}

const event = ({ me, now }: Pick<Call<unknown>, 'me' | 'now'>, act: string, note?: string) =>
  ({ act, by: me.person!.name, at: now, ...(note ? { note } : {}) })

const stateNames: Record<MeritState, string> = { nominated: '评审中', publicized: '公示中', awarded: '已表彰', declined: '未入选', withdrawn: '已撤销' }

/** One conditional change; when it does not apply, why not. */
async function change(call: Call<{ id: string }>, where: Omit<Where<MeritDoc>, '_id'>, done: (doc: MeritDoc) => boolean, what: Change<MeritDoc>): Promise<Merit> {
  const { input: { id }, me, store } = call
  const saved = await store.merits.changeOne({ ...where, _id: id }, what)
  if (saved) return shown(saved, me)
  const there = await store.merits.get(id)
  if (!there) throw notFound('项推荐')
  if (done(there)) return shown(there, me)
  throw new Refusal('WRONG_STATE', there.state === 'publicized' && there.publicUntil !== null && there.publicUntil >= call.now
    ? '公示期还没有结束，暂时不能这样办' : `这项推荐现在是“${stateNames[there.state]}”，不能这样办`)
}

export const merits: Handlers<typeof contract> = {
  nominate: {
    allow: ['staff', 'committee'],
    trips: 4,
    async run(call) {
      const { input: { motionId, note }, me, store, now } = call
      const found = await store.motions.joined(motionId, { home: { from: 'units', match: { _id: me.tenantId }, limit: 1 } })
      if (!found) throw notFound('件提案')
      const homeName = found.beside.home[0]?.name ?? ''
      const doc: NewDoc<MeritDoc> = {
        _id: meritId(me.tenantId, motionId), ...meritOf(viewOf(found.doc), Number(dayOf(now).slice(0, 4))), homeId: me.tenantId, homeName,
        fromName: homeName, state: 'nominated', note, level: null, publicUntil: null, scores: {}, events: [event(call, 'nominate', note)], at: now,
      }
      if (await store.merits.add(doc)) return shown({ tenantId: me.tenantId, rev: 0, ...doc }, me)
      return shown((await store.merits.get(doc._id))!, me)
    },
  },

  recommend: {
    allow: office,
    reach: 'platform',
    trips: 4,
    async run(call) {
      const { input: { id, note }, me, store, platform, now } = call
      const found = await store.merits.joined(id, { own: { from: 'units', match: { _id: me.tenantId }, limit: 1 } })
      if (!found) throw notFound('项推荐')
      const { doc, beside: { own } } = found
      if (doc.state === 'declined' || doc.state === 'withdrawn') throw new Refusal('WRONG_STATE', `这项推荐${stateNames[doc.state]}，不能再向上推荐`)
      const above = own[0]?.path.at(-2)
      if (!above) throw new Refusal('NOT_ALLOWED', '本单位没有上级工会或指导站，不能再向上推荐')
      const up: NewDoc<MeritDoc> = {
        ...doc, rev: 0, _id: meritId(above, doc.motionId), tenantId: above, fromName: own[0]!.name, state: 'nominated', note, level: null,
        publicUntil: null, scores: {}, events: [event(call, 'recommend', note)], at: now,
      }
      if (!(await platform.merits.add(up)) && !(await platform.merits.get(up._id))) throw notFound('项推荐')
      return shown(doc, me, true)
    },
  },

  score: {
    allow: jury,
    trips: 3,
    run: call => change(call, { state: 'nominated' }, () => false, { [`scores.${call.me.person!._id}` as const]: call.input.points }),
  },

  announce: {
    allow: office,
    trips: 4,
    async run(call) {
      const { input: { id, level }, me, store, now } = call
      const found = await store.merits.joined(id, { rules: { from: 'motionRules', match: { _id: me.tenantId }, limit: 1 } })
      if (!found) throw notFound('项推荐')
      const kept = found.beside.rules[0]
      const rules = currentRules(kept?.versions)
      const publicUntil = deadline(dayOf(now), rules.publicityDays, rules.working, calendarOf(kept?.holidays ?? HOLIDAYS_2026))
      return change(call, { state: 'nominated' }, d => d.state === 'publicized' && d.level === level, { state: 'publicized', level, publicUntil, events: command.push([event(call, 'announce')]) })
    },
  },

  decline: {
    allow: office,
    trips: 3,
    run: call => change(call, { state: 'nominated' }, d => d.state === 'declined', { state: 'declined', events: command.push([event(call, 'decline', call.input.note)]) }),
  },

  award: {
    allow: office,
    trips: 3,
    run: call => change(call, { state: 'publicized', publicUntil: command.lt(call.now) }, d => d.state === 'awarded', { state: 'awarded', events: command.push([event(call, 'award')]) }),
  },

  withdraw: {
    allow: office,
    trips: 3,
    run: call => change(call, { state: command.in(['publicized', 'awarded']) }, d => d.state === 'withdrawn', { state: 'withdrawn', level: null, events: command.push([event(call, 'withdraw', call.input.note)]) }),
  },

  merits: {
    allow: ['staff', 'station', 'committee', 'presidium', 'leader'],
    trips: 2,
    async run({ input: { year, state, cursor }, me, store }) {
      const page = await store.merits.page({ ...(year ? { year } : {}), ...(state ? { state } : {}) }, { field: 'at', direction: 'desc', limit: PAGE, cursor })
      return { ...page, items: page.items.map(d => shown(d, me)) }
    },
  },

  merit: {
    allow: ['staff', 'station', 'committee', 'presidium', 'leader'],
    reach: 'platform',
    trips: 3,
    async run({ input: { id }, me, store, platform }) {
      const doc = await store.merits.get(id)
      if (!doc) throw notFound('项推荐')
      const others = await platform.merits.find({ motionId: doc.motionId }, { fields: ['_id', 'tenantId', 'at'] })
      return shown(doc, me, others.some(o => o._id !== doc._id && o.at >= doc.at && o.tenantId !== doc.homeId))
    },
  },
}
