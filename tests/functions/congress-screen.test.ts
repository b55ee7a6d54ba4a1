import { startCloud, type TestCloud } from './cloud'
import { STAFF, cast, close, codeOf, hall, lawful, motion, newId, yes } from './congress-hall'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

describe('the big screen', () => {
  test('one call, at most four round trips, whatever is going on', async () => {
    const h = await hall(t, { size: 9, present: 7, observersIds: ['person-sun-li'] })
    const ask = () => t.ask(STAFF, 'congress', 'screen', { id: h.id })
    const empty = await ask()
    expect(empty).toMatchObject({ ok: true, trips: 3, data: { matter: null, round: null, attendance: { roll: 9, present: 7, needed: 6, quorate: true, observers: 0 } } })
    await t.call('demo-sun', 'congress', 'checkIn', { id: h.id, code: codeOf(h.id, 0) })
    const round = await h.open(await h.matter(motion))
    await cast(t, h.wx(0), round, yes)
    const running = await ask()
    expect(running).toMatchObject({ ok: true, trips: 4, data: { matter: { title: '工资集体协议草案', rounds: [{ state: 'open', decision: null }] }, round: { state: 'open', voted: 1, tally: null, decision: null }, attendance: { observers: 1, present: 7 } } })
    if (!running.ok) throw new Error(running.code)
    expect(running.data.attendance.delegations).toEqual([
      { name: '动力分厂代表团', roll: 3, present: 2 }, { name: '铸造分厂代表团', roll: 3, present: 2 }, { name: '总装分厂代表团', roll: 3, present: 3 },
    ])
    await close(t, round)
    expect(await ask()).toMatchObject({ trips: 3, data: { round: { state: 'counted', decision: { outcome: 'failed' } } } })
  })

  test('the code changes, is drawn, and ends with the check-in', async () => {
    const h = await hall(t)
    const { code: shown, now } = await t.call(STAFF, 'congress', 'screen', { id: h.id })
    expect(shown!.until).toBeGreaterThan(now)
    expect(shown!.until - now).toBeLessThanOrEqual(5_000)
    expect(shown!.text).toMatch(new RegExp(`^ZDT1\\.${h.id}\\.\\d+\\.[A-Za-z0-9_-]{16}$`))
    expect(Number(shown!.text.split('.')[2])).toBe(Math.floor(now / 5_000))
    const [head, body] = shown!.image.split(',') as [string, string]
    expect(head).toBe('data:image/svg+xml;base64')
    expect(Buffer.from(body, 'base64').toString()).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"[\s\S]*<\/svg>\s*$/)
    expect(await t.call(h.wx(0), 'congress', 'checkIn', { id: h.id, code: shown!.text })).toMatchObject({ present: true })
    await t.db.collection('sessions').doc(h.id).update({ checkInOpen: false })
    expect((await t.call(STAFF, 'congress', 'screen', { id: h.id })).code).toBeNull()
  })

  test('only chairs get it: whoever could ask for the code could check in from home', async () => {
    const h = await hall(t, { present: 1, presidium: [{ personId: 'person-tang-yong', name: '唐勇' }] })
    for (const wx of [h.wx(0), 'demo-liu', 'demo-qian']) expect(await t.refusal(wx, 'congress', 'screen', { id: h.id })).toBe('NOT_ALLOWED')
    expect(await t.refusal('demo-ma', 'congress', 'screen', { id: h.id })).toBe('NOT_FOUND')
    expect(await t.refusal(undefined, 'congress', 'screen', { id: h.id })).toBe('NOT_BOUND')
    expect((await t.call('demo-tang', 'congress', 'screen', { id: h.id })).code).not.toBeNull()
    expect(JSON.stringify(await t.call(h.wx(0), 'congress', 'now', { id: h.id }))).not.toContain('ZDT1')
  })
})

describe('a phone in the hall', () => {
  test('asks two round trips, and gets small answers', async () => {
    const h = await hall(t, { size: 90, present: 60 })
    const ask = (i: number) => t.ask(h.wx(i), 'congress', 'now', { id: h.id })
    expect(await ask(0)).toMatchObject({ ok: true, trips: 2, data: { round: null, part: null, matter: null, me: { present: true } } })
    const round = await h.open(await h.matter(motion))
    expect(await ask(0)).toMatchObject({ trips: 2, data: { matter: { title: '工资集体协议草案' }, round: { state: 'open' }, part: { state: 'waiting' } } })
    await Promise.all(Array.from({ length: 50 }, (_, i) => cast(t, h.wx(i), round, yes)))
    await close(t, round)
    const after = await ask(0)
    expect(after).toMatchObject({ trips: 2, data: { part: { state: 'counted' } } })
    expect(JSON.stringify(after).length).toBeLessThan(4_000)
    // Who is not on the roll sees the hall only with a reason to.
    expect(await t.refusal('demo-liu', 'congress', 'now', { id: h.id })).toBe('NOT_FOUND')
    expect(await t.call(STAFF, 'congress', 'now', { id: h.id })).toMatchObject({ me: null, part: null })
  })

  test('a countdown that the chair set is seen by all', async () => {
    const h = await hall(t, { present: 1 })
    const until = Date.now() + 60_000
    await t.db.collection('sessions').doc(h.id).update({ until })
    expect(await t.call(h.wx(0), 'congress', 'now', { id: h.id })).toMatchObject({ until })
    expect(await t.call(STAFF, 'congress', 'screen', { id: h.id })).toMatchObject({ until })
  })
})

describe('a rehearsal', () => {
  const rehearse = (id: string, input: object) => t.call(STAFF, 'congress', 'rehearse', { id, ...input } as never)

  test('invented delegates come and vote at the speed asked for, exactly as the mix says', async () => {
    const h = await hall(t, { size: 2, invented0: 96, rehearsal: true, present: 2 })
    expect(await rehearse(h.id, { act: 'checkIn', count: 50 })).toEqual({ done: 50, left: 46 })
    expect(await rehearse(h.id, { act: 'checkIn', count: 40 })).toEqual({ done: 40, left: 6 })
    const round = await h.open(await h.matter(motion))
    const mix = { yes: 48, no: 30, abstain: 5 }
    expect(await rehearse(h.id, { act: 'vote', count: 60, mix })).toEqual({ done: 60, left: 23 })
    // Asked twice at the same moment, by two of the staff: nobody votes twice.
    await Promise.all([rehearse(h.id, { act: 'vote', count: 500, mix }), rehearse(h.id, { act: 'vote', count: 500, mix })])
    expect(await rehearse(h.id, { act: 'vote', count: 500, mix })).toEqual({ done: 0, left: 0 })
    for (const i of [0, 1]) await cast(t, h.wx(i), round, yes)
    // Fifty of ninety-eight: passed by exactly one vote; seven of those present said nothing.
    expect(await close(t, round)).toMatchObject({ roll: 98, present: 92, needed: 50, tally: { collected: 85, counts: { yes: 50, no: 30, abstain: 5 } }, decision: { outcome: 'passed' } })
  })

  test('elections and appraisals too; the same people vote the same whenever asked', async () => {
    const h = await hall(t, { size: 0, invented0: 30, rehearsal: true })
    await rehearse(h.id, { act: 'checkIn', count: 30 })
    const leaders = Array.from({ length: 5 }, (_, i) => ({ id: `leader-${i}`, name: `干部${i}`, post: '' }))
    const round = await h.open(await h.matter({ kind: 'appraise', leaders, grades: ['优秀', '称职', '不称职'] }))
    expect(await rehearse(h.id, { act: 'vote', count: 500, mix: { yes: 20, no: 5, abstain: 2 } })).toEqual({ done: 27, left: 0 })
    expect(await close(t, round)).toMatchObject({ tally: { collected: 27, counts: { valid: 27, void: 0 } } })
    const election = await h.open(await h.matter({ kind: 'elect', seats: 2, candidates: leaders.slice(0, 3).map(({ id, name }) => ({ id, name })), writeIn: false, form: 'surplus' }))
    expect(await rehearse(h.id, { act: 'vote', count: 500 })).toEqual({ done: 30, left: 0 })
    expect(await close(t, election)).toMatchObject({ tally: { collected: 30, counts: { valid: 30 } } })
  })

  test('only in a rehearsal, only by staff, only where phones may vote', async () => {
    const real = await hall(t, { present: 7 })
    expect(await t.refusal(STAFF, 'congress', 'rehearse', { id: real.id, act: 'checkIn', count: 5 })).toBe('NOT_REHEARSAL')
    const h = await hall(t, { size: 1, present: 1, invented0: 8, rehearsal: true, rules: lawful })
    expect(await t.refusal(h.wx(0), 'congress', 'rehearse', { id: h.id, act: 'checkIn', count: 5 })).toBe('NOT_ALLOWED')
    expect(await t.refusal('demo-ma', 'congress', 'rehearse', { id: h.id, act: 'checkIn', count: 5 })).toBe('NOT_FOUND')
    expect(await t.refusal(STAFF, 'congress', 'rehearse', { id: h.id, act: 'vote', count: 5 })).toBe('WRONG_STATE')
    await rehearse(h.id, { act: 'checkIn', count: 8 })
    await h.open(await h.matter(motion), 1, { way: 'secret' })
    expect(await t.refusal(STAFF, 'congress', 'rehearse', { id: h.id, act: 'vote', count: 5 })).toBe('WRONG_WAY')
  })

  test('who was ticked out stays out', async () => {
    const h = await hall(t, { size: 0, invented0: 3, rehearsal: true })
    await rehearse(h.id, { act: 'checkIn', count: 3 })
    await t.call(STAFF, 'congress', 'tick', { id: h.id, personIds: [`${h.id}-invented-0000`], act: 'leave', key: newId('key') })
    expect(await rehearse(h.id, { act: 'checkIn', count: 3 })).toEqual({ done: 0, left: 0 })
  })
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
