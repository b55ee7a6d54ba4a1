import { completedAt, lastAtOf, learnedOf, stateOf } from '../../domain/lesson/course'
import type { LearnFilter, LearnerRow } from '../../types/lesson-stats'
import { audienceWhere } from './audience-people'
import { command } from './cloud'
import type { PersonDoc } from './documents'
import type { CourseDoc } from './lesson-documents'
import { newLearner } from './lesson-read'
import type { Store, Where } from './store'

const STATES = { new: 'notStarted', learning: 'learning', done: 'finished' } as const

const wanted: Record<LearnFilter, (state: LearnerRow['state']) => boolean> = {
  all: () => true, finished: s => s === 'finished', unfinished: s => s !== 'finished', notStarted: s => s === 'notStarted',
}

/** People who should learn a course, by name, with how far each is; `units`: only of these, null = of all. Three round trips. */
export async function learnersOf(store: Store, doc: CourseDoc, { units, show, cursor, limit, now }: { units: readonly string[] | null; show: LearnFilter; cursor?: string; limit: number; now: number }): Promise<{ items: LearnerRow[]; next?: string }> {
  const where = audienceWhere({ ...doc.audience, term: null }, units, now) as Where<PersonDoc>
  const page = await store.people.page(where, { field: 'name', direction: 'asc', limit, cursor, fields: ['_id', 'name', 'employeeNo', 'unitId', 'tenantId'] })
  if (page.items.length === 0) return { items: [] }
  const ids = page.items.map(p => p._id)
  const parts = doc.episodes.map(e => `episodes.${doc._id}_${e.key}` as const)
  const [learners, named] = await Promise.all([
    store.learners.find({ _id: command.in(ids) }, { fields: ['_id', `courses.${doc._id}`, ...parts] }),
    store.units.find({ _id: command.in([...new Set(page.items.map(p => p.unitId))]) }, { fields: ['_id', 'name'] }),
  ])
  const names = new Map(named.map(u => [u._id, u.name]))
  const items = page.items.map((p): LearnerRow => {
    const standing = { ...newLearner(p._id, p.tenantId), ...learners.find(l => l._id === p._id) }
    const doneEpisodes = learnedOf(doc, standing).filter(l => l && l.completedAt !== null).length
    return {
      personId: p._id, name: p.name, employeeNo: p.employeeNo, unitName: names.get(p.unitId) ?? '', state: STATES[stateOf(doc, standing)], doneEpisodes,
      percent: doc.episodes.length === 0 ? 0 : Math.floor((doneEpisodes * 100) / doc.episodes.length), lastAt: lastAtOf(doc, standing), completedAt: completedAt(doc, standing),
    }
  })
  return { items: items.filter(i => wanted[show](i.state)), ...(page.next ? { next: page.next } : {}) }
}
