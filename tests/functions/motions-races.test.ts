import { replays } from '../../domain/motion-graph'
import { folded, placeOf } from '../../domain/motion-stats'
import type { MotionDoc } from '../../cloudfunctions/_kit/documents'
import type { Measure } from '../../types/motion-stats'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, newId } from './motion-helpers'

const { zhou, qian, zhao, sun, chen, feng } = WHO
const DAY = 86_400_000

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(() => t.stop())

const timer = async () => (await t.cloud.call('motions-timer', {}, {})).result as { orphaned: number; passed: number; counted: number; cleared: number }
const act = (openid: string, id: string, name: string, given: object = {}) => t.ask(openid, 'motions', 'act', { act: name, id, key: newId('key'), ...given })
const set = (id: string, change: object) => t.db.collection('motions').where({ _id: id }).update(change)

describe('races', () => {
  test('two screeners at once: one decides, the other is told what it is now', async () => {
    const id = await d.submitted()
    const [a, b] = await Promise.all([act(qian, id, 'admit'), act(qian, id, 'refuse', { reason: 'solved', note: '已经解决' })])
    expect([a.ok, b.ok].sort()).toEqual([false, true])
    expect([a, b].find(r => !r.ok)).toMatchObject({ code: 'WRONG_STATE' })
    const m = await d.get(id)
    expect(replays(m.events, m.state)).toBe(true)
  })

  test('ten admitted at once: ten numbers, none twice, none left out', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => d.submitted()))
    const done = await Promise.all(ids.map(id => act(qian, id, 'admit')))
    for (const [i, r] of done.entries()) if (!r.ok) expect(await d.act(qian, ids[i]!, 'admit')).toMatchObject({ state: 'filed' })
    const serials = ((await t.db.collection('motions').where({ tenantId: 'ent-huajiang', session: '6-2', serial: t.db.command.gt(0) }).limit(1000).get()).data as MotionDoc[]).map(m => m.serial).sort((a, b) => a - b)
    expect(serials).toEqual(serials.map((_, i) => i + 1))
  })

  test('the same act sent five times is one act', async () => {
    const id = await d.handling()
    const input = { act: 'note', id, key: newId('key'), kind: 'progress', text: '正在办理之中', files: [] }
    const replies = await Promise.all(Array.from({ length: 5 }, () => t.ask(chen, 'motions', 'act', input)))
    expect(replies.every(r => r.ok)).toBe(true)
    expect((await d.get(id)).notes).toHaveLength(1)
  })

  test('rating twice, from two phones: one rating', async () => {
    const id = await d.replied()
    const both = await Promise.all([act(zhou, id, 'rate', { value: 'satisfied', note: '' }), act(zhou, id, 'rate', { value: 'dissatisfied', note: '不满意的原因' })])
    expect(both.filter(r => r.ok)).toHaveLength(1)
    expect((await d.get(id)).ratings).toHaveLength(1)
  })

  test('assigned by two at once: one department has it', async () => {
    const id = await d.filed()
    const both = await Promise.all([act(zhao, id, 'assign', { lead: 'hj-dongli', assist: [] }), act(sun, id, 'assign', { lead: 'hj-jiguan', assist: [] })])
    expect(both.filter(r => r.ok)).toHaveLength(1)
    expect((await d.get(id)).events.filter(e => e.act === 'assign')).toHaveLength(1)
  })

  test('an extension after the deadline, a return after its window, and a reply that is late', async () => {
    const id = await d.filed()
    await d.act(zhao, id, 'assign', { lead: 'hj-dongli', assist: [] })
    await set(id, { due: Date.now() - 1, returnBy: Date.now() - 1 })
    expect(await d.refused(chen, id, 'sendBack', { note: '不属于本部门' })).toBe('TOO_LATE')
    await d.act(chen, id, 'signFor')
    expect(await d.refused(chen, id, 'askExtension', { days: 5, note: '来不及了' })).toBe('TOO_LATE')
    await d.act(chen, id, 'reply', { code: 'A', text: '已经更换完毕，请监督。', promisedOn: null, files: [] })
    expect(await d.act(feng, id, 'sign')).toMatchObject({ onTime: false })
  })
})

describe('the timer', () => {
  test('after weeks of sleep it says what has passed, once; a second run does nothing', async () => {
    const id = await d.handling()
    await set(id, { due: Date.now() - 20 * DAY, wake: Date.now() - 30 * DAY })
    await timer()
    const m = await d.get(id)
    expect(m.events.filter(e => e.by === '系统').map(e => e.act)).toEqual(['overdue', 'escalate'])
    expect(m.overdueAt).not.toBeNull()
    const again = await timer()
    expect(again).toEqual({ orphaned: 0, passed: 0, counted: 0, cleared: 0 })
    expect((await d.get(id)).events).toHaveLength(m.events.length)
    expect((await t.call(zhao, 'motions', 'queue', { queue: 'overdue' })).items.map(x => x._id)).toContain(id)
  })

  test('a silent rating is 未评价; a 不满意 of one of two reopens when the time is over', async () => {
    const [silent, merged] = [await d.replied(), await d.filed()]
    await set(silent, { rateBy: Date.now() - 1, wake: Date.now() - 1 })
    const other = await d.submitted(WHO.li)
    await d.act(qian, other, 'merge', { into: merged })
    await d.act(zhao, merged, 'assign', { lead: 'hj-dongli', assist: [] })
    await d.act(chen, merged, 'signFor')
    await d.act(chen, merged, 'reply', { code: 'C', text: '资金没有落实，暂缓办理。', promisedOn: null, files: [] })
    await d.act(feng, merged, 'sign')
    await d.act(zhou, merged, 'rate', { value: 'dissatisfied', note: '没有时间表' })
    await set(merged, { rateBy: Date.now() - 1, wake: Date.now() - 1 })
    await timer()
    expect(await d.get(silent)).toMatchObject({ state: 'closed', ratings: [] })
    expect(await d.get(merged)).toMatchObject({ state: 'handling', round: 2 })
  })

  test('a department that was closed loses none of its motions', async () => {
    const id = await d.filed()
    await t.db.collection('units').add({ _id: 'hj-chedian', tenantId: 'ent-huajiang', parentId: 'ent-huajiang', path: ['fed-huacheng', 'station-east', 'ent-huajiang', 'hj-chedian'], kind: 'branch', name: '将撤部门', closedOn: null, rev: 0 })
    await d.act(zhao, id, 'assign', { lead: 'hj-chedian', assist: [] })
    await t.db.collection('units').where({ _id: 'hj-chedian' }).update({ closedOn: '2026-11-01' })
    expect((await timer()).orphaned).toBe(1)
    expect(await d.get(id)).toMatchObject({ state: 'filed', lead: null })
    expect((await t.call(zhao, 'motions', 'queue', { queue: 'assigning' })).items.map(m => m._id)).toContain(id)
    expect(await d.refused(zhao, id, 'assign', { lead: 'hj-chedian', assist: [] })).toBe('CLOSED')
  })
})

describe('statistics', () => {
  const exact = async () => {
    const all: MotionDoc[] = []
    for (;;) {
      const { data } = await t.db.collection('motions').where({ tenantId: 'ent-huajiang' }).orderBy('_id', 'asc').skip(all.length).limit(100).get()
      all.push(...(data as MotionDoc[]))
      if (data.length < 100) break
    }
    const cells = folded([], '6-2', all.map(m => ({ from: [], to: placeOf(m) })))
    const counts = (by: string, key: string, of: (s: string) => boolean) => cells.filter(c => c.by === by && c.key === key && of(c.standing)).reduce((n, c) => n + c.n, 0)
    return { received: counts('all', '', () => true), cases: counts('all', '', s => s[0] === 'f'), dongli: counts('unit', 'hj-dongli', s => s[0] === 'f') }
  }
  const said = async () => {
    const { rows, waiting } = await t.call(zhao, 'motions', 'stats', { session: '6-2' })
    const row = (by: string, key: string) => rows.find(r => r.by === by && r.key === key)!.counts
    expect(waiting).toBe(0)
    return { received: row('all', '').received, cases: row('all', '').cases, dongli: row('unit', 'hj-dongli').cases }
  }

  test('the numbers equal a full recount: before, between and after folding, and while both happen at once', async () => {
    await d.filed()
    expect(await said()).toEqual(await exact())
    await Promise.all([timer(), d.handling(), timer(), d.submitted(), said(), timer()])
    expect(await said()).toEqual(await exact())
    await timer()
    expect(await said()).toEqual(await exact())
    const [tally] = (await t.db.collection('motionTallies').where({ _id: 'ent-huajiang.6-2' }).get()).data
    expect(tally.cells.filter((c: { by: string }) => c.by === 'all').reduce((n: number, c: { n: number }) => n + c.n, 0)).toBe((await exact()).received)
  })

  test('every number opens the very motions that it counts', async () => {
    await timer()
    const { rows } = await t.call(zhao, 'motions', 'stats', { session: '6-2' })
    for (const row of rows) {
      for (const [measure, n] of Object.entries(row.counts) as [Measure, number][]) {
        if (n === 0 && row.by !== 'all') continue
        const ids = new Set<string>()
        let cursor: string | undefined
        do {
          const page = await t.call(zhao, 'motions', 'counted', { session: row.session, by: row.by, key: row.key, measure, cursor })
          page.items.forEach(i => ids.add(i._id))
          cursor = page.next
        } while (cursor)
        expect([row.by, row.key, measure, ids.size]).toEqual([row.by, row.key, measure, n])
      }
    }
  })

  test('a station adds up the enterprises below it, others may not look', async () => {
    const { rows } = await t.call(WHO.wu, 'motions', 'stats', { below: true })
    expect(rows.map(r => r.name).sort()).toEqual(['华江重工股份有限公司', '清源热电有限公司'])
    expect(rows.find(r => r.key === 'ent-huajiang')!.counts.received).toBe((await said()).received)
    expect(await t.refusal(WHO.ma, 'motions', 'stats', { tenant: 'ent-huajiang' })).toBe('NOT_FOUND')
  })
})

describe('budgets', () => {
  test('each act costs three round trips, each list two', async () => {
    const cost = async (openid: string, action: string, input: unknown) => {
      const r = await t.ask(openid, 'motions', action as never, input)
      expect([action, r.ok]).toEqual([action, true])
      return r.trips
    }
    const a = (name: string, id: string, given: object = {}) => ({ act: name, id, key: newId('key'), ...given })
    const id = await d.submitted()
    const source = await d.submitted(WHO.li)
    for (const [who, input] of [
      [qian, a('dispute', id, { note: '委员会意见不一' })], [WHO.tang, a('admit', id)], [qian, a('merge', source, { into: id })], [qian, a('split', source)],
      [zhao, a('assign', id, { lead: 'hj-dongli', assist: ['hj-jiguan'] })], [chen, a('signFor', id)], [chen, a('note', id, { kind: 'progress', text: '正在办理', files: [] })],
      [chen, a('askExtension', id, { days: 5, note: '设备到货推迟' })], [zhao, a('grantExtension', id)], [zhao, a('remind', id, { note: '' })],
      [chen, a('reply', id, { code: 'A', text: '已经更换完毕，请监督。', promisedOn: null, files: [] })], [feng, a('sign', id)], [zhou, a('rate', id, { value: 'satisfied', note: '' })],
      [zhao, a('publish', id, { title: '公开的案由', proposal: '公开的建议', reply: '公开的答复', named: true, unitIds: [] })], [zhao, a('unpublish', id, { note: '更正后再公开' })],
    ] as [string, { act: string }][]) {
      expect([input.act, await cost(who, 'act', input)]).toEqual([input.act, 3])
    }
    expect(await cost(zhao, 'nominate', { motionId: id, note: '推荐评优' })).toBe(3)
    for (const queue of ['screening', 'presidium', 'assigning', 'opinions', 'extensions', 'committee', 'overdue', 'followUps']) expect(await cost(zhao, 'queue', { queue })).toBe(2)
    for (const queue of ['department', 'assisting', 'followUps']) expect(await cost(chen, 'queue', { queue })).toBe(2)
    expect(await cost(feng, 'queue', { queue: 'signing' })).toBe(2)
    expect(await cost(zhao, 'counted', { session: '6-2', by: 'category', key: 'safety', measure: 'received' })).toBe(2)
    expect(await cost(zhao, 'published', {})).toBe(2)
    expect(await cost(WHO.li, 'similar', { title: '关于更换行车的提案', text: '行车老旧' })).toBeLessThanOrEqual(3)
    expect(await cost(zhao, 'stats', {})).toBeLessThanOrEqual(6)
    expect(await cost(zhao, 'get', { id })).toBe(2)
    expect(t.faults()).toBe(0)
  })
})
