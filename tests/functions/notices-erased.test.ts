import { privacy } from '../../cloudfunctions/members/handlers/privacy'
import { actors } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'
import { MESSAGE, WHO, doing, newId, people } from './notice-helpers'

const { zhao, zhou } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  await d.work()
})
afterAll(async () => {
  expect(t.faults()).toBe(0)
  await t.stop()
})

/** Asked for by the person, granted by the office. */
async function erase(who: string, personId: string) {
  await t.call(who, 'members', 'askErasure', { reason: '' })
  const { person } = (await t.call(zhao, 'members', 'erasures', {})).items.find(i => i.person._id === personId)!
  return t.ask(zhao, 'members', 'settleErasure', { personId, rev: person.rev, erase: true, note: '' })
}
const kept = async () => JSON.stringify((await t.db.collection('notices').limit(1000).get()).data)

test('an erased person: credits, receipts and choices go, the office’s lists say so, and notices forget the name', async () => {
  const LI = 'demo-li', LI_ID = actors.li._id
  await t.call(LI, 'motions', 'file', { id: 'motion-of-li-001', rev: 0, text: { title: '食堂', reason: '理由写得够长，说明为什么要办', proposal: '建议写得够长，说明应该怎么办', category: 'welfare', pictures: [] } as never, invite: [actors.zhou._id, actors.wang._id] })
  await d.work()
  const asked = (await t.call(zhou, 'notices', 'inbox', {})).items.find(n => n.title === '请您附议：食堂')!
  expect(asked.text).toContain(actors.li.name)
  await d.credit(LI)
  const notice = await d.sent({ title: '给李', audience: people([LI_ID]), message: MESSAGE })
  await d.work()
  await t.call(LI, 'notices', 'open', { id: notice._id })
  await t.call(LI, 'notices', 'savePreferences', { items: [{ kind: 'survey', inbox: false, message: false }] })
  const own = JSON.parse((await t.call(LI, 'members', 'exportMine', {})).json) as Record<string, Record<string, unknown>[]>
  expect(own.credits).toContainEqual(expect.objectContaining({ template: 'meeting' }))
  expect(own.receipts).toContainEqual(expect.objectContaining({ noticeId: notice._id }))
  expect(own.noticeBoxes).toContainEqual(expect.objectContaining({ inbox: ['survey'] }))
  expect(own.sends).toContainEqual(expect.objectContaining({ noticeId: notice._id, template: 'meeting', state: 'sent' }))
  expect(JSON.stringify(own.sends)).not.toContain(actors.zhou._id)

  expect((await erase(LI, LI_ID)).ok).toBe(true)
  for (const name of ['credits', 'receipts', 'noticeBoxes']) expect([name, (await t.db.collection(name).where({ personId: LI_ID }).get()).data]).toEqual([name, []])
  expect((await t.call(zhao, 'notices', 'result', { id: notice._id })).items).toMatchObject([{ name: '（已注销）', employeeNo: '', unitName: '' }])
  expect((await t.call(zhou, 'notices', 'open', { id: asked._id })).text).not.toContain(actors.li.name)
  expect(await kept()).not.toContain(actors.li.name)
})

test('one who worked for the union: the name goes from notices of their own and of others, and out of what messages said; a namesake keeps theirs', async () => {
  const [one, two] = await d.reachable(2) as [string, string]
  const ids = [one, two].map(w => w.replace('wx-', ''))
  const name = '郑重名'
  const staff = { id: 'staff-lent-01', role: 'staff', unitId: 'ent-huajiang', seat: null, from: '2026-01-01', to: null }
  for (const _id of ids) await t.db.collection('people').where({ _id }).update({ name, memberships: [staff] })
  const plan = await d.planned({ title: '别人写的', audience: people([actors.zhou._id]), message: { template: 'task', values: { thing1: '请确认', thing2: name, time3: '2026-11-25 14:00' } } })
  await t.call(one, 'notices', 'send', { id: plan._id, rev: plan.rev, sendAt: null })
  const own = newId()
  for (const [who, id] of [[one, own], [two, newId()]] as const) await t.call(who, 'notices', 'create', { id, edit: { kind: 'general', mustConfirm: false, title: '自己写的', text: '', link: null, audience: people([actors.zhou._id]), message: null } })
  const planned = await t.call(one, 'notices', 'plan', { id: own, rev: (await d.get(own)).rev })
  await t.call(two, 'notices', 'send', { id: own, rev: planned.notice.rev, sendAt: null })
  await t.db.collection('people').where({ _id: ids[0] }).update({ memberships: [] })
  const { ok, trips } = await erase(one, ids[0]!)
  expect(ok).toBe(true)
  const notices = 2
  expect([trips, trips <= privacy.settleErasure.trips + 2 * notices, trips > privacy.settleErasure.trips - 3]).toEqual([trips, true, true])
  const events = async (id: string) => (await d.get(id)).events.map(e => [e.act, e.by])
  expect(await events(plan._id)).toEqual([['create', actors.zhao.name], ['plan', actors.zhao.name], ['send', '已注销']])
  expect(await events(own)).toEqual([['create', '已注销'], ['plan', '已注销'], ['send', name]])
  expect((await d.get(own)).by).toBe('已注销')
  expect((await d.get(plan._id)).message!.values.thing2).toBe('已注销')
  // What is left of the name is the other's.
  expect((await kept()).split(name)).toHaveLength(1 + 1 + 2)
})
