import { handlers } from '../../cloudfunctions/surveys/served'
import { surveyTemplates } from '../../domain/survey/templates'
import { people } from '../../scripts/seed/people'
import { ANONYMOUS_SURVEY, OPEN_SURVEY, TOLD_SURVEY } from '../../scripts/seed/surveys'
import { startCloud, type TestCloud } from './cloud'
import { HOUR, WHO, answerOf, bindWorkers, doing, edit, good, newId, personOf } from './survey-helpers'

const { zhao, zhou, li, sun, liu, he } = WHO

const EVERYBODY = people.filter(p => p.tenantId === 'ent-huajiang').length

let t: TestCloud
let d: ReturnType<typeof doing>
let workers: string[]
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  workers = await bindWorkers(t, 60)
})
afterAll(() => t.stop())

test('made from a template, from another survey, from a definition; the same tap twice is one survey', async () => {
  expect((await t.call(zhao, 'surveys', 'templates', {})).items.map(i => i.key)).toEqual(surveyTemplates.map(s => s.key))
  const id = newId()
  const { survey, problems } = await t.call(zhao, 'surveys', 'create', { id, from: { kind: 'template', template: 'open1' } })
  expect(survey).toMatchObject({ _id: id, title: '厂务公开评价', state: 'draft', mode: 'confidential', version: 1 })
  expect(problems.map(p => p.at)).toEqual(['endsAt'])
  expect((await t.call(zhao, 'surveys', 'create', { id, from: { kind: 'template', template: 'open1' } })).survey.rev).toBe(survey.rev)
  const copy = await t.call(zhao, 'surveys', 'create', { id: newId(), from: { kind: 'copy', surveyId: id } })
  expect(copy.survey).toMatchObject({ title: '厂务公开评价（副本）', definition: survey.definition })
  const made = await t.call(zhao, 'surveys', 'create', { id: newId(), from: { kind: 'definition', title: '导入的问卷', definition: edit().definition } })
  expect(made.survey.definition).toEqual(edit().definition)
  await t.call(zhao, 'surveys', 'remove', { id })
  await t.call(zhao, 'surveys', 'remove', { id })
  expect(await t.refusal(zhao, 'surveys', 'get', { id })).toBe('NOT_FOUND')
})

test('a save whose answer was lost is known again: the same edit is done, another on the old revision is stale', async () => {
  const { _id: id, rev } = await d.draft()
  const save = { id, rev, edit: edit({ title: '答复丢了', settings: { pairs: [{ rows: 'q1', columns: 'q2' }], quotaBy: 'unit', quotas: [{ group: 'hj-dongli', limit: 5 }] } }) }
  const first = await t.call(zhao, 'surveys', 'save', save)
  const again = await t.ask(zhao, 'surveys', 'save', save)
  expect(again).toMatchObject({ ok: true, data: first })
  expect(again.trips).toBeLessThanOrEqual(handlers.save.trips)
  expect((await t.call(zhao, 'surveys', 'get', { id })).survey.rev).toBe(rev + 1)
  expect(await t.refusal(zhao, 'surveys', 'save', { ...save, edit: { ...save.edit, intro: '别的话' } })).toBe('STALE')
  await t.call(zhao, 'surveys', 'save', { ...save, rev: rev + 1 })
  // What stands there is the same, but not because of this save.
  expect(await t.refusal(zhao, 'surveys', 'save', save)).toBe('STALE')
  await t.call(zhao, 'surveys', 'publish', { id, rev: rev + 2 })
  expect(await t.refusal(zhao, 'surveys', 'save', { ...save, rev: rev + 2 })).toBe('WRONG_STATE')
})

test('a survey lives: saved with its problems, published, answered, changed, closed, told', async () => {
  const { _id: id, rev } = await d.draft({ endsAt: null })
  const half = await t.call(zhao, 'surveys', 'get', { id })
  expect([half.problems.map(p => p.code), half.answered]).toEqual([['WINDOW'], false])
  expect(await t.ask(zhao, 'surveys', 'publish', { id, rev })).toMatchObject({ ok: false, code: 'NOT_READY', field: 'endsAt' })
  const { survey } = await t.call(zhao, 'surveys', 'save', { id, rev, edit: edit() })
  const open = await t.call(zhao, 'surveys', 'publish', { id, rev: survey.rev })
  expect(open).toMatchObject({ state: 'open', expected: EVERYBODY })
  // The same tap again, after the first was answered.
  expect((await t.call(zhao, 'surveys', 'publish', { id, rev: survey.rev })).rev).toBe(open.rev)
  expect(await t.refusal(zhao, 'surveys', 'save', { id, rev: open.rev, edit: edit() })).toBe('WRONG_STATE')
  expect((await t.call(liu, 'surveys', 'mine', {})).items.find(s => s._id === id)).toMatchObject({ answered: false, state: 'open' })
  const seen = await t.call(liu, 'surveys', 'open', { id })
  expect(seen).toMatchObject({ answered: false, answer: null, draft: null, survey: { version: 1, editable: true } })
  expect(await d.answered(liu, id)).toBe(1)
  expect((await t.call(liu, 'surveys', 'mine', {})).items.find(s => s._id === id)).toMatchObject({ answered: true })
  expect((await t.call(liu, 'surveys', 'open', { id })).answer).toEqual({ values: good(), edition: 1 })
  expect(await d.answered(liu, id, good({ q2: 1 }), { edition: 1 })).toBe(2)
  expect(await t.refusal(liu, 'surveys', 'shared', { id })).toBe('NOT_FOUND')
  await d.closed(id)
  const closed = (await t.call(zhao, 'surveys', 'get', { id })).survey
  expect(closed.state).toBe('closed')
  expect((await t.call(liu, 'surveys', 'open', { id })).answer).toBeNull()
  const told = await t.call(zhao, 'surveys', 'share', { id, rev: closed.rev, on: true })
  expect(told.state).toBe('shared')
  expect((await t.call(zhao, 'surveys', 'share', { id, rev: closed.rev, on: true })).rev).toBe(told.rev)
  expect(await t.call(zhou, 'surveys', 'shared', { id })).toMatchObject({ why: 'few', answered: null, questions: [], groups: [] })
  await t.call(zhao, 'surveys', 'share', { id, rev: told.rev, on: false })
  expect(await t.refusal(zhou, 'surveys', 'shared', { id })).toBe('NOT_FOUND')
  expect(told.events.map(e => e.act)).toEqual(['create', 'publish', 'close', 'share'])
})

test('confidential: no person and no time beside an answer, under an id that the database cannot tell', async () => {
  const { _id: id } = await d.published({ settings: { by: ['unit', 'role'] } })
  await d.answered(liu, id)
  const [kept] = await d.answersOf(id)
  expect(Object.keys(kept!).sort()).toEqual(['_id', 'bucket', 'dirty', 'edition', 'groups', 'rev', 'surveyId', 'tenantId', 'values', 'version'])
  expect(kept).toMatchObject({ _id: answerOf(id, 'person-liu-yang'), groups: { unit: 'hj-zongzhuang', role: 'worker' } })
  expect(JSON.stringify(kept)).not.toContain('person-')
  const people = await t.call(zhao, 'surveys', 'people', { id, answered: true })
  expect(people.items.map(p => p.personId)).toEqual(['person-liu-yang'])
  await d.fold()
  // Before the end only how many have answered is told: two looks a minute apart would tell the answer of whoever came between.
  expect(await t.call(zhao, 'surveys', 'results', { id })).toMatchObject({ why: 'running', answered: 1, questions: [] })
  expect(await t.call(zhao, 'surveys', 'cross', { id, question: 'q1', by: 'unit' })).toMatchObject({ why: 'running', tables: [] })
  expect((await t.call(zhao, 'surveys', 'texts', { id, question: 'q4' })).items).toEqual([])
  expect((await t.call(zhao, 'surveys', 'alike', { id, question: 'q4' })).groups).toEqual([])
  expect(await t.call(zhao, 'surveys', 'turnout', { id })).toMatchObject({ expected: EVERYBODY, answered: 1, exact: false })
})

test('results: figures, one group suppressed with the next smallest, words, comparison, leaders, participants', async () => {
  const { _id: id } = await d.published({ mode: 'named', settings: { leaders: true, by: ['unit', 'role'], pairs: [{ rows: 'q1', columns: 'q2' }] } })
  // Workers stand in the three branches in turn: 3, 9 and 12 of them answer.
  const of = (branch: number, n: number) => workers.filter((_, i) => i % 3 === branch).slice(0, n)
  const [few, some, many] = [of(0, 3), of(1, 9), of(2, 12)]
  for (const [i, w] of [...few, ...some, ...many].entries()) {
    await d.answered(w, id, i % 4 === 0 ? { q1: { picked: ['o3'] }, q4: i % 8 ? '食堂的菜太贵了' : '食堂的菜太贵了！' } : i % 4 === 1 ? { q1: { picked: [], other: '早餐铺' }, q2: 5 } : { q1: { picked: ['o2'] }, q2: 2, q3: '米饭硬' })
  }
  await d.fold()
  const results = await t.call(zhao, 'surveys', 'results', { id })
  expect(results).toMatchObject({ answered: 24, expected: EVERYBODY, exact: false, why: null, threshold: 5 })
  const [q1, q2, q3, q4] = results.questions
  expect(q1!.bars.map(b => [b.key, b.n])).toEqual([['o1', 0], ['o2', 12], ['o3', 6], ['other', 6]])
  expect(q2).toMatchObject({ n: 18, mean: 3, median: 2 })
  expect([q3!.n, q4!.n]).toEqual([12, 6])
  const { tables: [cross] } = await t.call(zhao, 'surveys', 'cross', { id, question: 'q1', by: 'unit' })
  const row = (group: string) => cross!.table.rows.find(r => r.group === group)
  expect([row('hj-zongzhuang')!.n, row('hj-zhuzao')!.n, row('hj-dongli')!.n, row('hj-jiguan')!.n]).toEqual([null, null, 12, 0])
  expect(cross!.table.total.n).toBe(24)
  expect(results.pairs).toEqual([{ rows: 'q1', columns: 'q2' }])
  const { table, why } = await t.call(sun, 'surveys', 'pair', { id, pair: results.pairs[0]! })
  expect([why, table!.n, table!.columns.map(c => c.n)]).toEqual([null, 24, [0, 12, 0, 0, 6, 6]])
  expect(table!.rows.map(r => [r.name, r.n, r.cells])).toEqual([
    ['选项o1', 0, [0, 0, 0, 0, 0, 0]], ['选项o2', 12, [0, 12, 0, 0, 0, 0]], ['选项o3', 6, [0, 0, 0, 0, 0, 6]], ['其他', 6, [0, 0, 0, 0, 6, 0]],
  ])
  expect(await t.refusal(zhao, 'surveys', 'pair', { id, pair: { rows: 'q2', columns: 'q1' } })).toBe('NOT_CROSSED')
  expect(await t.call(zhao, 'surveys', 'results', { id, only: { by: 'unit', group: 'hj-zhuzao' } })).toMatchObject({ why: 'few', answered: null, questions: [] })
  const dongli = await t.call(zhao, 'surveys', 'results', { id, only: { by: 'unit', group: 'hj-dongli' } })
  expect(dongli).toMatchObject({ answered: 12, why: null })
  expect(dongli.questions.map(q => q.hidden)).toEqual([false, false, false, true])
  expect((await t.call(zhao, 'surveys', 'texts', { id, question: 'q4', only: { by: 'unit', group: 'hj-zhuzao' } })).items).toEqual([])
  const texts = await t.call(zhao, 'surveys', 'texts', { id, question: 'q4', text: '太贵' })
  expect(texts.items).toHaveLength(6)
  expect(texts.items[0]!.who).toBeTruthy()
  expect((await t.call(zhao, 'surveys', 'texts', { id, question: 'q4', text: '.*' })).items).toEqual([])
  expect((await t.call(zhao, 'surveys', 'texts', { id, question: 'q1' })).items.map(i => i.text)).toEqual(Array(6).fill('早餐铺'))
  expect(await t.call(zhao, 'surveys', 'alike', { id, question: 'q4' })).toMatchObject({ read: 6, groups: [{ n: 6, texts: expect.arrayContaining(['食堂的菜太贵了', '食堂的菜太贵了！']) }] })
  const turnout = await t.call(sun, 'surveys', 'turnout', { id })
  expect(turnout).toMatchObject({ answered: 24, expected: EVERYBODY })
  expect(turnout.units.find(u => u.group === 'hj-dongli')).toMatchObject({ answered: 12 })
  expect((await t.call(sun, 'surveys', 'results', { id })).answered).toBe(24)
  expect((await t.call(sun, 'surveys', 'list', {})).items.map(s => s._id)).toEqual([id, OPEN_SURVEY, TOLD_SURVEY])
  await d.closed(id)
  const { survey } = await t.call(zhao, 'surveys', 'get', { id })
  await t.call(zhao, 'surveys', 'share', { id, rev: survey.rev, on: true })
  expect(await t.call(li, 'surveys', 'shared', { id })).toMatchObject({ answered: 24, exact: true, groups: [] })
  const again = await t.call(zhao, 'surveys', 'compare', { id, withId: id })
  expect(again.questions.map(q => [q.key, q.bars.every(b => b.now === b.then)])).toEqual([['q1', true], ['q2', true], ['q3', true], ['q4', true]])
  expect(await t.refusal(sun, 'surveys', 'compare', { id, withId: (await d.published())._id })).toBe('NOT_FOUND')
})

test('the demonstration: one open to everybody, one told with its small offices hidden; none is counted anew', async () => {
  expect((await t.call(liu, 'surveys', 'mine', {})).items.filter(s => s._id.startsWith('survey-demo')).map(s => [s._id, s.state])).toEqual([[OPEN_SURVEY, 'open'], [ANONYMOUS_SURVEY, 'joining'], [TOLD_SURVEY, 'shared']])
  const told = await t.call(liu, 'surveys', 'shared', { id: TOLD_SURVEY })
  expect(told).toMatchObject({ exact: true, why: null })
  expect(told.questions.map(q => q.hidden)).toEqual([false, false, false, false])
  const { tables: [cross] } = await t.call(zhao, 'surveys', 'cross', { id: TOLD_SURVEY, question: 'overall1', by: 'unit' })
  expect(cross!.table.rows.filter(r => r.n === null).map(r => r.group)).toContain('hj-jiguan')
  expect(cross!.table.rows.filter(r => r.n === null)).toHaveLength(2)
  expect(await d.answer(liu, OPEN_SURVEY, { often1: { picked: ['o4'] }, why1: { picked: ['o1'] } })).toMatchObject({ ok: true })
})

/** Everybody whom the office's list names, page by page. */
async function allPeople(id: string, answered: boolean): Promise<string[]> {
  const found: string[] = []
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await t.call(zhao, 'surveys', 'people', { id, answered, cursor })
    found.push(...page.items.map(p => p.personId))
    cursor = page.next
  }
  return found
}
const idOf = (openid: string) => people.find(p => p.wx === openid)!._id

test('who has answered and who has not, page by page; each person once', async () => {
  const { _id: id } = await d.published({ audience: { units: ['hj-dongli'], roles: [], term: null } })
  const dongli = workers.filter((_, i) => i % 3 === 2).slice(0, 4)
  for (const w of dongli) await d.answered(w, id)
  const [yes, no] = [await allPeople(id, true), await allPeople(id, false)]
  expect(yes.sort()).toEqual(dongli.map(personOf).sort())
  const { expected } = await t.call(zhao, 'surveys', 'turnout', { id })
  expect(new Set([...yes, ...no]).size).toBe(expected)
  expect(yes.length + no.length).toBe(expected)
  expect((await t.call(zhao, 'surveys', 'people', { id, answered: true, unitId: 'hj-zhuzao' })).items).toEqual([])
})

test('only those who are asked see it and answer it: units, roles, delegates of a term', async () => {
  const cases: [object, string[], string[]][] = [
    [{ units: ['hj-dongli'], roles: [], term: null }, [WHO.wang], [liu, li]],
    [{ units: [], roles: ['delegate'], term: null }, [zhou], [liu]],
    [{ units: [], roles: [], term: '第六届' }, [zhou], [liu]],
    [{ units: ['hj-dongli'], roles: ['delegate'], term: '第六届' }, [WHO.wang], [zhou, WHO.feng]],
  ]
  for (const [audience, yes, no] of cases) {
    const { _id: id } = await d.published({ audience: audience as never })
    const asked = await allPeople(id, false)
    expect([asked.length, yes.map(idOf).every(p => asked.includes(p)), no.map(idOf).some(p => asked.includes(p))]).toEqual([(await t.call(zhao, 'surveys', 'turnout', { id })).expected, true, false])
    for (const who of yes) expect([who, (await t.call(who, 'surveys', 'mine', {})).items.some(s => s._id === id), (await d.answer(who, id)).ok]).toEqual([who, true, true])
    for (const who of no) {
      expect([who, (await t.call(who, 'surveys', 'mine', {})).items.some(s => s._id === id)]).toEqual([who, false])
      expect([who, await t.refusal(who, 'surveys', 'open', { id })]).toEqual([who, 'NOT_FOUND'])
      expect([who, await t.refusal(who, 'surveys', 'answer', { id, version: 1, edition: 0, values: good() })]).toEqual([who, 'NOT_FOUND'])
    }
  }
  expect(await t.call(zhao, 'surveys', 'reach', { audience: { units: ['hj-dongli-1'], roles: [], term: null } })).toEqual({ people: expect.any(Number) })
  // Units of another enterprise have nobody here.
  expect(await t.call(zhao, 'surveys', 'reach', { audience: { units: ['qy-yunxing'], roles: [], term: null } })).toEqual({ people: 0 })
  const { _id: none } = await d.draft({ audience: { units: [], roles: [], term: '第九十九届' } })
  expect(await t.refusal(zhao, 'surveys', 'publish', { id: none, rev: (await t.call(zhao, 'surveys', 'get', { id: none })).survey.rev })).toBe('NOT_READY')
})

test('taken back while nobody has answered, changed, published as a new version; frozen once somebody has', async () => {
  const open = await d.published({ title: '将被撤回' })
  const back = await t.call(zhao, 'surveys', 'withdraw', { id: open._id, rev: open.rev })
  expect(back).toMatchObject({ state: 'draft', version: 2 })
  expect((await t.call(zhao, 'surveys', 'withdraw', { id: open._id, rev: open.rev })).version).toBe(2)
  const { survey } = await t.call(zhao, 'surveys', 'save', { id: open._id, rev: back.rev, edit: edit({ title: '改过的' }) })
  expect(await t.refusal(zhao, 'surveys', 'publish', { id: open._id, rev: survey.rev })).toBe('WAIT')
  await t.db.collection('surveys').where({ _id: open._id }).update({ withdrawnAt: Date.now() - 60_000 })
  const again = await t.call(zhao, 'surveys', 'publish', { id: open._id, rev: survey.rev })
  expect(again).toMatchObject({ version: 2, title: '改过的' })
  expect(await t.refusal(liu, 'surveys', 'answer', { id: open._id, version: 1, edition: 0, values: good() })).toBe('STALE')
  await d.answered(liu, open._id, good(), { version: 2 })
  expect(await t.refusal(zhao, 'surveys', 'withdraw', { id: open._id, rev: again.rev })).toBe('ANSWERED')
  expect((await t.call(zhao, 'surveys', 'get', { id: open._id })).answered).toBe(true)
})

test('an end is moved while it is not over, a minute ahead at least', async () => {
  const open = await d.published()
  const move = (endsAt: number, rev = open.rev) => t.ask(zhao, 'surveys', 'reschedule', { id: open._id, rev, endsAt })
  expect(await move(Date.now() + 30_000)).toMatchObject({ code: 'BAD_TIME', field: 'endsAt' })
  const later = Date.now() + 5 * HOUR
  expect(await move(later)).toMatchObject({ ok: true, data: { endsAt: later, state: 'open' } })
  expect(await move(later)).toMatchObject({ ok: true })
  expect(await move(later + HOUR)).toMatchObject({ code: 'STALE' })
  await d.over(open._id)
  expect(await t.refusal(zhao, 'surveys', 'reschedule', { id: open._id, rev: open.rev + 1, endsAt: later })).toBe('WRONG_STATE')
})

test('drafts of a named survey go on on another phone, the last one stays, and the phone hears whose it replaced', async () => {
  const { _id: id } = await d.published({ mode: 'named' })
  const save = (device: string, values: object) => t.call(liu, 'surveys', 'saveDraft', { id, values: values as never, device, deviceName: device === 'device-one1' ? '小米手机' : '华为手机' })
  expect((await save('device-one1', { q1: { picked: ['o2'] } })).before).toBeNull()
  expect((await save('device-one1', { q1: { picked: ['o2'] }, q9: 1 })).before).toBeNull()
  expect((await save('device-two2', { q1: { picked: ['o1'] } })).before).toMatchObject({ deviceName: '小米手机' })
  expect((await t.call(liu, 'surveys', 'open', { id })).draft).toMatchObject({ values: { q1: { picked: ['o1'] } }, device: 'device-two2', deviceName: '华为手机' })
  expect((await t.call(zhou, 'surveys', 'open', { id })).draft).toBeNull()
  // What was written before the answer is over with it; what is written on top of the answer is a draft again.
  await d.answered(liu, id)
  expect((await t.call(liu, 'surveys', 'open', { id })).draft).toBeNull()
  await save('device-two2', good({ q2: 1 }))
  expect((await t.call(liu, 'surveys', 'open', { id })).draft).toMatchObject({ values: good({ q2: 1 }) })
  const secret = await d.published()
  expect(await t.refusal(liu, 'surveys', 'saveDraft', { id: secret._id, values: good(), device: 'device-one1', deviceName: '手机' })).toBe('NOT_NAMED')
  await d.closed(id)
  expect((await t.db.collection('surveyDrafts').where({ surveyId: id }).count()).total).toBe(0)
})

test('round trips: an answer three at most, and nothing more than declared', async () => {
  const within = async (who: string, action: keyof typeof handlers, input: object, most: number) => {
    const reply = await t.ask(who, 'surveys', action as 'answer', input as never)
    expect([action, reply.ok, reply.trips <= most, reply.trips <= handlers[action].trips]).toEqual([action, true, true, true])
    return reply.trips
  }
  const { _id: id } = await d.published({ mode: 'named', settings: { pairs: [{ rows: 'q1', columns: 'q2' }] } })
  const answer = (edition: number, values = good()) => ({ id, version: 1, edition, values })
  // Cold, repeated, changed, changed again with the survey known: identity, survey, answer.
  await within(zhou, 'answer', answer(0), 3)
  await within(zhou, 'answer', answer(0), 3)
  await within(zhou, 'answer', answer(1, good({ q2: 2 })), 3)
  await within(zhou, 'answer', answer(1, good({ q2: 2 })), 3)
  await within(li, 'mine', {}, 3)
  await within(li, 'open', { id }, 2)
  await within(li, 'saveDraft', { id, values: good(), device: 'device-one1', deviceName: '手机' }, 3)
  await within(zhao, 'list', {}, 2)
  await within(zhao, 'get', { id }, 2)
  await within(zhao, 'turnout', { id }, 2)
  await within(zhao, 'people', { id, answered: true }, 5)
  await d.fold()
  await within(zhao, 'results', { id }, 2)
  await within(zhao, 'results', { id, only: { by: 'unit', group: 'hj-dongli' } }, 2)
  await within(zhao, 'cross', { id, question: 'q1', by: 'unit' }, 3)
  await within(zhao, 'pair', { id, pair: { rows: 'q1', columns: 'q2' } }, 2)
  await within(zhao, 'compare', { id, withId: id }, 3)
  await within(zhao, 'texts', { id, question: 'q4' }, 4)
  await within(zhao, 'alike', { id, question: 'q4' }, 3)
  await within(zhao, 'reach', { audience: edit().audience }, 4)
  const quota = await d.published({ settings: { quotaBy: 'unit', quotas: [{ group: 'hj-zongzhuang', limit: 9 }] } })
  await within(zhou, 'answer', { ...answer(0), id: quota._id }, 4)
  // This instance knows the survey by now; another person of the same unit.
  await within(liu, 'answer', { ...answer(0), id: quota._id }, 3)
  const { _id: draft, rev } = await d.draft()
  await within(zhao, 'publish', { id: draft, rev }, 7)
})

test('a person takes home the own answers, those of confidential surveys too; an erased person’s stay without whose they are', async () => {
  const [named, secret] = [await d.published({ mode: 'named', settings: { threshold: 1 } }), await d.published()]
  await d.answered(WHO.jiang, named._id, good({ q4: '实名写的话' }))
  await d.answered(WHO.jiang, secret._id, good({ q4: '保密写的话' }))
  await t.call(WHO.jiang, 'surveys', 'saveDraft', { id: named._id, values: good({ q4: '没交的话' }), device: 'device-one1', deviceName: '手机' })
  await d.answered(WHO.chen, secret._id, good({ q4: '别人写的话' }))
  const kept = JSON.parse((await t.call(WHO.jiang, 'members', 'exportMine', {})).json) as { surveyAnswers: { surveyId: string; values: { q4: string } }[]; surveyDrafts: object[] }
  expect(kept.surveyAnswers.map(a => [a.surveyId, a.values.q4]).sort()).toEqual([[named._id, '实名写的话'], [secret._id, '保密写的话']].sort())
  expect(kept.surveyDrafts).toHaveLength(1)
  await t.call(WHO.jiang, 'members', 'askErasure', { reason: '' })
  const { person } = (await t.call(zhao, 'members', 'erasures', {})).items[0]!
  await t.call(zhao, 'members', 'settleErasure', { personId: person._id, rev: person.rev, erase: true, note: '' })
  await d.fold()
  expect((await t.call(zhao, 'surveys', 'texts', { id: named._id, question: 'q4' })).items).toEqual([{ text: '实名写的话', who: '（已注销）' }])
  expect((await t.db.collection('surveyDrafts').where({ surveyId: named._id }).count()).total).toBe(0)
  expect(JSON.stringify(await d.answersOf(named._id))).not.toContain('person-')
})

test('another enterprise sees nothing of it', async () => {
  expect((await t.call(WHO.ma, 'surveys', 'list', {})).items).toEqual([])
  expect((await t.call(he, 'surveys', 'mine', {})).items).toEqual([])
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
