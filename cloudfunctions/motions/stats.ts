import { currentRules, sessionOf } from '../../domain/motion-rules'
import { folded, lineOf, linesOf, type Cell } from '../../domain/motion-stats'
import { motionCategoryWords } from '../../domain/words'
import type { motions } from '../../types/motion'
import type { StatsBy, StatsRow } from '../../types/motion-stats'
import { command } from '../_kit/cloud'
import type { MotionDoc, TallyDoc } from '../_kit/documents'
import type { Handlers } from '../_kit/serve'
import type { Store } from '../_kit/store'
import { openMoves } from './tally'

type StatsArea = Pick<Handlers<typeof motions>, 'stats' | 'sessions'>

/** Changes that are added at once when somebody asks; more wait for the timer, and are said to. */
const MOST_OPEN = 100
const PAGE = 100
const OPEN_FIELDS = ['_id', 'tenantId', 'state', 'session', 'category', 'delegation', 'lead', 'merged', 'refusal', 'answer', 'onTime', 'overdueAt', 'replies', 'promise', 'ratings', 'closedAt', 'counted', 'cosigners', 'answers'] as const

interface Counted { tallies: Pick<TallyDoc, 'tenantId' | 'session' | 'cells'>[]; waiting: number }

/**
 * The tallies of some tenants with what has changed since they were folded. Folding between the two readings would be
 * counted twice or not at all, so the tallies are read again and all is done anew when they have moved.
 */
async function count(store: Store, tenantIds: string[], cells: 'cells' | 'whole'): Promise<Counted> {
  const read = () => allTallies(store, tenantIds, cells)
  for (let tries = 0; ; tries++) {
    const before = await read()
    const docs = (await store.motions.find({ tenantId: command.in(tenantIds), uncounted: true }, { limit: MOST_OPEN, fields: [...OPEN_FIELDS] })) as MotionDoc[]
    const after = docs.length || tries ? await read() : before
    const same = after.length === before.length && after.every(a => before.some(b => b._id === a._id && b.rev === a.rev))
    if (same || tries === 3) return { tallies: withOpen(after, docs), waiting: docs.length === MOST_OPEN ? await store.motions.count({ tenantId: command.in(tenantIds), uncounted: true }) - MOST_OPEN : 0 }
  }
}

async function allTallies(store: Store, tenantIds: string[], cells: 'cells' | 'whole'): Promise<TallyDoc[]> {
  const found: TallyDoc[] = []
  for (;;) {
    const page = await store.motionTallies.find({ tenantId: command.in(tenantIds) }, { order: [['_id', 'asc']], limit: PAGE, skip: found.length, fields: ['_id', 'tenantId', 'session', 'rev', cells] })
    found.push(...page.map(t => ({ ...t, cells: t[cells] })))
    if (page.length < PAGE) return found
  }
}

function withOpen(tallies: TallyDoc[], docs: MotionDoc[]): Counted['tallies'] {
  const known = new Map(tallies.map(t => [`${t.tenantId}.${t.session}`, { tenantId: t.tenantId, session: t.session, cells: t.cells as Cell[] }]))
  for (const doc of docs) {
    for (const move of openMoves([doc])) {
      for (const session of new Set([move.from[0], move.to[0]])) {
        if (session === undefined) continue
        const id = `${doc.tenantId}.${session}`
        const there = known.get(id) ?? { tenantId: doc.tenantId, session, cells: [] }
        known.set(id, { ...there, cells: folded(there.cells, session, [move]) })
      }
    }
  }
  return [...known.values()]
}

/** `10-1` comes after `9-2`. */
const sessionOrder = (a: string, b: string) => b.localeCompare(a, 'en', { numeric: true })

async function namesFor(store: Store, cells: readonly Cell[]) {
  const ids = [...new Set(cells.filter(c => c.by === 'unit').map(c => c.key))]
  const units = ids.length ? await store.units.find({ _id: command.in(ids) }, { fields: ['_id', 'name'] }) : []
  const names = new Map(units.map(u => [u._id, u.name]))
  return (by: StatsBy, key: string) =>
    by === 'unit' ? names.get(key) ?? '已撤销的部门' : by === 'category' ? motionCategoryWords[key as keyof typeof motionCategoryWords] ?? '未分类' : by === 'all' ? '合计' : key
}

export const statistics: StatsArea = {
  sessions: {
    allow: 'anyone',
    reach: 'below',
    trips: 4,
    async run({ input, me, store }) {
      const [kept, tallies] = await Promise.all([
        store.motionRules.get(input.tenant ?? me.tenantId),
        store.motionTallies.find({}, { order: [['session', 'desc']], limit: PAGE, fields: ['session'] }),
      ])
      return { sessions: [...new Set([sessionOf(currentRules(kept?.versions)), ...tallies.map(t => t.session)])].sort(sessionOrder) }
    },
  },

  stats: {
    allow: 'person',
    reach: 'platform',
    // Two readings of the tallies around one of what has changed; the names of units; two more for each fold that comes in between.
    trips: 12,
    async run({ input, me, store, platform, now }) {
      if (input.below) {
        const tenants = me.has('staff') || me.has('station') ? await platform.units.find({ path: me.tenantId, kind: 'enterprise', closedOn: null }, { order: [['_id', 'asc']], limit: 1000, fields: ['_id', 'name'] }) : []
        const { tallies, waiting } = await count(platform, tenants.map(u => u._id), 'whole')
        const rows: StatsRow[] = tenants.map(u => {
          const own = tallies.filter(t => t.tenantId === u._id).sort((a, b) => sessionOrder(a.session, b.session))
          const newest = own.find(t => t.session === (input.session ?? own[0]?.session))
          return { session: newest?.session ?? '', by: 'all', key: u._id, name: u.name, ...lineOf((newest?.cells ?? []).filter(c => c.by === 'all')) }
        })
        return { rows, sessions: [], at: now, waiting }
      }
      const { tallies, waiting } = await count(store, [input.tenant ?? me.tenantId], 'cells')
      const sessions = tallies.map(t => t.session).sort(sessionOrder)
      const session = input.session ?? sessions[0]
      const cells = tallies.find(t => t.session === session)?.cells ?? []
      return { rows: session ? linesOf(session, cells, await namesFor(store, cells)) : [], sessions, at: now, waiting }
    },
  },
}
