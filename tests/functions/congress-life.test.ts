import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, inDays, newId, paperText, term, today } from './congress-helpers'

const { zhao, zhou, li, wang, tang, liu, ma, he } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  await t.db.collection('terms').add({ ...term(), _id: 'term-huajiang-6', id: undefined, rev: 1, tenantId: 'ent-huajiang', elections: [], ends: [], committees: [], events: [], pending: [] })
})
afterAll(() => t.stop())

const gate = async (id: string, name: string) => (await d.look(id)).gates.find(g => g.id === name)!

test('prepared: notice, agenda, papers read, window, review; each gate says what is missing and which article', async () => {
  const id = await d.session({ startsAt: Date.now() + 10 * 86_400_000 })
  expect((await d.look(id)).gates.map(g => [g.id, g.met])).toEqual([
    ['date', true], ['agendaTold', false], ['papers', false], ['read', false], ['motions', false], ['qualification', false], ['roll', true], ['mix', true],
  ])
  expect(await d.refused(zhao, id, 'announce')).toBe('NOT_READY')
  await d.matter(id)
  await d.act(zhao, id, 'announce')
  expect(await gate(id, 'agendaTold')).toMatchObject({ met: true, why: expect.stringContaining(today()) })
  expect(await t.refusal(zhou, 'congress', 'paper', { id: await d.paper(id) })).toBe('NOT_FOUND')
  await d.act(zhao, id, 'notify', { text: '定于十日后召开职工代表大会，请各位代表准时参加。' })
  await d.act(zhao, id, 'motionWindow', { from: inDays(-20), to: inDays(-1) })
  await d.act(zhao, id, 'qualify', { note: '经审查，全体代表资格有效。' })
  expect((await d.look(id)).gates.filter(g => !g.met).map(g => g.id)).toEqual(['papers', 'read'])
})
