import type { NoticeAudience } from '../../types/notice-fields'
import { actors } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'
import { cast, hall, motion as vote, yes } from './congress-hall'
import { doing as doingLessons, article } from './lesson-helpers'
import { doing as doingMotions, newId as motionId, text } from './motion-helpers'
import { MESSAGE, WHO, bindWorkers, doing, newId } from './notice-helpers'
import { doing as doingSurveys, HOUR, personOf } from './survey-helpers'
import { ballots, inTurn } from './survey-phones'

const { zhao, zhou, li, ma, jiang, qian } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(async () => {
  expect(t.faults()).toBe(0)
  await t.stop()
})

const reach = async (audience: NoticeAudience) => (await t.call(zhao, 'notices', 'reach', { audience })).people
const refusal = (audience: NoticeAudience, who: string = zhao) => t.ask(who, 'notices', 'reach', { audience })

/** Everybody of an audience, screen after screen. */
async function everybody(audience: NoticeAudience): Promise<string[]> {
  const all: string[] = []
  for (let cursor: string | undefined; ;) {
    const { items, next } = await t.call(zhao, 'notices', 'people', { audience, cursor })
    all.push(...items.map(p => p.personId))
    if (next === undefined) return all
    cursor = next
  }
}
const reminder = async (key: string) => (await t.call(zhao, 'notices', 'reminders', {})).items.find(i => i.key === key)

describe('a course', () => {
  const learning = () => doingLessons(t)

  test('those who have not finished it, or one episode of it; a compulsory one is among the reminders', async () => {
    const [one, two, three] = await bindWorkers(t, 3) as [string, string, string]
    const { _id: courseId } = await learning().published({ title: '安全生产必修课', compulsory: true, dueAt: Date.now() + 240 * HOUR, audience: { units: ['hj-zongzhuang'], roles: [] }, episodes: [article('e1'), article('e2')] })
    const whole: NoticeAudience = { kind: 'unfinished', courseId, episode: null }
    const all = await reach({ kind: 'group', units: ['hj-zongzhuang'], roles: [], term: null })
    expect(await reach(whole)).toBe(all)
    await t.db.collection('people').where({ _id: t.db.command.in([one, two, three].map(personOf)) }).options({ multiple: true }).update({ unitId: 'hj-zongzhuang' })
    const before = await reach(whole)
    await learning().learned(one, personOf(one), courseId, 'e1')
    await learning().learned(one, personOf(one), courseId, 'e2')
    await learning().learned(two, personOf(two), courseId, 'e1')
    expect([await reach(whole), await reach({ ...whole, episode: 'e1' }), await reach({ ...whole, episode: 'e2' })]).toEqual([before - 1, before - 2, before - 1])
    const listed = await everybody(whole)
    expect(listed).toHaveLength(before - 1)
    expect([listed.includes(personOf(one)), listed.includes(personOf(two)), listed.includes(personOf(three))]).toEqual([false, true, true])
    const item = (await reminder(`unfinished.${courseId}`))!
    expect(item.edit).toMatchObject({ kind: 'lesson', link: { page: 'pages/lessons/course', params: { id: courseId } }, audience: whole, message: { template: 'lesson' } })
    const { problems } = await t.call(zhao, 'notices', 'create', { id: newId(), edit: item.edit })
    expect(problems).toEqual([])
    const sent = await d.sent(item.edit)
    expect(sent.plan!.total).toBe(before - 1)
    await d.work()
    const titles = async (who: string) => (await t.call(who, 'notices', 'inbox', {})).items.map(n => n.title)
    expect([(await titles(one)).includes(item.edit.title), (await titles(two)).includes(item.edit.title)]).toEqual([false, true])
  })

  test('no episode, no course, not published, withdrawn, of another enterprise: each is said', async () => {
    const course = await learning().published({ title: '选修课' })
    const audience: NoticeAudience = { kind: 'unfinished', courseId: course._id, episode: null }
    expect(await refusal({ ...audience, episode: 'e9' })).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('课时') })
    expect(await refusal({ ...audience, courseId: 'course-nowhere' })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal({ ...audience, courseId: (await learning().draft())._id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal(audience, ma)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await reminder(`unfinished.${course._id}`)).toBeUndefined()
    await t.call(zhao, 'lessons', 'withdraw', { id: course._id, rev: course.rev, note: '有错' })
    expect(await refusal(audience)).toMatchObject({ code: 'WRONG_STATE', field: 'audience' })
  })
})

describe('an anonymous survey', () => {
  test('step by step: who has not joined, who has not drawn, whoever holds a sheet; never who has not answered', async () => {
    const b = ballots(t)
    const workers = (await bindWorkers(t, 14)).slice(2)
    const { _id: surveyId, title } = await b.begun({ title: '对管理层的看法', audience: { units: ['hj-zongzhuang', 'hj-zhuzao', 'hj-dongli'], roles: [], term: null } })
    const all = await reach({ kind: 'group', units: ['hj-zongzhuang', 'hj-zhuzao', 'hj-dongli'], roles: [], term: null })
    const of = (kind: 'notJoined' | 'sheetNotDrawn' | 'sheetDrawn' | 'unanswered'): NoticeAudience => ({ kind, surveyId })
    const phones = await inTurn(workers.slice(0, 11), wx => b.join(wx, surveyId))
    expect(await reach(of('notJoined'))).toBe(all - 11)
    const without = await everybody(of('notJoined'))
    expect([without.includes(personOf(workers[0]!)), without.includes(personOf(workers[11]!)), new Set(without).size]).toEqual([false, true, all - 11])
    for (const kind of ['unanswered', 'sheetNotDrawn', 'sheetDrawn'] as const) expect([kind, (await refusal(of(kind))).ok]).toEqual([kind, false])
    expect(await refusal(of('unanswered'))).toMatchObject({ code: 'WRONG_STATE', message: expect.stringContaining('匿名') })
    const join = (await reminder(`notJoined.${surveyId}`))!
    expect(join.edit).toMatchObject({ title: `请报名：${title}`, link: { page: 'pages/ballot/survey', params: { id: surveyId } }, audience: of('notJoined') })
    expect(await reminder(`unanswered.${surveyId}`)).toBeUndefined()

    const seals = await b.scrutineers(surveyId, [jiang, qian])
    await b.drawing(surveyId)
    expect(await reach(of('sheetNotDrawn'))).toBe(11)
    await inTurn(phones.slice(1), one => b.drawn(one, surveyId))
    expect(await everybody(of('sheetNotDrawn'))).toEqual([personOf(workers[0]!)])
    for (const kind of ['unanswered', 'notJoined', 'sheetDrawn'] as const) expect([kind, (await refusal(of(kind))).ok]).toEqual([kind, false])
    expect(await reminder(`sheetNotDrawn.${surveyId}`)).toMatchObject({ edit: { audience: of('sheetNotDrawn'), link: { page: 'pages/ballot/survey' } } })

    await b.settled(surveyId)
    await b.sealAll(seals, surveyId)
    expect(await b.state(surveyId)).toBe('open')
    expect((await everybody(of('sheetDrawn'))).sort()).toEqual(workers.slice(1, 11).map(personOf).sort())
    await b.cast(phones[1]!.phone!, { q1: { picked: ['o2'] }, q2: 3, q3: '夜班补贴' })
    expect(await reach(of('sheetDrawn'))).toBe(10)
    for (const kind of ['unanswered', 'notJoined', 'sheetNotDrawn'] as const) expect([kind, (await refusal(of(kind))).ok]).toEqual([kind, false])
    expect(await reminder(`sheetDrawn.${surveyId}`)).toMatchObject({ edit: { audience: of('sheetDrawn') } })
    for (const kind of ['unanswered', 'notJoined', 'sheetNotDrawn', 'sheetDrawn'] as const) expect([kind, await refusal(of(kind), ma)]).toMatchObject([kind, { code: 'NOT_FOUND' }])
  }, 120_000)

  test('one by name has neither joining nor sheets; one that is not published is not there', async () => {
    const s = doingSurveys(t)
    const named = await s.published()
    for (const kind of ['notJoined', 'sheetNotDrawn', 'sheetDrawn'] as const) {
      expect([kind, await refusal({ kind, surveyId: named._id })]).toMatchObject([kind, { code: 'WRONG_STATE' }])
      expect([kind, await refusal({ kind, surveyId: (await s.draft())._id })]).toMatchObject([kind, { code: 'NOT_FOUND' }])
    }
    expect(await refusal({ kind: 'unanswered', surveyId: (await s.draft({ mode: 'anonymous' }))._id })).toMatchObject({ code: 'NOT_FOUND' })
    await s.closed(named._id)
    expect(await refusal({ kind: 'unanswered', surveyId: named._id })).toMatchObject({ code: 'WRONG_STATE' })
  })
})

describe('a session', () => {
  test('not voted yet, by name: those who are there and have not; over, nobody is reminded', async () => {
    const h = await hall(t, { size: 9, present: 6 })
    const roundId = await h.open(await h.matter(vote))
    const audience: NoticeAudience = { kind: 'notVoted', roundId }
    expect((await everybody(audience)).sort()).toEqual(h.ids.slice(0, 6).sort())
    await Promise.all([0, 1].map(i => cast(t, h.wx(i), roundId, yes)))
    expect((await everybody(audience)).sort()).toEqual(h.ids.slice(2, 6).sort())
    expect((await reminder(`notVoted.${roundId}`))!.edit.audience).toEqual(audience)
    expect(await refusal(audience, ma)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal({ kind: 'notDrawn', roundId })).toMatchObject({ code: 'NOT_FOUND' })
    await t.call(zhao, 'congress', 'roundClose', { roundId })
    expect(await refusal(audience)).toMatchObject({ code: 'WRONG_STATE' })
  })

  test('papers unread: whoever has not opened every one that was delivered', async () => {
    const h = await hall(t, { size: 5 })
    const papers = [newId('paper'), newId('paper'), newId('paper')]
    await t.db.collection('sessionPapers').add(papers.map((_id, i) => ({ _id, tenantId: 'ent-huajiang', rev: 0, sessionId: h.id, matterId: null, title: `文件${i}`, text: '', files: [], deliveredAt: i === 2 ? null : Date.now() })))
    const read = (person: number, paper: number) => t.db.collection('paperReads').add({ _id: `${papers[paper]}.${h.ids[person]}`, tenantId: 'ent-huajiang', rev: 0, sessionId: h.id, paperId: papers[paper], personId: h.ids[person], at: Date.now() })
    await Promise.all([read(0, 0), read(0, 1), read(1, 0), read(2, 2)])
    const audience: NoticeAudience = { kind: 'unread', sessionId: h.id }
    expect((await everybody(audience)).sort()).toEqual(h.ids.slice(1).sort())
    expect(await refusal(audience, ma)).toMatchObject({ code: 'NOT_FOUND' })
    await t.db.collection('sessions').where({ _id: h.id }).update({ stage: 'closed' })
    expect(await refusal(audience)).toMatchObject({ code: 'WRONG_STATE' })
  })
})

test('a motion’s people: proposer, those who agreed to co-sign, its department', async () => {
  const m = doingMotions(t)
  const id = motionId()
  await t.call(zhou, 'motions', 'file', { id, rev: 0, text, invite: [actors.li._id, actors.wang._id] })
  await t.call(li, 'motions', 'answer', { id, accept: true })
  await t.call(WHO.wang, 'motions', 'answer', { id, accept: true })
  await t.call(zhou, 'motions', 'submit', { id })
  const of = (who: 'proposers' | 'cosigners' | 'handlers' | 'assisting' | 'all'): NoticeAudience => ({ kind: 'motion', motionId: id, who })
  expect([await everybody(of('proposers')), (await everybody(of('cosigners'))).sort(), await everybody(of('handlers'))]).toEqual([[actors.zhou._id], [actors.li._id, actors.wang._id].sort(), []])
  await m.act(qian, id, 'admit')
  await m.act(zhao, id, 'assign', { lead: 'hj-dongli', assist: [] })
  expect(await everybody(of('handlers'))).toContain(actors.chen._id)
  expect(new Set(await everybody(of('all')))).toEqual(new Set([actors.zhou._id, actors.li._id, actors.wang._id, ...await everybody(of('handlers'))]))
  expect(await refusal(of('all'), ma)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await everybody(of('assisting'))).toEqual([])
  await t.db.collection('motions').where({ _id: id }).update({ assist: [{ unitId: 'hj-jiguan', name: '机关' }, { unitId: 'hj-dongli', name: '动力' }] })
  expect(await everybody(of('assisting'))).toContain(actors.chen._id)
})

test('a small unit among many people with credits: everybody’s own is found', async () => {
  // Their ids stand far apart in the order of ids, with thousands of others’ credits between.
  const ids = ['person-hj-0000', 'person-hj-9999x']
  const some = (await t.db.collection('people').where({ _id: 'person-hj-0000' }).get()).data[0] as unknown as Record<string, unknown>
  await t.db.collection('units').add({ _id: 'hj-far-apart', tenantId: 'ent-huajiang', rev: 0, name: '相距很远的班组', kind: 'team', parentId: 'ent-huajiang', path: [...await pathOf('ent-huajiang'), 'hj-far-apart'], order: 99 })
  await t.db.collection('people').where({ _id: ids[0] }).update({ unitId: 'hj-far-apart', wx: `wx-${ids[0]}` })
  await t.db.collection('people').add({ ...some, _id: ids[1], employeeNo: 'FAR1', unitId: 'hj-far-apart', wx: `wx-${ids[1]}`, web: `none:${ids[1]}` })
  const credit = (personId: string) => ({ _id: `${personId}.meeting`, tenantId: 'ent-huajiang', rev: 0, personId, template: 'meeting', left: 1, off: null, lines: [], reserved: {}, unknown: {} })
  const between = Array.from({ length: 3000 }, (_, i) => `person-hj-5${String(i).padStart(5, '0')}`)
  for (let at = 0; at < between.length; at += 500) await t.db.collection('credits').add(between.slice(at, at + 500).map(credit))
  await t.db.collection('credits').add(credit(ids[1]!))
  await t.db.collection('credits').where({ _id: `${ids[0]}.meeting` }).remove()
  await t.db.collection('credits').add(credit(ids[0]!))
  expect((await d.planned({ audience: { kind: 'group', units: ['hj-far-apart'], roles: [], term: null }, message: MESSAGE })).plan).toMatchObject({ total: 2, message: 2 })
})

const pathOf = async (id: string) => ((await t.db.collection('units').where({ _id: id }).get()).data[0] as unknown as { path: string[] }).path

describe('a notice that is to be confirmed 已知悉', () => {
  test('those who have not, read or not; reminding them opens the notice itself', async () => {
    const three = await bindWorkers(t, 3) as [string, string, string]
    const [one, two, untouched] = three
    const { _id: noticeId } = await d.sent({ title: '冬季安全检查', mustConfirm: true, audience: { kind: 'people', people: three.map(personOf) } })
    await t.call(one, 'notices', 'confirm', { id: noticeId })
    await t.call(two, 'notices', 'open', { id: noticeId })
    const left: NoticeAudience = { kind: 'unconfirmed', noticeId }
    expect((await everybody(left)).sort()).toEqual([personOf(two), personOf(untouched)].sort())
    const readers = (await t.call(zhao, 'notices', 'readers', { id: noticeId, which: 'unconfirmed' })).items
    expect(new Map(readers.map(r => [r.personId, r.readAt !== null]))).toEqual(new Map([[personOf(two), true], [personOf(untouched), false]]))
    const { edit } = (await reminder(`unconfirmed.${noticeId}`))!
    expect(edit).toMatchObject({ kind: 'meeting', mustConfirm: false, title: '请确认：冬季安全检查', link: { page: 'pages/notices/notice', params: { id: noticeId } }, audience: left })
    expect((await d.sent(edit)).plan!.total).toBe(2)
  })

  test('of a large group too; not sent, not to be confirmed, of another enterprise: each is said', async () => {
    const { _id: noticeId } = await d.sent({ mustConfirm: true, audience: { kind: 'group', units: [], roles: ['delegate'], term: null } })
    const all = await reach({ kind: 'group', units: [], roles: ['delegate'], term: null })
    await t.call(zhou, 'notices', 'confirm', { id: noticeId })
    expect(await reach({ kind: 'unconfirmed', noticeId })).toBe(all - 1)
    expect(await refusal({ kind: 'unconfirmed', noticeId }, ma)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal({ kind: 'unconfirmed', noticeId: (await d.draft({ mustConfirm: true }))._id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal({ kind: 'unconfirmed', noticeId: (await d.sent())._id })).toMatchObject({ code: 'WRONG_STATE', field: 'audience' })
  })
})
