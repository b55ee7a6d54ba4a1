import { clockOf, dayOf } from '../../domain/calendar'
import { learnStateWords, learnFilterWords } from '../../domain/lesson/words'
import type { papers } from '../../types/paper'
import type { LearnerRow } from '../../types/lesson-stats'
import { learnersOf } from '../_kit/lesson-people'
import { unitsAsked } from '../_kit/audience-people'
import { noCourse } from '../_kit/lesson-read'
import { sha256 } from '../_kit/secrets'
import type { Handlers } from '../_kit/serve'
import { PAGE, STEP_TRIPS, handOut } from './handout'
import type { ListRow } from './list'
import { openBook, type SheetColumn } from './workbook'

const columns: (SheetColumn & { value: (row: LearnerRow) => string })[] = [
  { title: '姓名', width: 10, value: r => r.name },
  { title: '工号', width: 12, value: r => r.employeeNo },
  { title: '单位', width: 24, value: r => r.unitName },
  { title: '学习状态', width: 10, value: r => learnStateWords[r.state] },
  { title: '学完课时', width: 10, value: r => String(r.doneEpisodes) },
  { title: '完成比例', width: 10, value: r => `${r.percent}%` },
  { title: '最近学习', width: 18, value: r => (r.lastAt === null ? '' : clockOf(r.lastAt)) },
  { title: '学完时间', width: 18, value: r => (r.completedAt === null ? '' : clockOf(r.completedAt)) },
]

export const lessonList: Handlers<typeof papers>['lessonList'] = {
  allow: ['staff'],
  reach: 'platform',
  // Who asks, the course, the units asked by the hundred; each page asks for people, their learning and their units.
  trips: 24 + 3 * STEP_TRIPS,
  async run({ input: { key, id, show }, me, store, platform, app, now }) {
    const doc = await store.courses.get(id)
    if (!doc || doc.publishedAt === null) throw noCourse()
    const units = await unitsAsked(store, { ...doc.audience, term: null })
    const page = async (cursor: string | undefined) => {
      const { items, next } = await learnersOf(store, doc, { units, show, cursor, limit: PAGE, now })
      return { rows: items.map((r): ListRow => [r.personId, ...columns.map(c => c.value(r))]), ...(next === undefined ? {} : { next }) }
    }
    const handout = sha256(JSON.stringify([me.person!._id, key, 'lesson', id, show])).slice(0, 32)
    const made = await handOut({ id: handout, page, open: () => openBook('学习情况', columns), me, platform, app, now })
    const name = `${doc.title} 学习情况（${learnFilterWords[show]}） ${dayOf(now)}`.replace(/[\\/:*?"<>|\s]+/g, ' ').trim()
    return { fileName: `${name}.xlsx`, ...made }
  },
}
