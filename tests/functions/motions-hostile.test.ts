import { Buffer } from 'node:buffer'
import { endOfDay } from '../../domain/working-days'
import { addDays, dayOf } from '../../domain/calendar'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, newId, text } from './motion-helpers'

const { zhou, li, wang, qian, tang, zhao, sun, chen, feng, jiang, liu, wu, ma } = WHO
const DAY = 86_400_000
const XU = 'demo-xu'

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(() => t.stop())

const get = (id: string, openid: string) => t.call(openid, 'motions', 'get', { id })
const set = (id: string, change: object) => t.db.collection('motions').where({ _id: id }).update(change)
const timer = async () => (await t.cloud.call('motions-timer', {}, {})).result as { orphaned: number; passed: number; counted: number }
const reply = { code: 'C', text: '资金没有落实，暂缓办理。', promisedOn: null, files: [] as never[] } as const
const said = (value: unknown, words: string) => JSON.stringify(value).includes(words)

describe('who is shown what', () => {
  let id: string
  beforeAll(async () => {
    id = await d.handling()
    await d.act(chen, id, 'reply', reply)
  })

  test('a reply that its leader has not signed is seen in the department and the office, by nobody else', async () => {
    for (const who of [chen, jiang, feng, sun, qian, zhao]) expect([who, said(await get(id, who), reply.text)]).toEqual([who, true])
    for (const who of [zhou, li, XU, liu]) expect([who, said(await get(id, who), reply.text)]).toEqual([who, false])
    expect(await t.refusal(zhou, 'papers', 'motionReply', { id })).toBe('WRONG_STATE')
  })

  test('the reason of a 不满意 is for the proposer and those who must do better; the answer to an act tells no more than a look', async () => {
    await d.act(feng, id, 'sign')
    await d.act(zhou, id, 'rate', { value: 'dissatisfied', note: '王班长的名字不该写在里面' })
    for (const who of [zhou, chen, feng, qian, zhao, tang]) expect([who, said(await get(id, who), '王班长')]).toEqual([who, true])
    for (const who of [li, XU, liu]) expect([who, said(await get(id, who), '王班长')]).toEqual([who, false])
    const open = newId()
    await t.call(zhou, 'motions', 'file', { id: open, rev: 0, text, invite: ['person-wang-haiyan'], open: true })
    await t.call(wang, 'motions', 'answer', { id: open, accept: false })
    expect(said(await d.act(li, open, 'cosign'), '王海燕')).toBe(false)
    expect(said(await get(open, li), '王海燕')).toBe(false)
    expect((await get(open, zhou)).motion.cosigners.find(c => c.name === '王海燕')).toMatchObject({ answer: 'declined' })
    expect((await get(open, wang)).motion.cosigners.find(c => c.name === '王海燕')).toMatchObject({ answer: 'declined' })
  })

  test('what was taken out for publication is nowhere to be had for a worker: not in the page, the list, the numbers, the papers', async () => {
    const secret = '张某某家里困难'
    const title = `关于${secret}的提案`
    const done = await d.submitted(zhou, { title, reason: `${secret}，全班组都知道。`, proposal: `请帮助，因为${secret}。` })
    await d.act(qian, done, 'admit')
    await d.act(zhao, done, 'assign', { lead: 'hj-dongli', assist: [] })
    await d.act(chen, done, 'signFor')
    await d.act(chen, done, 'note', { kind: 'progress', text: `${secret}，已经走访。`, files: [] })
    await d.act(chen, done, 'reply', { ...reply, code: 'A', text: `${secret}的问题已经解决。` })
    await d.act(feng, done, 'sign')
    await d.act(zhou, done, 'rate', { value: 'satisfied', note: `替${secret}谢谢` })
    await d.act(zhao, done, 'publish', { title: '关于困难帮扶的提案', proposal: '请完善帮扶办法。', reply: '已经完善。', named: false, unitIds: [] })
    const [seen, list, counted, published] = [
      await get(done, liu), await t.call(liu, 'motions', 'list', { category: 'safety' }),
      await t.call(liu, 'motions', 'counted', { session: '6-2', measure: 'solved', by: 'all', key: '' }), await t.call(liu, 'motions', 'published', {}),
    ]
    for (const answer of [seen, list, counted, published]) {
      expect(said(answer, '关于困难帮扶的提案')).toBe(true)
      expect(said(answer, secret)).toBe(false)
      expect(said(answer, '周建国')).toBe(false)
    }
    expect(seen.withheld).toBe(true)
    expect(await t.refusal(liu, 'papers', 'motionForm', { id: done })).toBe('NOT_ALLOWED')
    expect(await t.refusal(liu, 'papers', 'motionReply', { id: done })).toBe('NOT_ALLOWED')
    expect(await t.refusal(liu, 'motions', 'similar', { title, text: secret })).toBe('NOT_ALLOWED')
    // The jury above reads the same words.
    expect(said(await t.call(zhao, 'motions', 'nominate', { motionId: done, note: '推荐评优' }), secret)).toBe(false)
    expect((await get(done, li)).withheld).toBe(false)
  })

  test('published in a branch: for its teams too, for nobody elsewhere; only units of the enterprise can be named', async () => {
    const done = await d.replied()
    await d.act(zhou, done, 'rate', { value: 'satisfied', note: '' })
    const words = { title: text.title, proposal: text.proposal, reply: '已经更换。', named: true }
    expect(await d.refused(zhao, done, 'publish', { ...words, unitIds: ['qy-yunxing'] })).toBe('NOT_FOUND')
    await d.act(zhao, done, 'publish', { ...words, unitIds: ['hj-dongli', 'hj-dongli'] })
    await t.db.collection('people').where({ _id: 'person-hj-0290' }).update({ wx: 'tmp-team', unitId: 'hj-dongli-2' })
    const sees = async (who: string) => (await t.call(who, 'motions', 'published', {})).items.some(m => m._id === done)
    for (const who of ['tmp-team', wang, zhao]) expect([who, await sees(who)]).toEqual([who, true])
    for (const who of [liu, li, ma]) expect([who, await sees(who)]).toEqual([who, false])
    expect((await t.ask('tmp-team', 'motions', 'published', {})).trips).toBe(3)
  })
})

describe('roles that stand on the wrong unit', () => {
  test('a committee or a presidium of one branch is nobody in the whole enterprise', async () => {
    const own = (role: string) => ({ id: `tmp-${role}`, role, unitId: 'hj-zhuzao', from: '2025-01-01', to: null })
    await t.db.collection('people').where({ _id: 'person-hj-0291' }).update({ wx: 'tmp-branch', memberships: ['worker', 'committee', 'presidium', 'staff'].map(own) })
    const id = await d.submitted()
    expect(await d.refused('tmp-branch', id, 'admit')).toBe('NOT_ALLOWED')
    for (const [action, input] of [
      ['queue', { queue: 'screening' }], ['screenMany', { act: 'admit', ids: [id], key: newId('key') }], ['merits', {}],
      ['score', { id: 'merit-none-1', points: 1 }], ['nominate', { motionId: 'motion-fine-0003', note: '推荐评优' }],
    ] as const) expect([action, await t.refusal('tmp-branch', 'motions', action, input)]).toEqual([action, 'NOT_ALLOWED'])
  })

  test('a jury member who also sits in the office sees no mean before publicity', async () => {
    await t.db.collection('people').where({ _id: 'person-zhao-min' }).update({ memberships: t.db.command.push([{ id: 'tmp-jury', role: 'committee', unitId: 'ent-huajiang', from: '2025-01-01', to: null }]) })
    const { items } = await t.call(zhao, 'motions', 'merits', { state: 'nominated' })
    const id = items.find(m => m.motionId === 'motion-fine-0003')!._id
    await t.call(qian, 'motions', 'score', { id, points: 77 })
    expect(await t.call(zhao, 'motions', 'merit', { id })).toMatchObject({ mean: null, scored: 1 })
    await t.call(zhao, 'motions', 'score', { id, points: 60 })
    expect(await t.call(zhao, 'motions', 'announce', { id, level: 'merit' })).toMatchObject({ mean: 685 })
    expect(await t.refusal(wu, 'motions', 'score', { id, points: 1 })).toBe('NOT_ALLOWED')
  })
})

describe('repeats', () => {
  test('a co-sign that is sent once more after it was withdrawn stays withdrawn', async () => {
    const id = newId()
    await t.call(zhou, 'motions', 'file', { id, rev: 0, text, invite: [], open: true })
    const input = { act: 'cosign', id, key: newId('key') }
    expect((await t.ask(li, 'motions', 'act', input)).ok).toBe(true)
    await t.call(li, 'motions', 'answer', { id, accept: false })
    expect((await t.ask(li, 'motions', 'act', input)).ok).toBe(true)
    expect((await get(id, zhou)).motion.cosigners).toEqual([expect.objectContaining({ name: '李秀英', answer: 'declined' })])
    await d.act(li, id, 'cosign')
    expect((await get(id, zhou)).motion.cosigners).toEqual([expect.objectContaining({ answer: 'accepted' })])
  })

  test('each act sent again with its key changes nothing; the key of one act does not pass for another, nor for another person', async () => {
    const id = await d.submitted()
    const key = newId('key')
    const done = async (who: string, act: string, given: object = {}) => t.ask(who, 'motions', 'act', { act, id, key, ...given })
    for (const [who, act, given] of [
      [qian, 'admit', {}], [zhao, 'assign', { lead: 'hj-dongli', assist: [] }], [chen, 'signFor', {}], [chen, 'note', { kind: 'progress', text: '正在办理', files: [] }],
      [chen, 'askExtension', { days: 5, note: '设备推迟' }], [zhao, 'grantExtension', {}], [zhao, 'remind', { note: '' }], [chen, 'reply', reply], [feng, 'sign', {}],
      [zhou, 'rate', { value: 'satisfied', note: '' }], [zhao, 'archive', {}],
    ] as [string, string, object][]) {
      expect([act, (await done(who, act, given)).ok]).toEqual([act, true])
      const { rev } = (await get(id, zhao)).motion
      expect([act, (await done(who, act, given)).ok, (await get(id, zhao)).motion.rev]).toEqual([act, true, rev])
    }
    expect(await t.refusal(tang, 'motions', 'act', { act: 'admit', id, key })).toBe('WRONG_STATE')
  })
})

describe('departments', () => {
  test('what one department drafted is gone when another gets the motion, from the desk and from its clock', async () => {
    const id = await d.handling()
    await d.act(chen, id, 'reply', reply)
    await d.act(zhao, id, 'reassign', { lead: 'hj-jiguan', assist: [], note: '改由机关办理' })
    expect((await get(id, zhao)).motion.replies).toEqual([])
    await d.act(jiang, id, 'signFor')
    await d.act(jiang, id, 'reply', { ...reply, text: '机关的答复，请予监督。' })
    await d.act(sun, id, 'sign')
    expect((await get(id, zhou)).motion.replies.map(r => r.text)).toEqual(['机关的答复，请予监督。'])
  })

  test('a handler of two departments has the work of both in one list, or of one; nobody else’s', async () => {
    const all = (await t.call(XU, 'motions', 'queue', { queue: 'department' })).items
    expect([...new Set(all.map(m => m.leadName))].sort()).toEqual(['总装分厂', '铸造分厂'])
    const one = (await t.call(XU, 'motions', 'queue', { queue: 'department', unitId: 'hj-zhuzao' })).items
    expect([...new Set(one.map(m => m.leadName))]).toEqual(['铸造分厂'])
    expect(await t.refusal(XU, 'motions', 'queue', { queue: 'department', unitId: 'hj-dongli' })).toBe('NOT_ALLOWED')
    expect((await t.ask(XU, 'motions', 'queue', { queue: 'department' })).trips).toBe(2)
  })

  test('the promise of a department that was closed is reported on by the union', async () => {
    const id = await d.handling()
    await d.act(chen, id, 'reply', { ...reply, code: 'B', promisedOn: addDays(dayOf(Date.now()), 30) })
    await d.act(feng, id, 'sign')
    await d.act(zhou, id, 'rate', { value: 'mostly', note: '' })
    expect(await d.refused(jiang, id, 'deliver', { how: 'kept', note: '已经落实', promisedOn: null })).toBe('NOT_ALLOWED')
    expect(await d.act(zhao, id, 'deliver', { how: 'kept', note: '部门已撤销，经工会核实已落实', promisedOn: null })).toMatchObject({ promise: { state: 'kept' } })
  })
})

describe('the clock', () => {
  const due = endOfDay(dayOf(Date.now()))

  test('the last second of a day in China is in time, the first of the next is not', async () => {
    expect(new Date(due).toISOString()).toMatch(/T15:59:59\.999Z$/)
    const id = await d.handling()
    const late = { ...(await get(id, zhao)).motion }
    expect(late.due! % DAY).toBe(due % DAY)
    expect(late.returnBy! % DAY).toBe(due % DAY)
  })

  test('a second round that runs over its time is late in the lists before the timer has come by, and escalated after days away', async () => {
    const id = await d.replied()
    await d.act(zhou, id, 'rate', { value: 'dissatisfied', note: '没有办好' })
    await set(id, { due: Date.now() - 6 * DAY, wake: Date.now() - 6 * DAY })
    const row = async () => (await t.call(chen, 'motions', 'queue', { queue: 'department' })).items.find(m => m._id === id)!
    expect(await row()).toMatchObject({ overdue: true, round: 2 })
    await timer()
    const { motion } = await get(id, zhao)
    expect(motion.overdueAt).not.toBeNull()
    expect(motion.events.filter(e => e.by === '系统').map(e => e.act)).toEqual(['overdue', 'escalate'])
  })

  test('one motion that cannot be read keeps no other silent', async () => {
    const [broken, other] = [await d.handling(), await d.handling()]
    await set(broken, { replies: null, wake: 1 })
    await set(other, { due: Date.now() - DAY, wake: Date.now() - DAY })
    await t.db.collection('motions').where({ _id: 'motion-demo-0004' }).update({ uncounted: true, counted: [] })
    const before = t.faults()
    await timer()
    expect((await get(other, zhao)).motion.events.at(-1)).toMatchObject({ act: 'overdue' })
    // Once for its deadline, once for the numbers of its enterprise; another enterprise's are counted all the same.
    expect(t.faults()).toBe(before + 2)
    expect((await t.db.collection('motions').where({ _id: 'motion-demo-0004' }).get()).data[0]).toMatchObject({ uncounted: false })
    await set(broken, { replies: [], wake: Number.MAX_SAFE_INTEGER })
  })
})

test('the printed form tells a delegate no more than the page does', async () => {
  const id = await d.handling()
  await d.act(chen, id, 'reply', reply)
  const size = async (who: string) => Buffer.from((await t.call(who, 'papers', 'motionForm', { id })).base64, 'base64').length
  expect(await size(li)).toBeLessThan(await size(chen))
})
