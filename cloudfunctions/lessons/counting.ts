import { allUnits, hitsOf, meanStars, sumCounts, unitTotals, type CourseCounts, type EpisodeCounts, type UnitCounts } from '../../domain/lesson/tally'
import type { lessons } from '../../types/lesson'
import type { LearnerRow } from '../../types/lesson-stats'
import type { CourseDoc, LearnTallyDoc } from '../_kit/lesson-documents'
import { learnersOf, learningUnits } from '../_kit/lesson-people'
import { BUCKETS, noCourse } from '../_kit/lesson-read'
import type { Handlers } from '../_kit/serve'

type Counting = Pick<Handlers<typeof lessons>, 'overview' | 'stats' | 'people'>

const PAGE = 50
/** People whose learning is read in one request, and how often one answer does so. */
const AT_ONCE = 100
const LOOKS = 8
const MOST_COURSES = 300

const countsIn = (tallies: readonly LearnTallyDoc[], courseId: string): CourseCounts => sumCounts(tallies.flatMap(t => {
  const packed = t.courses?.[courseId]
  return packed === undefined ? [] : [JSON.parse(packed) as CourseCounts]
}))

const asOf = (tallies: readonly LearnTallyDoc[]) => (tallies.length ? Math.max(...tallies.map(t => t.at)) : null)

const cell = ([hits, learners, completed]: EpisodeCounts = [0, 0, 0, 0, 0]) => ({ hits, learners, completed })
const whole = (unit: UnitCounts) => ({ hits: hitsOf(unit), learners: unit.whole[0], completed: unit.whole[1] })

/** Units in the order in which they were counted at publication; people who came from others since stand under 其他单位. */
function unitRows(doc: CourseDoc, counts: CourseCounts) {
  const known = doc.unitNames
  const more = Object.keys(counts.units).filter(u => !known.some(k => k.group === u)).map(group => ({ group, name: '其他单位' }))
  return [...known, ...more].map(u => {
    const unit = counts.units[u.group] ?? { whole: [0, 0, 0], episodes: {} }
    return { ...u, expected: doc.expectedUnits[u.group] ?? 0, ...whole(unit), cells: doc.episodes.map(e => cell(unit.episodes[e.key])) }
  })
}

export const counting: Counting = {
  overview: {
    allow: ['staff', 'leader'],
    // Identity, all that is joined to the enterprise, and three counts that an index answers.
    trips: 5,
    async run({ me, store }) {
      const found = await store.units.joined(me.tenantId, {
        courses: { from: 'courses', match: { publishedAt: { $ne: null } }, sort: { publishedAt: -1 }, limit: MOST_COURSES, fields: ['title', 'compulsory', 'dueAt', 'expected', 'expectedUnits', 'unitNames', 'episodes.key'] },
        tallies: { from: 'learnTallies', match: {}, limit: BUCKETS },
        instructors: { from: 'instructors', match: {}, tally: '$state' },
        asks: { from: 'lessonAsks', match: { answered: false }, tally: '$tenantId' },
      })
      const { courses = [], tallies = [] } = found?.beside ?? {}
      const [trainings, attendances, certificates] = await Promise.all([store.trainings.count({}), store.attendances.count({}), store.certificates.count({})])
      const n = (rows: readonly unknown[] | undefined, id: string) => ((rows ?? []) as { _id: string; n: number }[]).find(r => r._id === id)?.n ?? 0
      const rows = courses.map(c => {
        const counts = countsIn(tallies, c._id)
        const all = allUnits(counts)
        return { row: { id: c._id, title: c.title, compulsory: c.compulsory, dueAt: c.dueAt, expected: c.expected, ...whole(all) }, tenths: all.whole[2], ofUnits: { ...c, counts } }
      })
      const sum = (of: (r: (typeof rows)[number]) => number) => rows.reduce((total, r) => total + of(r), 0)
      return {
        asOf: asOf(tallies), courses: courses.length, episodes: courses.reduce((total, c) => total + c.episodes.length, 0), hits: sum(r => r.row.hits),
        people: tallies.reduce((total, t) => total + t.people, 0), completions: sum(r => r.row.completed), tenths: sum(r => r.tenths),
        instructors: n(found?.beside.instructors, 'approved'), trainings, attendances, certificates,
        asksWaiting: n(found?.beside.asks, me.tenantId), nominated: n(found?.beside.instructors, 'nominated'), byCourse: rows.map(r => r.row), byUnit: unitTotals(rows.map(r => r.ofUnits)),
      }
    },
  },

  stats: {
    allow: ['staff', 'leader', 'committee'],
    trips: 2,
    async run({ input: { id }, store }) {
      const found = await store.courses.joined(id, { tallies: { from: 'learnTallies', match: {}, limit: BUCKETS, fields: ['at', `courses.${id}`] } })
      if (!found) throw noCourse()
      const { doc, beside: { tallies } } = found
      const counts = countsIn(tallies, id)
      const all = allUnits(counts)
      return {
        id, title: doc.title, compulsory: doc.compulsory, dueAt: doc.dueAt, asOf: asOf(tallies), total: { ...whole(all), expected: doc.expected, tenths: all.whole[2] },
        episodes: doc.episodes.map(e => {
          const [, , , ratings = 0, stars = 0] = all.episodes[e.key] ?? []
          return { key: e.key, title: e.title, ...cell(all.episodes[e.key]), ratings, stars: meanStars(ratings, stars) }
        }),
        units: unitRows(doc, counts),
        trend: Object.entries(counts.days).sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, [began, completed]]) => ({ day, began, completed })),
      }
    },
  },

  people: {
    allow: ['staff'],
    // Identity, course, the units asked by the hundred; people, their learning and their units, by the hundred.
    trips: 22 + 3 * LOOKS,
    async run({ input: { id, show, unitId, cursor }, store, now }) {
      const doc = await store.courses.get(id)
      if (!doc || doc.publishedAt === null) throw noCourse()
      const units = await learningUnits(store, doc, unitId)
      const items: LearnerRow[] = []
      let next = cursor
      // Where few are wanted among many, an answer looks through many.
      for (let looked = 0; looked < LOOKS && items.length < PAGE && (looked === 0 || next !== undefined); looked++) {
        const page = await learnersOf(store, doc, { units, show, cursor: next, limit: show === 'all' ? PAGE : AT_ONCE, now })
        items.push(...page.items)
        next = page.next
      }
      return { items, ...(next === undefined ? {} : { next }) }
    },
  },
}
