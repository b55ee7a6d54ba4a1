import { pack, tallyOf, type Counted } from '../../domain/survey/tally'
import type { SurveyTallyDoc } from '../../cloudfunctions/_kit/survey-documents'
import type { Values } from '../../types/survey-answers'
import { startCloud, type TestCloud } from './cloud'
import { WHO, bindWorkers, doing, good, personOf } from './survey-helpers'

const { zhao, liu } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
let workers: string[]
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  workers = await bindWorkers(t, 90)
})
afterAll(() => t.stop())

test('a double tap is one answer, two different ones are the first of them', async () => {
  const { _id: id } = await d.published()
  const same = await Promise.all(Array.from({ length: 8 }, () => d.answer(liu, id)))
  expect(same.map(r => r.ok && r.data.edition)).toEqual(Array(8).fill(1))
  const { _id: other } = await d.published()
  const both = await Promise.all([1, 2, 3, 4, 5].map(q2 => d.answer(liu, other, good({ q2 }))))
  expect(both.filter(r => r.ok)).toHaveLength(1)
  expect(both.flatMap(r => (r.ok ? [] : [r.code]))).toEqual(Array(4).fill('ALREADY_ANSWERED'))
  const won = both.findIndex(r => r.ok) + 1
  expect(await d.answersOf(other)).toMatchObject([{ edition: 1, values: { q2: won } }])
})

test('two changes of one answer at once: one is made, the other hears of it', async () => {
  const { _id: id } = await d.published()
  await d.answered(liu, id)
  const both = await Promise.all([1, 2, 3].map(q2 => d.answer(liu, id, good({ q2 }), { edition: 1 })))
  expect(both.flatMap(r => (r.ok ? ['done'] : [r.code])).sort()).toEqual(['STALE', 'STALE', 'done'])
  expect(await d.answersOf(id)).toMatchObject([{ edition: 2, values: { q2: both.findIndex(r => r.ok) + 1 } }])
})

test('quotas hold when all come at once, and a repeat takes no second place', async () => {
  const { _id: id } = await d.published({ settings: { quotaBy: 'unit', quotas: [{ group: 'hj-zongzhuang', limit: 5 }, { group: 'hj-zhuzao', limit: 3 }] } })
  const all = await Promise.all(workers.flatMap(w => [d.answer(w, id), d.answer(w, id)]))
  const answers = await d.answersOf(id) as unknown as Counted[]
  const of = (unit: string) => answers.filter(a => a.groups.unit === unit).length
  expect([of('hj-zongzhuang'), of('hj-zhuzao'), of('hj-dongli')]).toEqual([5, 3, 30])
  const replies = workers.map((_, i) => [all[2 * i]!, all[2 * i + 1]!].map(r => (r.ok ? 'done' : r.code)).join())
  expect([...new Set(replies)].sort()).toEqual(['QUOTA_FULL,QUOTA_FULL', 'done,done'])
  const quotas = (await t.db.collection('surveyQuotas').where({ surveyId: id }).get()).data as { n: number; limit: number; by: object }[]
  for (const q of quotas) expect([q.n, Object.keys(q.by).length]).toEqual([q.limit, q.limit])
  // Somebody with a place who was cut off before the answer was written still has it.
  const [cutOff] = answers.filter(a => a.groups.unit === 'hj-zhuzao') as unknown as { _id: string }[]
  await t.db.collection('surveyAnswers').where({ _id: cutOff!._id }).remove()
  const again = await Promise.all(workers.filter((_, i) => i % 3 === 1).map(w => d.answer(w, id)))
  expect(again.filter(r => r.ok)).toHaveLength(3)
  expect((await d.answersOf(id)).length).toBe(38)
})

test('published and taken back by two at once: one of both', async () => {
  const { _id: id, rev } = await d.draft({ settings: { quotaBy: 'unit', quotas: [{ group: 'hj-dongli', limit: 5 }] } })
  const twice = await Promise.all([0, 1, 2].map(() => t.ask(zhao, 'surveys', 'publish', { id, rev })))
  expect(twice.every(r => r.ok || r.code === 'STALE')).toBe(true)
  expect(twice.some(r => r.ok)).toBe(true)
  const open = (await t.call(zhao, 'surveys', 'get', { id })).survey
  expect([open.state, open.rev]).toEqual(['open', rev + 1])
  expect((await t.db.collection('surveyQuotas').where({ surveyId: id }).count()).total).toBe(1)
})

test('answers race with the taking back: those to the old questions are set aside, and everybody can answer the new ones', async () => {
  for (const order of ['answered first', 'at once', 'taken back first'] as const) {
    const { _id: id, rev, version } = await d.published({ mode: 'named', settings: { threshold: 1, quotaBy: 'unit', quotas: [{ group: 'hj-dongli', limit: 20 }] } })
    // The instance has just read the survey, and goes on with what it read.
    expect(await d.answer(liu, id, good(), { version: 99 })).toMatchObject({ code: 'STALE' })
    const some = workers.slice(0, 25)
    const early = order === 'answered first' ? await Promise.all(some.slice(0, 9).map(w => d.answer(w, id))) : []
    const taking = t.ask(zhao, 'surveys', 'withdraw', { id, rev })
    if (order === 'taken back first') await taking
    const [back, ...late] = await Promise.all([taking, ...some.slice(early.length).map(w => d.answer(w, id)), d.fold().then(() => d.answer(workers[30]!, id))])
    if (!back.ok) {
      expect([back.code, order]).toEqual(['ANSWERED', expect.not.stringContaining('taken')])
      expect((await t.call(zhao, 'surveys', 'get', { id })).survey).toMatchObject({ state: 'open', version })
      continue
    }
    expect(order).not.toBe('answered first')
    const strays = late.filter(r => r.ok).length
    if (order === 'taken back first') expect(strays).toBeGreaterThan(0)
    expect(await d.answersOf(id)).toHaveLength(strays)
    expect((await t.call(zhao, 'surveys', 'get', { id })).answered).toBe(false)
    expect([await t.refusal(zhao, 'surveys', 'publish', { id, rev: back.data.rev }), await t.refusal(zhao, 'surveys', 'remove', { id })]).toEqual(['WAIT', 'WAIT'])
    await d.fold()
    await t.db.collection('surveys').where({ _id: id }).update({ withdrawnAt: Date.now() - 60_000 })
    const [again, twice] = await Promise.all([0, 1].map(() => t.ask(zhao, 'surveys', 'publish', { id, rev: back.data.rev })))
    expect([again!.ok || twice!.ok, [again!, twice!].every(r => r.ok || r.code === 'STALE')]).toEqual([true, true])
    const open = (await t.call(zhao, 'surveys', 'get', { id })).survey
    expect(open).toMatchObject({ state: 'open', version: version + 1 })
    expect(await d.answersOf(id)).toEqual([])
    expect(await t.call(zhao, 'surveys', 'turnout', { id })).toMatchObject({ answered: 0 })
    expect((await t.call(some[0]!, 'surveys', 'mine', {})).items.find(s => s._id === id)).toMatchObject({ answered: false })
    // A phone that goes on sending what it wrote to the old questions hears so.
    await d.answered(some[0]!, id, good({ q2: 5 }), { version: version + 1 })
    expect(await d.answer(some[1]!, id)).toMatchObject({ code: 'STALE' })
    for (const w of some.slice(1)) await d.answered(w, id, good({ q2: 5 }), { version: version + 1 })
    await d.closed(id)
    const results = await t.call(zhao, 'surveys', 'results', { id })
    expect([results.exact, results.answered, results.questions.find(q => q.key === 'q2')!.bars.map(b => b.n)]).toEqual([true, 25, [0, 0, 0, 0, 25]])
  }
})

test('answers to a version that was taken back are counted nowhere, and go with the draft', async () => {
  const { _id: id, rev } = await d.published({ mode: 'named', settings: { threshold: 1 } })
  await d.answered(workers[0]!, id)
  await d.fold()
  // As if it had come between the look for answers and the taking back, and had been counted by then.
  await t.db.collection('surveys').where({ _id: id }).update({ kept: 'draft', version: 2, rev: rev + 1, withdrawnAt: Date.now() - 60_000 })
  const back = (await t.call(zhao, 'surveys', 'get', { id })).survey
  const open = await t.call(zhao, 'surveys', 'publish', { id, rev: back.rev })
  expect(open.events.at(-1)).toMatchObject({ act: 'publish', note: expect.stringContaining('1 份答卷') })
  expect(await t.call(zhao, 'surveys', 'results', { id })).toMatchObject({ answered: 0 })
  await d.answered(workers[0]!, id, good(), { version: 2 })
  await d.fold()
  expect(await t.call(zhao, 'surveys', 'results', { id })).toMatchObject({ answered: 1 })
  await t.db.collection('surveys').where({ _id: id }).update({ kept: 'draft', version: 3, withdrawnAt: Date.now() - 60_000 })
  await t.call(zhao, 'surveys', 'remove', { id })
  expect(await d.answersOf(id)).toEqual([])
})

/** What the tallies of a survey say, beside a full recount of its answers. */
async function countedAndRecounted(id: string) {
  const survey = (await t.call(zhao, 'surveys', 'get', { id })).survey
  const answers = await d.answersOf(id) as unknown as (Counted & { bucket: number; dirty: string })[]
  const tallies = (await t.db.collection('surveyTallies').where({ surveyId: id }).limit(500).get()).data as unknown as SurveyTallyDoc[]
  const counted = Object.fromEntries(tallies.filter(k => k.n > 0).map(({ bucket, n, whole, sizes, by, pairs }) => [bucket, { n, whole, sizes, by, pairs }]))
  const buckets = [...new Set(answers.map(a => a.bucket))]
  const recounted = Object.fromEntries(buckets.map(b => [b, pack(survey.definition, tallyOf(survey.definition, answers.filter(a => a.bucket === b), survey.settings.pairs))]))
  return { counted, recounted, answers }
}

test('counted is what a full recount gives: after edits, in any order, with folds running beside and killed between their steps', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  console.log(`seed ${seed} (replay with SEED=${seed})`)
  let state = seed + 1
  const random = (n: number) => Math.floor(((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647) * n)
  const { _id: id } = await d.published({ mode: 'named', settings: { by: ['unit', 'role', 'seat'], pairs: [{ rows: 'q1', columns: 'q2' }] } })
  await t.db.collection('surveys').where({ _id: id }).update({ buckets: 7 })
  const values = (): Values => (random(3) === 0 ? { q1: { picked: ['o3'] }, ...(random(2) ? { q4: '有话说' } : {}) } : { q1: { picked: [`o${1 + random(2)}`] }, q2: 1 + random(5) })
  const editions = new Map<string, number>()
  for (let round = 0; round < 6; round++) {
    const acts: Promise<unknown>[] = []
    for (let i = 0; i < 25; i++) {
      const who = workers[random(60)]!
      if (acts.length && editions.get(who) === -1) continue
      const edition = editions.get(who) ?? 0
      editions.set(who, -1)
      acts.push(d.answered(who, id, values(), { edition }).then(e => editions.set(who, e)))
      if (random(6) === 0) acts.push(d.fold())
    }
    await Promise.all(acts)
    // A fold that was killed: after marking; after marking and writing a tally that is older than the answers.
    const dead = `dead-${round}`
    await t.db.collection('surveyAnswers').where({ surveyId: id, bucket: random(7), dirty: '1' }).update({ dirty: dead })
    if (random(2)) await Promise.all([d.fold(), d.fold()])
  }
  await d.fold()
  const { counted, recounted, answers } = await countedAndRecounted(id)
  expect(answers.every(a => a.dirty === '')).toBe(true)
  expect(answers.length).toBe(editions.size)
  expect(counted).toEqual(recounted)
  expect((await t.call(zhao, 'surveys', 'results', { id })).answered).toBe(editions.size)
})

test('closing recounts every bucket from nothing, though the tallies were spoilt and the run was killed on the way', async () => {
  const { _id: id } = await d.published({ settings: { by: ['unit'] } })
  await t.db.collection('surveys').where({ _id: id }).update({ buckets: 20 })
  for (const [i, w] of workers.slice(0, 30).entries()) await d.answered(w, id, good({ q2: 1 + (i % 5) }))
  await d.fold()
  const { set } = t.db.command
  await t.db.collection('surveyTallies').where({ surveyId: id }).update({ n: 999, whole: set({ q1: '7' }) })
  await d.over(id)
  // Somebody began and died: the lease keeps others out until it ends, then they go on behind the cursor.
  await t.db.collection('surveys').where({ _id: id }).update({ counting: set({ next: 0, leaseUntil: Date.now() + 60_000 }) })
  expect((await d.fold()).closed).toBe(0)
  expect((await t.call(zhao, 'surveys', 'get', { id })).survey.state).toBe('counting')
  await t.db.collection('surveys').where({ _id: id }).update({ counting: set({ next: 0, leaseUntil: 0 }) })
  const runs = await Promise.all([d.fold(), d.fold(), d.fold()])
  expect(runs.reduce((n, r) => n + r.closed, 0)).toBe(1)
  const { counted, recounted } = await countedAndRecounted(id)
  expect(counted).toEqual(recounted)
  const results = await t.call(zhao, 'surveys', 'results', { id })
  expect(results).toMatchObject({ exact: true, answered: 30, why: null })
  expect(results.questions.find(q => q.key === 'q2')!.bars.map(b => b.n)).toEqual([6, 6, 6, 6, 6])
  expect((await d.fold()).closed).toBe(0)
})

test('answers race with the end: whatever was told “received” is counted', async () => {
  const { _id: id } = await d.published({ mode: 'named', settings: { threshold: 1 } })
  const sending = Promise.all(workers.slice(0, 40).map(w => d.answer(w, id)))
  const [replies] = await Promise.all([sending, d.fold(), d.fold()])
  await d.closed(id)
  const received = replies.filter(r => r.ok).length
  const results = await t.call(zhao, 'surveys', 'results', { id })
  expect([results.exact, results.answered, results.questions[0]!.n]).toEqual([true, received, received])
})

test('a person answers once whatever account; rebinding gives no second answer', async () => {
  const { _id: id } = await d.published()
  await d.answered(workers[0]!, id)
  await t.db.collection('people').where({ _id: personOf(workers[0]!) }).update({ wx: 'wx-another-phone' })
  expect(await d.answer('wx-another-phone', id, good({ q2: 1 }))).toMatchObject({ code: 'ALREADY_ANSWERED' })
  await t.db.collection('people').where({ _id: personOf(workers[0]!) }).update({ wx: workers[0]! })
  expect(await d.answersOf(id)).toHaveLength(1)
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
