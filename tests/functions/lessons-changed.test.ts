import { actors } from '../../scripts/seed/people'
import type { Course, CourseEdit } from '../../types/lesson-course'
import { startCloud, type TestCloud } from './cloud'
import { WHO, article, covered, doing, edit, newId, question } from './lesson-helpers'

const { zhao, qian, liu, zhou, chen, li, tang } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(() => t.stop())

/** Withdraws a course, writes it anew and publishes it, as two people of the office do. */
async function changed({ _id: id, rev }: Course, more: Partial<CourseEdit>): Promise<Course> {
  const withdrawn = await t.call(zhao, 'lessons', 'withdraw', { id, rev, note: '' })
  const { course } = await t.call(zhao, 'lessons', 'save', { id, rev: withdrawn.rev, edit: edit(more) })
  await t.call(zhao, 'lessons', 'submit', { id, rev: course.rev })
  return t.call(qian, 'lessons', 'approve', { id, rev: course.rev + 1 })
}

describe('a course that changes while somebody watches', () => {
  test('an episode that came since is demanded: what a phone sends later finishes its episode, not the course', async () => {
    const course = await d.published({ episodes: [article('e1', 100)] })
    const { viewing } = await d.watch(liu, course._id)
    await changed(course, { episodes: [article('e1', 100), article('e2', 100)] })
    await d.earlier(actors.liu._id, 101_000)
    // As a phone reports: with the token of the answer before.
    const { token } = await d.reported(liu, { viewing }, [[0, 50_000]], 50_000)
    const done = await d.reported(liu, { viewing, token }, [[50_000, 100_000]], 100_000)
    expect([done.progress.completedAt !== null, done.courseCompleted]).toEqual([true, false])
    expect(await t.refusal(liu, 'lessons', 'certificate', { courseId: course._id })).toBe('NOT_FINISHED')
    expect(await t.call(liu, 'lessons', 'course', { id: course._id })).toMatchObject({ completedAt: null, episodes: [{ progress: { completedAt: expect.any(Number) } }, { progress: null }] })
    expect(await d.learned(liu, actors.liu._id, course._id, 'e2', 100)).toMatchObject({ courseCompleted: true })
  })

  test('a quiz that came since is demanded as well', async () => {
    const course = await d.published({ episodes: [article('e1', 100)] }, [question(0)])
    const { viewing } = await d.watch(tang, course._id)
    await changed(course, { episodes: [article('e1', 100, { quiz: { draw: 1, tries: 0 } })] })
    await d.earlier(actors.tang._id, 101_000)
    const { token } = await d.reported(tang, { viewing }, [[0, 50_000]], 50_000)
    const seen = await d.reported(tang, { viewing, token }, [[50_000, 100_000]], 100_000)
    expect(seen).toMatchObject({ progress: { coveredAt: expect.any(Number), completedAt: null }, courseCompleted: false })
    // From here on the phone knows, and a heartbeat costs what it did.
    expect(await d.report(tang, seen, [], 99_000)).toMatchObject({ ok: true, trips: 2, data: { progress: { completedAt: null } } })
    const paper = await t.call(tang, 'lessons', 'quizDraw', { courseId: course._id, episode: 'e1', paper: newId('paper') })
    expect(await t.call(tang, 'lessons', 'quizHand', { courseId: course._id, episode: 'e1', paper: paper.paper, picks: { [paper.questions[0]!.id]: [0] } })).toMatchObject({ passed: true, courseCompleted: true })
  })

  test('an episode that is gone is not: what was learned of the others is the whole course, and opens the next', async () => {
    const course = await d.published({ episodes: [article('e1', 100), article('e2', 100)] })
    const next = await d.published({ before: [course._id] })
    const later = await d.published({ episodes: [article('e1', 100), article('e2', 100)] })
    await d.learned(zhou, actors.zhou._id, course._id, 'e1', 100)
    await changed(course, { episodes: [article('e1', 100)] })
    expect(await t.call(zhou, 'lessons', 'course', { id: course._id })).toMatchObject({ completedAt: expect.any(Number) })
    expect(await t.call(zhou, 'lessons', 'course', { id: next._id })).toMatchObject({ locked: false })
    await d.watch(zhou, next._id)
    // The same while it is watched: the last one that is left finishes it.
    const { viewing } = await d.watch(zhou, later._id)
    await changed(later, { episodes: [article('e1', 100)] })
    await d.earlier(actors.zhou._id, 101_000)
    expect(await d.reported(zhou, { viewing }, [[0, 100_000]], 100_000)).toMatchObject({ courseCompleted: true })
    expect(await t.call(zhou, 'lessons', 'certificate', { courseId: later._id })).toMatchObject({ revoked: null })
  })

  test('a course that comes first holds nobody up who cannot learn it: withdrawn, for others, or never published', async () => {
    const [forStaff, first, draft] = [await d.published({ audience: { units: [], roles: ['staff'] } }), await d.published(), await d.draft()]
    const next = await d.published({ before: [forStaff._id, first._id, draft._id] })
    const seen = async () => ({ course: await t.call(liu, 'lessons', 'course', { id: next._id }), card: (await t.call(liu, 'lessons', 'home', {})).items.find(c => c._id === next._id)! })
    const before = await seen()
    expect([before.card.locked, before.course.locked, before.course.before.map(b => b._id)]).toEqual([true, true, [first._id]])
    const refused = await t.ask(liu, 'lessons', 'watch', d.watchInput(next._id))
    expect(refused).toMatchObject({ ok: false, code: 'LOCKED' })
    await t.call(zhao, 'lessons', 'withdraw', { id: first._id, rev: first.rev, note: '' })
    const after = await seen()
    expect([after.card.locked, after.course.locked, after.course.before]).toEqual([false, false, []])
    await d.watch(liu, next._id)
    // Whoever may learn it has to.
    expect((await t.call(zhao, 'lessons', 'course', { id: next._id })).before).toMatchObject([{ _id: forStaff._id, done: false }])
  })

  test('one that was withdrawn says so, and what was learned stays', async () => {
    const course = await d.published({ episodes: [article('e1', 100)] })
    await d.learned(chen, actors.chen._id, course._id, 'e1', 100)
    await t.call(zhao, 'lessons', 'withdraw', { id: course._id, rev: course.rev, note: '' })
    for (const [action, input] of [['course', { id: course._id }], ['media', { courseId: course._id, episode: 'e1' }], ['watch', d.watchInput(course._id)]] as const) {
      expect([action, await t.ask(chen, 'lessons', action, input)]).toEqual([action, expect.objectContaining({ ok: false, code: 'WITHDRAWN', message: expect.stringContaining('撤下') })])
    }
    expect((await t.call(chen, 'lessons', 'record', {})).courses.find(c => c.courseId === course._id)).toMatchObject({ open: false, doneEpisodes: 1, completedAt: expect.any(Number) })
    expect(await t.call(chen, 'lessons', 'certificate', { courseId: course._id })).toMatchObject({ tenths: 1 })
  })

  test('hours are what was earned, wherever they are told', async () => {
    const course = await d.published({ episodes: [article('e1', 270)] })
    await d.learned(li, actors.li._id, course._id, 'e1', 270)
    await changed(course, { episodes: [article('e1', 2700)] })
    expect(await t.call(li, 'lessons', 'course', { id: course._id })).toMatchObject({ tenths: 10, earned: 1 })
    expect(await t.call(li, 'lessons', 'certificate', { courseId: course._id })).toMatchObject({ tenths: 1 })
  })
})

test('a text is read at its own pace, whatever speed the course’s films may have', async () => {
  const { _id } = await d.published({ maxSpeed: 2, episodes: [article('e1', 3600)] })
  const { viewing } = await d.watch(WHO.wang, _id)
  await d.earlier(actors.wang._id, 600_000)
  expect(covered(await d.reported(WHO.wang, { viewing }, [[0, 3_600_000]]))).toBeLessThan(620_000)
})

test('a review that is tapped before the course is handed in publishes nothing', async () => {
  const { _id: id, rev } = await d.draft()
  const racing = await Promise.allSettled([
    t.call(zhao, 'lessons', 'submit', { id, rev }),
    ...Array.from({ length: 6 }, () => t.call(zhao, 'lessons', 'approve', { id, rev: rev + 1 })),
  ])
  expect(racing.slice(1).filter(r => r.status === 'fulfilled')).toEqual([])
  expect((await t.call(zhao, 'lessons', 'get', { id })).course).toMatchObject({ state: 'review', publishedAt: null })
})

test('nothing here was a fault', () => expect(t.faults()).toBe(0))
