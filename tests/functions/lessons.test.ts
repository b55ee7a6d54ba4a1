import { maskName } from '../../domain/lesson/certificate'
import { actors } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'
import { HOUR, WHO, article, covered, doing, edit, film, newId, question } from './lesson-helpers'

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(() => t.stop())

describe('watching', () => {
  test('begins in three round trips, reports in two, and what was watched is credited', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 100)] })
    const begun = await t.ask(WHO.zhou, 'lessons', 'watch', d.watchInput(_id))
    expect(begun).toMatchObject({ ok: true, trips: 3 })
    if (!begun.ok) return
    await d.earlier(actors.zhou._id, 50_000)
    // The phone's token is from before the clock was moved: it is asked again without.
    const first = await d.reported(WHO.zhou, { viewing: begun.data.viewing }, [[0, 20_000]], 20_000)
    expect([covered(first), first.progress.position, first.progress.furthest]).toEqual([20_000, 20_000, 20_000])
    const second = await d.report(WHO.zhou, first, [[0, 20_000], [15_000, 40_000]], 40_000)
    expect(second).toMatchObject({ ok: true, trips: 2, data: { progress: { covered: 40_000, segments: [[0, 40_000]] }, elsewhere: null } })
    // The answer was lost: the same again, with the token of before.
    const again = await d.report(WHO.zhou, first, [[0, 20_000], [15_000, 40_000]], 40_000)
    expect(again).toMatchObject({ ok: true, trips: 4, data: { progress: { covered: 40_000 } } })
  })

  test('the same viewing begun twice is one viewing and one hit', async () => {
    const { _id } = await d.published()
    const input = d.watchInput(_id)
    const [a, b] = await Promise.all([t.call(WHO.li, 'lessons', 'watch', input), t.call(WHO.li, 'lessons', 'watch', input)])
    expect(a.viewing).toBe(b.viewing)
    const doc = await d.learner(actors.li._id) as unknown as { episodes: Record<string, { hits: number }> }
    expect(doc.episodes[`${_id}_e1`]).toMatchObject({ hits: 1 })
  })

  test('a cheater who reports the whole film at once gets the wall clock, exactly', async () => {
    const { _id } = await d.published({ maxSpeed: 2, episodes: [film('e1', 3600)] })
    const before = Date.now()
    const begun = await d.watch(WHO.wang, _id)
    const after = Date.now()
    let last = begun
    let credited = 0
    for (let i = 0; i < 12; i++) {
      const asked = Date.now()
      last = await d.reported(WHO.wang, last, [[0, 3_600_000]], 3_600_000)
      credited = covered(last)
      expect(credited).toBeGreaterThanOrEqual((asked - after) * 2)
      expect(credited).toBeLessThanOrEqual((Date.now() - before) * 2)
    }
    expect(last.progress.segments).toEqual([[0, credited]])
    expect(last.progress.completedAt).toBeNull()
  })

  test('another phone takes over: the first is told so, and what it watched before that still counts', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 100)] })
    const first = await d.watch(WHO.zhao, _id)
    await d.earlier(actors.zhao._id, 30_000)
    const second = await d.watch(WHO.zhao, _id, { device: 'device-two', deviceName: '手机乙' })
    const late = await d.reported(WHO.zhao, first, [[0, 100_000]], 99_000)
    expect(late.elsewhere).toMatchObject({ deviceName: '手机乙' })
    expect(covered(late)).toBeGreaterThanOrEqual(30_000)
    expect(covered(late)).toBeLessThan(40_000)
    expect(late.budget).toBe(0)
    // Where to go on is what the phone that plays says.
    expect(late.progress.position).toBe(0)
    const on = await d.reported(WHO.zhao, second, [[50_000, 100_000]], 70_000)
    expect(on.elsewhere).toBeNull()
    expect(covered(on) - covered(late)).toBeLessThan(10_000)
    expect((await t.call(WHO.zhao, 'lessons', 'course', { id: _id })).episodes[0]!.progress).toMatchObject({ position: 70_000 })
  })

  test('two phones that report at the same time lose nothing and gain nothing', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 1000)] })
    const first = await d.watch(WHO.sun, _id)
    await d.earlier(actors.sun._id, 60_000)
    const second = await d.watch(WHO.sun, _id, { device: 'device-two', deviceName: '手机乙' })
    const both = await Promise.all(Array.from({ length: 8 }, (_, i) => d.report(WHO.sun, i % 2 ? first : second, [[i * 5_000, i * 5_000 + 5_000]])))
    expect(both.filter(r => !r.ok)).toEqual([])
    const end = await d.reported(WHO.sun, first, [1, 3, 5, 7].map(i => [i * 5_000, i * 5_000 + 5_000] as [number, number]))
    expect(end.progress.segments.length).toBeGreaterThan(0)
    expect(covered(end)).toBeGreaterThanOrEqual(20_000)
    expect(covered(end)).toBeLessThan(25_000)
  })
})

describe('a course to its certificate', () => {
  test('covered, quiz failed, quiz passed, certificate once, its check for anybody, revoked', async () => {
    const questions = Array.from({ length: 8 }, (_, i) => question(i))
    const { _id } = await d.published({ episodes: [article('e1', 100, { quiz: { draw: 4, tries: 2 } }), article('e2', 5400)] }, questions)
    const at = { courseId: _id, episode: 'e1' }
    expect(await t.refusal(WHO.liu, 'lessons', 'quizDraw', { ...at, paper: newId('paper') })).toBe('NOT_WATCHED')
    expect((await d.learned(WHO.liu, actors.liu._id, _id, 'e1', 100)).progress).toMatchObject({ covered: 100_000, completedAt: null })

    const drawn = await t.ask(WHO.liu, 'lessons', 'quizDraw', { ...at, paper: newId('paper') })
    expect(drawn).toMatchObject({ ok: true, trips: 4 })
    expect(JSON.stringify(drawn)).not.toMatch(/因为|right|explanation/)
    if (!drawn.ok) return
    expect(drawn.data.questions).toHaveLength(4)
    const other = await t.call(WHO.liu, 'lessons', 'quizDraw', { ...at, paper: newId('paper') })
    expect(other).toEqual(drawn.data)

    const numberOf = (text: string) => Number(/第 (\d+) 题/.exec(text)![1])
    const picks = (paper: typeof other, right: number) => Object.fromEntries(paper.questions.map((q, i) => [q.id, [(numberOf(q.text) + (i < right ? 0 : 1)) % 3]]))
    const failed = await t.call(WHO.liu, 'lessons', 'quizHand', { ...at, paper: other.paper, picks: picks(other, 2) })
    expect(failed).toMatchObject({ score: 50, passed: false, triesLeft: 1, episodeCompleted: false })
    expect(failed.questions.map(q => q.correct)).toEqual([true, true, false, false])
    expect(failed.questions[0]).toMatchObject({ explanation: expect.stringContaining('因为') })
    // Handed in again, with what is right now known: the same result.
    expect(await t.call(WHO.liu, 'lessons', 'quizHand', { ...at, paper: other.paper, picks: picks(other, 4) })).toMatchObject({ score: 50, passed: false, triesLeft: 1 })

    const second = await t.call(WHO.liu, 'lessons', 'quizDraw', { ...at, paper: newId('paper') })
    const passed = await t.call(WHO.liu, 'lessons', 'quizHand', { ...at, paper: second.paper, picks: picks(second, 3) })
    expect(passed).toMatchObject({ score: 75, passed: true, best: 75, episodeCompleted: true, courseCompleted: false })
    expect(await t.refusal(WHO.liu, 'lessons', 'certificate', { courseId: _id })).toBe('NOT_FINISHED')

    const done = await d.learned(WHO.liu, actors.liu._id, _id, 'e2', 5400)
    expect(done).toMatchObject({ courseCompleted: true })
    const certificates = await Promise.all([1, 2, 3].map(() => t.call(WHO.liu, 'lessons', 'certificate', { courseId: _id })))
    expect(new Set(certificates.map(c => c.number)).size).toBe(1)
    const [certificate] = certificates
    expect(certificate).toMatchObject({ name: actors.liu.name, tenths: 21, issuer: '华江重工股份有限公司', revoked: null })
    expect(await t.call(WHO.liu, 'lessons', 'course', { id: _id })).toMatchObject({ certificate: certificate!.number, completedAt: certificate!.completedAt })
    expect(await t.call(WHO.liu, 'lessons', 'record', {})).toMatchObject({ onlineTenths: 21, doneCourses: 1, courses: [{ courseId: _id, certificate: certificate!.number, tenths: 21 }] })

    const check = async (number: string) => (await fetch(`${t.cloud.url}/api/certificates/${number}`)).json() as Promise<{ ok: boolean; code?: string; data: Record<string, unknown> }>
    const { ok, data } = await check(certificate!.number.toLowerCase())
    expect([ok, data]).toEqual([true, { number: certificate!.number, name: maskName(actors.liu.name), courseTitle: '测试课程', issuer: '华江重工股份有限公司', tenths: 21, completedAt: certificate!.completedAt, revoked: null }])
    expect(await check('0'.repeat(16))).toMatchObject({ ok: false, code: 'NOT_FOUND' })
    for (const number of ['', 'a', '%00', '..%2F..%2Fmembers', `${certificate!.number}/x`]) expect(await check(number)).toMatchObject({ ok: false, code: 'NOT_FOUND' })

    const revoked = await t.call(WHO.zhao, 'lessons', 'revoke', { number: certificate!.number, why: '代看' })
    expect(revoked.revoked).toMatchObject({ by: actors.zhao.name, why: '代看' })
    expect(await t.call(WHO.zhao, 'lessons', 'revoke', { number: certificate!.number, why: '别的' })).toEqual(revoked)
    expect((await check(certificate!.number)).data).toMatchObject({ revoked: { at: revoked.revoked!.at } })
  })

  test('tries run out, staff give more; a course that comes first is demanded', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 10, { quiz: { draw: 1, tries: 1 } })] }, [question(0)])
    const { _id: next } = await d.published({ before: [_id] })
    const at = { courseId: _id, episode: 'e1' }
    expect(await t.refusal(WHO.tang, 'lessons', 'watch', d.watchInput(next))).toBe('LOCKED')
    await d.learned(WHO.tang, actors.tang._id, _id, 'e1', 10)
    const hand = async (pick: number) => {
      const paper = await t.call(WHO.tang, 'lessons', 'quizDraw', { ...at, paper: newId('paper') })
      return t.call(WHO.tang, 'lessons', 'quizHand', { ...at, paper: paper.paper, picks: { [paper.questions[0]!.id]: [pick] } })
    }
    expect(await hand(1)).toMatchObject({ passed: false, triesLeft: 0 })
    expect(await t.refusal(WHO.tang, 'lessons', 'quizDraw', { ...at, paper: newId('paper') })).toBe('NO_TRIES')
    await Promise.allSettled([1, 2].map(() => t.call(WHO.zhao, 'lessons', 'moreTries', { ...at, personId: actors.tang._id })))
    expect(await hand(0)).toMatchObject({ passed: true, triesLeft: 0, courseCompleted: true })
    expect((await t.call(WHO.tang, 'lessons', 'home', {})).items.find(c => c._id === next)).toMatchObject({ locked: false, state: 'new' })
    await d.watch(WHO.tang, next)
  })

  test('a report that comes in between stops no quiz and no stars', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 10, { quiz: { draw: 1, tries: 0 } })] }, [question(0)])
    const at = { courseId: _id, episode: 'e1' }
    const watched = await d.learned(WHO.jiang, actors.jiang._id, _id, 'e1', 10)
    const among = async <T>(act: () => Promise<T>): Promise<T> => (await Promise.all([act(), d.reported(WHO.jiang, watched, []), d.reported(WHO.jiang, watched, [])]))[0]
    for (let i = 0; i < 3; i++) {
      const paper = await among(() => t.call(WHO.jiang, 'lessons', 'quizDraw', { ...at, paper: newId('paper') }))
      expect(await among(() => t.call(WHO.jiang, 'lessons', 'quizHand', { ...at, paper: paper.paper, picks: { [paper.questions[0]!.id]: [0] } }))).toMatchObject({ passed: true })
      await among(() => t.call(WHO.jiang, 'lessons', 'rate', { ...at, stars: 1 + i }))
    }
    expect((await t.call(WHO.jiang, 'lessons', 'course', { id: _id })).episodes[0]!.progress).toMatchObject({ stars: 3, quiz: { tries: 3 } })
  })

  test('questions that are taken out of the bank cost nobody a try', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 10, { quiz: { draw: 1, tries: 1 } })] }, [question(0)])
    const at = { courseId: _id, episode: 'e1' }
    await d.learned(WHO.tang, actors.tang._id, _id, 'e1', 10)
    const draw = () => t.call(WHO.tang, 'lessons', 'quizDraw', { ...at, paper: newId('paper') })
    const first = await draw()
    await t.call(WHO.zhao, 'lessons', 'removeQuestion', { id: first.questions[0]!.id })
    expect(await t.refusal(WHO.tang, 'lessons', 'quizHand', { ...at, paper: first.paper, picks: {} })).toBe('NOT_FOUND')
    await t.call(WHO.zhao, 'lessons', 'importQuestions', { courseId: _id, items: [{ id: newId('question'), question: question(0) }] })
    const second = await draw()
    expect([second.paper === first.paper, second.questions.length, second.triesLeft]).toEqual([false, 1, 1])
    expect(await t.call(WHO.tang, 'lessons', 'quizHand', { ...at, paper: second.paper, picks: { [second.questions[0]!.id]: [0] } })).toMatchObject({ passed: true })
  })

  test('what is read often costs few round trips', async () => {
    const { _id } = await d.published()
    for (const [action, input, most] of [['home', {}, 3], ['waiting', {}, 2], ['course', { id: _id }, 3], ['media', { courseId: _id, episode: 'e1' }, 3], ['record', {}, 4]] as const) {
      const { ok, trips } = await t.ask(WHO.zhou, 'lessons', action, input)
      expect([action, ok, trips <= most, trips]).toEqual([action, true, true, expect.any(Number)])
    }
  })

  test('what waits: compulsory courses until they are finished, the soonest first; what was opened last', async () => {
    const [later, sooner, free] = [await d.published({ compulsory: true, dueAt: Date.now() + 9 * HOUR }), await d.published({ compulsory: true, dueAt: Date.now() + HOUR, episodes: [article('e1', 10), article('e2', 10)] }), await d.published()]
    const locked = await d.published({ compulsory: true, dueAt: Date.now() + 8 * HOUR, before: [free._id] })
    const waits = async () => {
      const { due, goOn } = await t.call(WHO.sun, 'lessons', 'waiting', {})
      return { due: due.filter(c => [later, sooner, free, locked].some(x => x._id === c._id)), goOn }
    }
    expect((await waits()).due.map(c => [c._id, c.doneEpisodes, c.locked])).toEqual([[sooner._id, 0, false], [locked._id, 0, true], [later._id, 0, false]])
    await d.learned(WHO.sun, actors.sun._id, sooner._id, 'e1', 10)
    await d.watch(WHO.sun, free._id)
    expect(await waits()).toMatchObject({ due: [{ _id: sooner._id, doneEpisodes: 1, episodes: 2 }, {}, {}], goOn: { courseId: free._id, episode: 'e1', courseTitle: free.title } })
    await d.learned(WHO.sun, actors.sun._id, sooner._id, 'e2', 10)
    expect((await waits()).due.map(c => c._id)).toEqual([locked._id, later._id])
    // What was withdrawn waits for nobody.
    await t.call(WHO.zhao, 'lessons', 'withdraw', { id: later._id, rev: later.rev, note: '' })
    expect((await waits()).due.map(c => c._id)).toEqual([locked._id])
  })

  test('a new file keeps what was finished and asks the others anew', async () => {
    const course = await d.published({ episodes: [article('e1', 100), article('e2', 100)] })
    await d.learned(WHO.feng, actors.feng._id, course._id, 'e1', 100)
    await d.watch(WHO.feng, course._id, { episode: 'e2' })
    await d.earlier(actors.feng._id, 40_000)
    const { viewing } = await d.learner(actors.feng._id) as unknown as { viewing: { id: string } }
    expect(covered(await d.reported(WHO.feng, { viewing: viewing.id }, [[0, 40_000]]))).toBe(40_000)
    const { rev } = await t.call(WHO.zhao, 'lessons', 'withdraw', { id: course._id, rev: course.rev, note: '换视频' })
    const { course: changed } = await t.call(WHO.zhao, 'lessons', 'save', { id: course._id, rev, edit: edit({ episodes: [article('e1', 200), article('e2', 200)] }) })
    expect(changed.episodes.map(e => e.edition)).toEqual([2, 2])
    await t.call(WHO.zhao, 'lessons', 'submit', { id: course._id, rev: changed.rev })
    await t.call(WHO.qian, 'lessons', 'approve', { id: course._id, rev: changed.rev + 1 })
    const [e1, e2] = (await t.call(WHO.feng, 'lessons', 'course', { id: course._id })).episodes
    expect([e1!.progress!.completedAt !== null, e1!.progress!.covered, e2!.progress!.completedAt, e2!.progress!.covered]).toEqual([true, 0, null, 0])
    expect((await d.learned(WHO.feng, actors.feng._id, course._id, 'e2', 200)).courseCompleted).toBe(true)
  })
})

test('learners who cannot be counted keep nobody else’s figures back, and are counted once they are mended', async () => {
  const [before, faults] = [['ent-aaaa', 'ent-zzzz'], t.faults()]
  const broken = before.map(tenantId => ({ _id: `person-of-${tenantId}`, tenantId, rev: 0, bucket: 1, unit: '', courses: {}, changedAt: Date.now() }))
  await t.db.collection('learners').add(broken.map(l => ({ ...l, marks: { 'course-broken_e1': 7 } })))
  const { _id } = await d.published({ episodes: [article('e1', 60)] })
  await d.watch(WHO.wang, _id)
  await d.fold()
  expect((await t.call(WHO.zhao, 'lessons', 'stats', { id: _id })).total.hits).toBe(1)
  expect(t.faults() - faults).toBe(2)
  // Nothing says that they changed: the round itself remembers them.
  for (const { _id: id } of broken) await t.db.collection('learners').where({ _id: id }).update({ marks: { 'course-broken_e1': '2|2026-11-20|||' }, changedAt: 1 })
  await d.fold()
  const tallies = (await t.db.collection('learnTallies').where({ tenantId: t.db.command.in(before) }).get()).data as { people: number }[]
  expect(tallies.map(f => f.people)).toEqual([1, 1])
  await d.fold()
  expect(t.faults() - faults).toBe(2)
})
