import { handlers } from '../../cloudfunctions/surveys/served'
import { deviceKeyOf } from '../../domain/ballot/paper'
import type { Question } from '../../types/survey-questions'
import { definition, question, shownIf } from '../domain/survey-world'
import { actors } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'
import { demandRefusals } from './hostile'
import { HOUR, WHO, answerOf, doing, edit, good, newId } from './survey-helpers'
import { upload } from './roster-file'

const { zhao, zhou, li, wang, qian, tang, sun, liu, ma, he, wu, zheng, chen, jiang } = WHO
type Action = keyof typeof handlers
const actions = Object.keys(handlers) as Action[]
const id = 'survey-attack-1'
const PUB = deviceKeyOf(new Uint8Array(32).fill(7)).pub

/** A sound input for each action. */
const sound: Record<Action, Record<string, unknown>> = {
  templates: {}, list: {}, create: { id, from: { kind: 'blank', title: '问卷' } }, get: { id }, save: { id, rev: 1, edit: edit() }, check: { definition: edit().definition },
  reach: { audience: edit().audience }, publish: { id, rev: 1 }, withdraw: { id, rev: 1 }, reschedule: { id, rev: 1, endsAt: Date.now() + HOUR }, remove: { id },
  turnout: { id }, people: { id, answered: true }, results: { id }, cross: { id, question: 'q1', by: 'unit' }, pair: { id, pair: { rows: 'q1', columns: 'q2' } }, compare: { id, withId: id },
  texts: { id, question: 'q4' }, alike: { id, question: 'q4' }, pictures: { id, question: 'q4' }, share: { id, rev: 1, on: true },
  mine: {}, open: { id }, answer: { id, version: 1, edition: 0, values: good() }, saveDraft: { id, values: good(), device: 'device-one1', deviceName: '手机' }, shared: { id },
  join: { id, pub: PUB }, place: { id }, sealKey: { id, pub: PUB }, rounds: { id }, toSeal: { id, roundId: `${id}.s1` }, seal: { id, roundId: `${id}.s1`, n: 0, sig: 'A'.repeat(86), batches: [] }, toSealList: {},
}

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(() => t.stop())

const counts = async () => Promise.all(['surveys', 'surveyAnswers', 'surveyTallies', 'surveyQuotas', 'surveyDrafts'].map(async n => (await t.db.collection(n).where({}).count()).total as number))

const STAFF: Action[] = ['templates', 'create', 'get', 'save', 'check', 'reach', 'publish', 'withdraw', 'reschedule', 'remove', 'people', 'share']
const LEADERS: Action[] = ['list', 'turnout', 'results', 'cross', 'pair', 'compare', 'texts', 'alike', 'pictures']
const PEOPLE: Action[] = ['mine', 'open', 'answer', 'saveDraft', 'shared', 'join', 'place']
const SCRUTINEERS: Action[] = ['sealKey', 'toSeal', 'seal', 'toSealList']
const BOTH: Action[] = ['rounds']
const everyone = [zhao, zhou, li, wang, qian, tang, sun, liu, ma, he, wu, zheng, chen, jiang, undefined]

test('every action is for staff, for leaders too, or for everybody who is bound', () => {
  expect([...STAFF, ...LEADERS, ...PEOPLE, ...SCRUTINEERS, ...BOTH].sort()).toEqual([...actions].sort())
  expect(actions.filter(a => JSON.stringify(handlers[a].allow) === '["staff"]').sort()).toEqual([...STAFF].sort())
})

test.each(actions)('%s: by everybody, on a survey that they have nothing to do with', async action => {
  const nothingNeeded = ['templates', 'list', 'check', 'reach', 'mine', 'create', 'remove', 'toSealList']
  for (const who of everyone) {
    const staff = [zhao, ma, zheng].includes(who as never)
    const scrutineer = who === qian || who === jiang
    const may = who !== undefined && (PEOPLE.includes(action) || (staff && !SCRUTINEERS.includes(action)) || (scrutineer && (SCRUTINEERS.includes(action) || BOTH.includes(action))) || (LEADERS.includes(action) && who === sun))
    const { ok, code } = (await t.ask(who, 'surveys', action, { ...sound[action], ...(action === 'create' ? { id: newId('attack') } : {}) })) as { ok: boolean; code?: string }
    const expected = who === undefined ? 'NOT_BOUND' : !may ? 'NOT_ALLOWED' : nothingNeeded.includes(action) ? 'done' : 'NOT_FOUND'
    expect([action, who, ok ? 'done' : code]).toEqual([action, who, expected])
  }
})

test('ids of another enterprise’s survey find nothing, in whatever state it is', async () => {
  const draft = await d.draft({ settings: { leaders: true } })
  const open = await d.published({ mode: 'named', settings: { leaders: true } })
  const told = await d.published({ settings: { leaders: true } })
  await d.answered(liu, told._id)
  await d.closed(told._id)
  await t.call(zhao, 'surveys', 'share', { id: told._id, rev: (await t.call(zhao, 'surveys', 'get', { id: told._id })).survey.rev, on: true })
  // A scrutineer of the other enterprise.
  const outside = actors.he.wx
  await t.db.collection('people').where({ _id: actors.he._id }).update({ memberships: [...actors.he.memberships, { id: 'he-scrutineer', role: 'scrutineer', unitId: 'ent-qingyuan', from: '2026-01-01', to: null }] })
  for (const survey of [draft, open, told]) {
    const of = (action: Action) => ({ ...sound[action], ...('id' in sound[action] ? { id: survey._id } : {}), ...('withId' in sound[action] ? { withId: survey._id } : {}) })
    for (const action of actions.filter(a => 'id' in sound[a] && a !== 'create' && a !== 'remove')) {
      for (const who of STAFF.includes(action) || LEADERS.includes(action) || BOTH.includes(action) ? [ma, zheng] : SCRUTINEERS.includes(action) ? [outside] : [he, ma]) expect([action, who, await t.refusal(who, 'surveys', action, of(action))]).toEqual([action, who, 'NOT_FOUND'])
    }
    expect((await t.ask(ma, 'surveys', 'remove', { id: survey._id })).ok).toBe(true)
    expect((await t.call(zhao, 'surveys', 'get', { id: survey._id })).survey._id).toBe(survey._id)
    expect(await t.refusal(ma, 'surveys', 'create', { id: newId(), from: { kind: 'copy', surveyId: survey._id } })).toBe('NOT_FOUND')
    expect(await t.refusal(ma, 'surveys', 'create', { id: survey._id, from: { kind: 'blank', title: '占用别人的编号' } })).toBe('TAKEN')
  }
  // A draft is nobody’s but the staff’s, and a leader sees what the survey lets leaders see.
  for (const action of ['open', 'answer', 'saveDraft', 'shared'] as const) expect(await t.refusal(liu, 'surveys', action, { ...sound[action], id: draft._id })).toBe('NOT_FOUND')
  for (const action of ['turnout', 'results', 'cross', 'texts'] as const) expect([action, await t.refusal(sun, 'surveys', action, { ...sound[action], id: draft._id })]).toEqual([action, 'NOT_FOUND'])
  const closed = await d.published()
  for (const action of LEADERS.filter(a => a !== 'list')) expect([action, await t.refusal(sun, 'surveys', action, { ...sound[action], id: closed._id, ...('withId' in sound[action] ? { withId: told._id } : {}) })]).toEqual([action, 'NOT_FOUND'])
})

/** What looks wrong and is right for a field. */
const fine: Record<string, unknown[]> = { values: [{}], deviceName: [''], on: [true], answered: [true] }

test.each(actions.filter(a => Object.keys(sound[a]).length))('%s: every field missing, of a wrong form, with operators, and an unknown one', async action => {
  const before = await counts()
  await demandRefusals({ t, openid: zhao, area: 'surveys', fine }, action, sound[action])
  expect(await counts()).toEqual(before)
})

test('deep in a definition and in settings: operators, names of the language, what cannot be', async () => {
  const save = (more: object) => t.refusal(zhao, 'surveys', 'save', { ...sound.save, edit: { ...edit(), ...more } })
  const withQuestion = (more: object) => save({ definition: { sections: [{ key: 's1', title: '', note: '', questions: [{ ...question('single', 'q1'), ...more }] }] } })
  for (const more of [
    { key: '__proto__' }, { key: 'constructor' }, { key: 'toString' }, { key: 'a.b1' }, { key: '$set1' }, { kind: 'matrix' }, { kind: 'other' }, { options: [] }, { options: { $gt: 0 } },
    { options: Array.from({ length: 51 }, (_, i) => ({ key: `o${i}`, text: `${i}` })) }, { showIf: [{ ...shownIf('q1'), question: { $ne: '' } }] }, { jumps: [{ option: '$where', to: 'end' }] },
    { jumps: [{ option: null, to: '__proto__' }] }, { title: 'x'.repeat(201) }, { extra: 1 }, { preset: { $gt: '' } },
  ]) expect([more, await withQuestion(more)]).toEqual([more, 'BAD_INPUT'])
  for (const more of [
    { mode: 'secret' }, { audience: { units: [{ $gt: '' }], roles: [], term: null } }, { audience: { units: [], roles: ['admin'], term: null } }, { audience: { units: [], roles: [], term: { $ne: '' } } },
    { startsAt: -1 }, { settings: { ...edit().settings, threshold: 0 } }, { settings: { ...edit().settings, by: ['name'] } },
    { settings: { ...edit().settings, quotas: [{ group: 'a.b', limit: 1 }] } }, { settings: { ...edit().settings, quotas: [{ group: 'unit-aaaa', limit: 1001 }] } }, { settings: { ...edit().settings, quotas: [{ group: 'unit-aaaa', limit: { $inc: 1 } }] } },
  ]) expect([more, await save(more)]).toEqual([more, 'BAD_INPUT'])
})

test('an imported definition with a loop is refused, the place named, nothing kept', async () => {
  const before = await counts()
  const loop = definition(question('single', 'q1'), question('single', 'q2'), question('single', 'q3', { jumps: [{ option: 'o1', to: 'q1' }] }))
  const reply = await t.ask(zhao, 'surveys', 'create', { id: newId(), from: { kind: 'definition', title: '绕圈的问卷', definition: loop } })
  expect(reply).toMatchObject({ ok: false, code: 'BAD_DEFINITION', field: 'from.definition', message: expect.stringContaining('第 1 题 → 第 2 题 → 第 3 题 → 第 1 题') })
  expect((await t.call(zhao, 'surveys', 'check', { definition: loop })).problems).toMatchObject([{ at: 'q3', code: 'LOOP' }])
  expect(await counts()).toEqual(before)
  const { _id, rev } = await d.draft({ definition: loop })
  expect(await t.ask(zhao, 'surveys', 'publish', { id: _id, rev })).toMatchObject({ ok: false, code: 'NOT_READY', field: 'q3' })
})

test('answers that cannot be: hidden, beyond max, twice, too early, too late, from outside, a megabyte; nothing is half-written', async () => {
  const limited: Question[] = [
    question('multiple', 'q1', { required: true, max: 2, jumps: [] }), question('short', 'q2', { showIf: [shownIf('q1', ['o1'])] }), question('long', 'q3'), question('number', 'q4', { min: 0, max: 10, decimals: 0 }),
  ]
  const { _id: open } = await d.published({ definition: definition(...limited), audience: { units: [], roles: ['delegate'], term: null }, settings: { editable: false } })
  const sent = (values: unknown, who: string = zhou, more: object = {}) => t.ask(who, 'surveys', 'answer', { id: open, version: 1, edition: 0, values: values as never, ...more })
  const refused = async (code: string, field: string | undefined, values: unknown, who: string = zhou) => expect(await sent(values, who)).toMatchObject({ ok: false, code, ...(field ? { field } : {}) })
  const before = await counts()
  await refused('BAD_ANSWER', 'values.q2', { q1: { picked: ['o2'] }, q2: '不该看到这题' })
  await refused('BAD_ANSWER', 'values.q1', { q1: { picked: ['o1', 'o2', 'o3'] } })
  await refused('BAD_ANSWER', 'values.q1', {})
  await refused('BAD_ANSWER', 'values.q1', { q1: { picked: ['o99'] } })
  await refused('BAD_ANSWER', 'values.q1', { q1: 'o1' })
  await refused('BAD_ANSWER', 'values.q4', { q1: { picked: ['o2'] }, q4: 11 })
  await refused('BAD_ANSWER', 'values.x99', { q1: { picked: ['o2'] }, x99: 1 })
  await refused('BAD_INPUT', 'values.q3', { q1: { picked: ['o2'] }, q3: '字'.repeat(1024 * 1024) })
  for (const junk of [{ $gt: '' }, { 'q1.picked': ['o1'] }, { constructor: 1 }, { q1: { $ne: null } }, { q1: { picked: [{ $gt: '' }] } }, { q1: null }, { q3: ['a'] }, { q4: '1e999' }]) {
    expect([junk, (await sent(junk)).ok]).toEqual([junk, false])
  }
  await refused('NOT_FOUND', undefined, { q1: { picked: ['o2'] } }, liu)
  await refused('NOT_FOUND', undefined, { q1: { picked: ['o2'] } }, he)
  expect(await sent({ q1: { picked: ['o2'] } }, zhou, { version: 2 })).toMatchObject({ code: 'STALE' })
  expect(await counts()).toEqual(before)

  expect((await sent({ q1: { picked: ['o2'] } })).ok).toBe(true)
  expect((await sent({ q1: { picked: ['o2'] } })).ok).toBe(true)
  await refused('ALREADY_ANSWERED', undefined, { q1: { picked: ['o3'] } })
  expect(await sent({ q1: { picked: ['o3'] } }, zhou, { edition: 1 })).toMatchObject({ code: 'ALREADY_ANSWERED' })
  const early = await d.published({ startsAt: Date.now() + HOUR, endsAt: Date.now() + 2 * HOUR })
  expect(await t.refusal(zhou, 'surveys', 'answer', { id: early._id, version: 1, edition: 0, values: good() })).toBe('NOT_OPEN')
  expect(await d.answersOf(early._id)).toEqual([])
})

test('after the end: a repeat of what arrived is done, whatever is new is late', async () => {
  const { _id: ended } = await d.published()
  // It arrived, the phone never heard so, and the survey ended.
  await t.db.collection('surveyAnswers').add({ _id: answerOf(ended, 'person-zhou-jianguo'), tenantId: 'ent-huajiang', rev: 0, surveyId: ended, version: 1, bucket: 0, edition: 1, dirty: '1', groups: {}, values: good() })
  await d.closed(ended)
  const sent = (who: string, edition = 0, more = {}) => t.ask(who, 'surveys', 'answer', { id: ended, version: 1, edition, values: good(more) })
  expect(await sent(liu)).toMatchObject({ code: 'OVER' })
  expect(await sent(zhou)).toMatchObject({ ok: true, data: { edition: 1 } })
  expect(await sent(zhou, 0, { q2: 1 })).toMatchObject({ code: 'OVER' })
  expect(await sent(zhou, 1, { q2: 1 })).toMatchObject({ code: 'OVER' })
  expect(await d.answersOf(ended)).toMatchObject([{ values: good(), edition: 1 }])
})

test('pictures: only one’s own uploads; the office sees them with a name', async () => {
  const { _id: shots } = await d.published({ mode: 'named', definition: definition(question('picture', 'q1')), settings: { threshold: 1 } })
  const send = (files: string[]) => t.ask(liu, 'surveys', 'answer', { id: shots, version: 1, edition: 0, values: { q1: { files } } })
  expect(await send(['cloud://test.bucket/ent-huajiang/person-li-xiuying/secret.jpg'])).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await send(['cloud://test.bucket/ent-huajiang/person-liu-yang/../person-li-xiuying/secret.jpg'])).toMatchObject({ code: 'NOT_ALLOWED' })
  const own = await upload(t, liu, Buffer.from('abc'), 'own.jpg')
  expect(await send([own])).toMatchObject({ ok: true })
  const { items } = await t.call(zhao, 'surveys', 'pictures', { id: shots, question: 'q1' })
  expect(items).toMatchObject([{ fileId: own, who: '刘洋', url: expect.stringMatching(/^http/) }])
  expect(await t.refusal(zhao, 'surveys', 'pictures', { id: (await d.published())._id, question: 'q1' })).toBe('NOT_PICTURES')
})

test('questions that are not there, groups that are not there, cursors that were made up', async () => {
  const { _id: open } = await d.published({ mode: 'named' })
  for (const action of ['cross', 'texts', 'alike', 'pictures'] as const) expect([action, await t.refusal(zhao, 'surveys', action, { ...sound[action], id: open, question: 'q99' })]).toEqual([action, 'NOT_FOUND'])
  expect(await t.refusal(zhao, 'surveys', 'texts', { id: open, question: 'q2' })).toBe('NOT_WORDS')
  expect(await t.call(zhao, 'surveys', 'results', { id: open, only: { by: 'unit', group: 'no-such-unit' } })).toMatchObject({ answered: 0 })
  for (const [action, more] of [['cross', { question: 'q1', by: 'seat' }], ['results', { only: { by: 'seat', group: 'none' } }], ['texts', { question: 'q4', only: { by: 'seat', group: 'none' } }]] as const) {
    expect([action, await t.refusal(zhao, 'surveys', action, { id: open, ...more })]).toEqual([action, 'NOT_SPLIT'])
  }
  for (const cursor of ['x', '{"$gt":""}', 'a'.repeat(100)]) expect(await t.refusal(zhao, 'surveys', 'texts', { id: open, question: 'q4', cursor })).toBe('BAD_INPUT')
  for (const cursor of ['x', 'eyJhIjoxfQ', Buffer.from('[{"$gt":""},"x"]').toString('base64url')]) {
    expect(await t.refusal(zhao, 'surveys', 'list', { cursor })).toBe('BAD_INPUT')
    expect(await t.refusal(zhao, 'surveys', 'people', { id: open, answered: true, cursor })).toBe('BAD_INPUT')
  }
})

test('emoji, HTML and formulas are text and come back as they were written', async () => {
  const odd = '=cmd()|"calc" <b>粗</b> 👷‍♀️ {"$gt":""} \' OR 1=1 --'
  const { _id: open } = await d.published({ mode: 'named', title: odd.slice(0, 60), intro: odd, settings: { threshold: 1 } })
  await d.answered(liu, open, good({ q4: odd }))
  await d.fold()
  expect((await t.call(liu, 'surveys', 'open', { id: open })).survey).toMatchObject({ title: odd.slice(0, 60), intro: odd })
  expect((await t.call(zhao, 'surveys', 'texts', { id: open, question: 'q4', text: '<b>' })).items).toEqual([{ text: odd, who: '刘洋' }])
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
