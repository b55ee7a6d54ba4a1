import { startCloud, type TestCloud } from './cloud'
import { doing as doingMotions, newId as motionId, text } from './motion-helpers'
import { WHO, doing } from './notice-helpers'
import { HOUR, doing as doingSurveys } from './survey-helpers'
import { actors } from '../../scripts/seed/people'

const { zhao, zhou, li, wang, chen, liu } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  // From the first run on what happens is told; what was before is nobody's news.
  await d.work()
})
afterAll(async () => {
  expect(t.faults()).toBe(0)
  await t.stop()
})

const titles = async (who: string) => (await t.call(who, 'notices', 'inbox', {})).items.map(n => n.title)
const byEvents = async () => (await t.call(zhao, 'notices', 'list', { byHand: false })).items

test('the first run tells nothing of the past', async () => {
  expect(await byEvents()).toEqual([])
})

test('a motion’s way: whoever is asked to co-sign, its proposer and its department each hear once, however often and late the timer runs', async () => {
  const m = doingMotions(t)
  await t.call(zhou, 'notices', 'accepted', { tapId: 'tap-after-filing', results: { reply: 'accept' } })
  const handler = { id: 'assist-0001', role: 'handler', unitId: 'hj-jiguan', seat: null, from: '2026-01-01', to: null }
  await t.db.collection('people').where({ _id: 'person-hj-0003' }).update({ wx: 'demo-helper', memberships: t.db.command.push([handler]) })
  const id = motionId()
  await t.call(zhou, 'motions', 'file', { id, rev: 0, text, invite: [actors.li._id, actors.wang._id] })
  await d.work()
  for (const who of [li, wang]) expect(await titles(who)).toContain(`请您附议：${text.title}`)
  expect(await titles(liu)).not.toContain(`请您附议：${text.title}`)
  await t.call(li, 'motions', 'answer', { id, accept: true })
  await t.call(wang, 'motions', 'answer', { id, accept: true })
  await t.call(zhou, 'motions', 'submit', { id })
  await m.act(WHO.qian, id, 'admit')
  await m.act(zhao, id, 'assign', { lead: 'hj-dongli', assist: ['hj-jiguan'] })
  await Promise.all([d.work(), d.work(), d.work()])
  await d.work()
  expect((await titles(zhou)).filter(x => x === `提案已立案：${text.title}`)).toHaveLength(1)
  expect((await titles(chen)).filter(x => x === `有新交办的提案：${text.title}`)).toHaveLength(1)
  // The assisting department has its own word, and only that; so has the lead.
  const helper = 'demo-helper'
  expect((await titles(helper)).filter(x => x.includes(text.title))).toEqual([`有请您部门协办的提案：${text.title}`])
  expect(await titles(chen)).not.toContain(`有请您部门协办的提案：${text.title}`)
  // The one credit went with the first word; for the next there was none, and the inbox has it all the same.
  expect(d.taken(zhou, 'reply')).toBe(1)
  expect(await titles(zhou)).toContain(`提案已交办：${text.title}`)
  const opened = (await t.call(zhou, 'notices', 'inbox', {})).items.find(n => n.title.startsWith('提案已立案'))!
  expect(opened.link).toEqual({ page: 'pages/motions/detail', params: { id } })
  const before = (await byEvents()).length
  // A cursor that fell back, as after a restore, tells nothing twice.
  await t.db.collection('noticeCursors').where({ _id: 'motions' }).update({ at: Date.now() - 3 * HOUR })
  await d.work()
  expect(await byEvents()).toHaveLength(before)
})

test('a survey that opens is told to those it asks; its end, to those who have not answered', async () => {
  const s = doingSurveys(t)
  const { _id, title } = await s.published({ title: '冬季供暖问卷', startsAt: Date.now() - 1, endsAt: Date.now() + 48 * HOUR, audience: { units: [], roles: ['delegate'], term: null } })
  await t.db.collection('surveys').where({ _id }).update({ startsAt: Date.now() })
  await d.work()
  expect(await titles(zhou)).toContain(`新问卷：${title}`)
  expect(await titles(liu)).not.toContain(`新问卷：${title}`)
  await s.answered(zhou, _id)
  const reminders = (await t.call(zhao, 'notices', 'reminders', {})).items
  const remind = reminders.find(r => r.key === `unanswered.${_id}`)!
  const reach = (await t.call(zhao, 'notices', 'reach', { audience: remind.edit.audience })).people
  expect(reach).toBe(98)
  expect((await t.call(zhao, 'notices', 'people', { audience: remind.edit.audience })).items.map(p => p.personId)).not.toContain(actors.zhou._id)
})
