import { PRIVACY_VERSION } from '../../types/member'
import { people } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'
import { STAFF, accountOf, browser, code, codeOf, hall, newId, type Hall } from './congress-hall'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const ask = (wx: string, action: 'checkIn' | 'step', input: object) => t.ask(wx, 'congress', action, input)
const scan = async (h: Hall, i: number) => t.call(h.wx(i), 'congress', 'checkIn', { id: h.id, code: await code(t, h.id) })
const step = (h: Hall, i: number, act: 'leave' | 'return', key = newId('key')) => t.call(h.wx(i), 'congress', 'step', { id: h.id, act, key })
const tick = (h: Hall, personIds: string[], act: 'in' | 'leave' | 'return' = 'in', key = newId('key')) =>
  t.call(STAFF, 'congress', 'tick', { id: h.id, personIds, act, key })

describe('the code on the screen', () => {
  test('one scan is one update, two round trips; scanning again changes nothing', async () => {
    const h = await hall(t)
    const text = await code(t, h.id)
    const first = await ask(h.wx(0), 'checkIn', { id: h.id, code: text })
    expect(first).toMatchObject({ ok: true, trips: 2, data: { present: true, personId: h.ids[0] } })
    const again = await Promise.all(Array.from({ length: 5 }, () => ask(h.wx(0), 'checkIn', { id: h.id, code: text })))
    expect(again.every(r => r.ok && r.trips <= 3)).toBe(true)
    const row = await h.row(h.ids[0]!)
    expect(row.marks).toMatchObject([{ act: 'in', way: 'qr' }])
    expect(row.device).toMatch(/^[0-9a-f]{32}$/)
    expect(JSON.stringify(first)).not.toContain(row.device)
  })

  test('five taps at once are one', async () => {
    const h = await hall(t)
    const text = await code(t, h.id)
    const taps = await Promise.all(Array.from({ length: 5 }, () => ask(h.wx(0), 'checkIn', { id: h.id, code: text })))
    expect(taps.every(r => r.ok)).toBe(true)
    expect((await h.row(h.ids[0]!)).marks).toHaveLength(1)
  })

  test('a weak signal has half a minute; a photograph sent home comes too late', async () => {
    const h = await hall(t)
    expect(await ask(h.wx(0), 'checkIn', { id: h.id, code: codeOf(h.id, 4) })).toMatchObject({ ok: true })
    expect(await ask(h.wx(1), 'checkIn', { id: h.id, code: codeOf(h.id, 6) })).toMatchObject({ ok: false, code: 'OLD_CODE', message: '码已过期，请重新扫屏幕上的码', trips: 1 })
    expect(await ask(h.wx(1), 'checkIn', { id: h.id, code: codeOf(h.id, 100_000) })).toMatchObject({ code: 'OLD_CODE' })
    expect(await ask(h.wx(1), 'checkIn', { id: h.id, code: codeOf(h.id, -3) })).toMatchObject({ code: 'OLD_CODE' })
    expect(await h.row(h.ids[1]!)).toMatchObject({ present: false, marks: [] })
  })

  test('a made-up code, another hall’s and a broken one are refused without a look at the roll', async () => {
    const [h, other] = [await hall(t), await hall(t)]
    const good = codeOf(h.id, 0)
    const turned = `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`
    const later = good.replace(/\.(\d+)\./, (_, slot: string) => `.${Number(slot) + 1}.`)
    for (const bad of [turned, later, codeOf(other.id, 0), codeOf(h.id, 0, 'another secret of thirty-two characters'), 'ZDT1.', 'ZDT1.a.b.c', `${good}x`, good.replace('ZDT1', 'ZDT1.x'), 'ZDT1.__proto__.1.AAAAAAAAAAAAAAAA']) {
      const reply = await ask(h.wx(0), 'checkIn', { id: h.id, code: bad })
      expect(reply).toMatchObject({ ok: false, code: 'WRONG_CODE', trips: 1 })
    }
    expect(await h.row(h.ids[0]!)).toMatchObject({ present: false })
  })

  test('who is not on the roll is told where to go', async () => {
    const h = await hall(t)
    expect(await t.refusal('demo-liu', 'congress', 'checkIn', { id: h.id, code: codeOf(h.id, 0) })).toBe('NOT_ON_ROLL')
    expect(await t.refusal('demo-he', 'congress', 'checkIn', { id: h.id, code: codeOf(h.id, 0) })).toBe('NOT_ON_ROLL')
    expect(await t.refusal(undefined, 'congress', 'checkIn', { id: h.id, code: codeOf(h.id, 0) })).toBe('NOT_BOUND')
    expect(await t.refusal(h.wx(0), 'congress', 'checkIn', { id: 'no-such-session', code: codeOf('no-such-session', 0) })).toBe('NOT_ON_ROLL')
  })

  test('ninety-eight phones at once: everybody is in, once', async () => {
    const h = await hall(t, { size: 98 })
    const text = await code(t, h.id)
    const replies = await Promise.all(h.ids.map((_, i) => ask(h.wx(i), 'checkIn', { id: h.id, code: text })))
    expect(replies.filter(r => !r.ok)).toEqual([])
    expect(await t.call(STAFF, 'congress', 'screen', { id: h.id })).toMatchObject({ attendance: { roll: 98, present: 98, needed: 66, quorate: true } })
  })
})

describe('phones', () => {
  test('one phone stands for one person, whoever it is bound to later', async () => {
    const h = await hall(t, { present: 1 })
    await step(h, 0, 'leave')
    // As if it had been bound anew: check-in does not trust the binding.
    await t.db.collection('people').doc(h.ids[0]!).update({ wx: 'wx-elsewhere' })
    await t.db.collection('people').doc(h.ids[1]!).update({ wx: accountOf(h.ids[0]!) })
    const reply = await ask(h.wx(0), 'checkIn', { id: h.id, code: codeOf(h.id, 0) })
    expect(reply).toMatchObject({ ok: false, code: 'PHONE_TAKEN', trips: 2 })
    expect(await h.row(h.ids[1]!)).toMatchObject({ present: false, marks: [] })
    for (const i of [0, 1]) await t.db.collection('people').doc(h.ids[i]!).update({ wx: `tmp-${i}` })
    for (const i of [0, 1]) await t.db.collection('people').doc(h.ids[i]!).update({ wx: accountOf(h.ids[i]!) })
  })

  test('a second phone is refused until the desk releases the first', async () => {
    const h = await hall(t, { present: 1 })
    const other = await browser(t, h.ids[0]!)
    expect(await other('checkIn', { id: h.id, code: codeOf(h.id, 0) })).toMatchObject({ ok: false, code: 'OTHER_PHONE' })
    expect(await other('step', { id: h.id, act: 'leave', key: newId('key') })).toMatchObject({ code: 'OTHER_PHONE' })
    expect(await t.ask(STAFF, 'congress', 'releasePhone', { id: h.id, personId: h.ids[0]! })).toMatchObject({ ok: true, trips: 3, data: { present: true } })
    expect(await other('checkIn', { id: h.id, code: codeOf(h.id, 0) })).toMatchObject({ ok: true })
    expect(await ask(h.wx(0), 'step', { id: h.id, act: 'leave', key: newId('key') })).toMatchObject({ code: 'OTHER_PHONE' })
    expect((await h.row(h.ids[0]!)).marks.map(m => m.act)).toEqual(['in', 'in'])
  })

  test('two phones of one person at once: one is in', async () => {
    const h = await hall(t)
    const other = await browser(t, h.ids[0]!)
    const text = codeOf(h.id, 0)
    const both = await Promise.all([ask(h.wx(0), 'checkIn', { id: h.id, code: text }), other('checkIn', { id: h.id, code: text })])
    expect(both.map(r => (r.ok ? 'in' : r.code)).sort()).toEqual(['OTHER_PHONE', 'in'])
    expect((await h.row(h.ids[0]!)).marks).toHaveLength(1)
  })

  test('a phone that is checked in cannot be bound to another, until the meeting is over', async () => {
    const h = await hall(t, { present: 1 })
    const newcomer = newId('person')
    await t.call(STAFF, 'members', 'addPerson', { id: newcomer, name: '新人', employeeNo: newcomer.slice(-9), phone: '13700019999', unitId: 'hj-zongzhuang' })
    const rebind = () => t.ask(h.wx(0), 'members', 'bindByPhone', { code: 'phone:13700019999', consent: PRIVACY_VERSION })
    expect(await rebind()).toMatchObject({ ok: false, code: 'CHECKED_IN' })
    expect(await t.refusal(h.wx(0), 'members', 'unbindMe', {})).toBe('CHECKED_IN')
    await t.db.collection('sessions').where({ stage: 'formal' }).options({ multiple: true }).update({ stage: 'closed' })
    expect(await rebind()).toMatchObject({ ok: true })
    await t.db.collection('people').doc(newcomer).update({ wx: `none:${newcomer}` })
    await t.db.collection('people').doc(h.ids[0]!).update({ wx: accountOf(h.ids[0]!) })
  })
})

describe('leaving and returning', () => {
  test('each is one update; a repeat is the same act, even when it comes late', async () => {
    const h = await hall(t, { present: 1 })
    const [out, back] = [newId('key'), newId('key')]
    expect(await ask(h.wx(0), 'step', { id: h.id, act: 'leave', key: out })).toMatchObject({ trips: 2, data: { present: false } })
    expect(await step(h, 0, 'leave', out)).toMatchObject({ present: false })
    expect(await step(h, 0, 'return', back)).toMatchObject({ present: true })
    // The first answer was lost and the phone sends it again, after the return.
    expect(await step(h, 0, 'leave', out)).toMatchObject({ present: true })
    expect((await h.row(h.ids[0]!)).marks.map(m => [m.act, m.way])).toEqual([['in', 'qr'], ['leave', 'self'], ['return', 'self']])
  })

  test('who never checked in cannot return, and scanning again brings back who left', async () => {
    const h = await hall(t, { present: 1 })
    expect(await t.refusal(h.wx(1), 'congress', 'step', { id: h.id, act: 'return', key: newId('key') })).toBe('NOT_CHECKED_IN')
    expect(await t.refusal('demo-liu', 'congress', 'step', { id: h.id, act: 'leave', key: newId('key') })).toBe('NOT_ON_ROLL')
    await step(h, 0, 'leave')
    expect(await scan(h, 0)).toMatchObject({ present: true })
    expect((await h.row(h.ids[0]!)).marks.map(m => m.act)).toEqual(['in', 'leave', 'in'])
  })

  test('a row does not grow for ever, and nobody returns on the next day without the screen', async () => {
    const h = await hall(t, { present: 2 })
    const many = Array.from({ length: 200 }, (_, i) => ({ act: i % 2 ? 'leave' : 'in', at: Date.now(), way: 'self', by: 'x' }))
    await t.db.collection('roll').doc(`${h.id}.${h.ids[0]}`).update({ marks: t.db.command.set(many), present: false })
    expect(await t.refusal(h.wx(0), 'congress', 'step', { id: h.id, act: 'return', key: newId('key') })).toBe('TOO_MANY')
    expect(await t.refusal(h.wx(0), 'congress', 'checkIn', { id: h.id, code: codeOf(h.id, 0) })).toBe('TOO_MANY')
    await step(h, 1, 'leave')
    const old = (await h.row(h.ids[1]!)).marks.map(m => ({ ...m, at: m.at - 13 * 3_600_000 }))
    await t.db.collection('roll').doc(`${h.id}.${h.ids[1]}`).update({ marks: t.db.command.set(old) })
    expect(await t.refusal(h.wx(1), 'congress', 'step', { id: h.id, act: 'return', key: newId('key') })).toBe('NOT_CHECKED_IN')
    expect(await scan(h, 1)).toMatchObject({ present: true })
  })
})

describe('the desk', () => {
  test('staff tick names, the same tick once', async () => {
    const h = await hall(t)
    const key = newId('key')
    const ids = h.ids.slice(0, 3)
    const first = await t.ask(STAFF, 'congress', 'tick', { id: h.id, personIds: ids, act: 'in', key })
    expect(first).toMatchObject({ ok: true, trips: 4 })
    expect(first.ok && first.data.items.map(r => r.present)).toEqual([true, true, true])
    await tick(h, ids, 'in', key)
    await tick(h, ids.slice(0, 1), 'leave')
    expect((await tick(h, ids, 'in', key)).items.filter(r => r.present)).toHaveLength(2)
    expect((await h.row(ids[0]!)).marks.map(m => [m.act, m.way, m.by])).toEqual([['in', 'staff', '赵敏'], ['leave', 'staff', '赵敏']])
  })

  test('a name that is not on the roll stops the whole tick', async () => {
    const h = await hall(t)
    expect(await t.refusal(STAFF, 'congress', 'tick', { id: h.id, personIds: [h.ids[0], 'person-liu-yang'], act: 'in', key: newId('key') })).toBe('NOT_ON_ROLL')
    expect(await t.refusal('demo-ma', 'congress', 'tick', { id: h.id, personIds: [h.ids[0]], act: 'in', key: newId('key') })).toBe('NOT_FOUND')
    expect(await h.row(h.ids[0]!)).toMatchObject({ present: false })
  })

  test('a phone that comes after the tick is taken note of, without a second coming', async () => {
    const h = await hall(t)
    await tick(h, [h.ids[0]!])
    expect((await h.row(h.ids[0]!)).device).toBe(`none:${h.ids[0]}`)
    await scan(h, 0)
    await scan(h, 0)
    const row = await h.row(h.ids[0]!)
    expect(row.device).not.toContain('none:')
    expect(row.marks.map(m => m.way)).toEqual(['staff', 'qr'])
  })

  test('a one-time code is for one person, once, for ten minutes', async () => {
    const h = await hall(t)
    const issue = async (i: number) => (await t.call(STAFF, 'congress', 'oneTimeCode', { id: h.id, personId: h.ids[i]! })).code
    const given = await issue(0)
    expect(given).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
    expect(await t.refusal(h.wx(1), 'congress', 'checkIn', { id: h.id, code: given })).toBe('WRONG_CODE')
    expect(await t.refusal(h.wx(0), 'congress', 'checkIn', { id: h.id, code: '222222' })).toBe('WRONG_CODE')
    expect(await ask(h.wx(0), 'checkIn', { id: h.id, code: ` ${given.slice(0, 3).toLowerCase()}-${given.slice(3)}` })).toMatchObject({ ok: true, trips: 2, data: { present: true } })
    const row = await h.row(h.ids[0]!)
    expect(row).toMatchObject({ code: null, marks: [{ way: 'code' }] })
    await step(h, 0, 'leave')
    expect(await t.refusal(h.wx(0), 'congress', 'checkIn', { id: h.id, code: given })).toBe('WRONG_CODE')
    const late = await issue(1)
    expect(JSON.stringify(await h.row(h.ids[1]!))).not.toContain(late)
    await t.db.collection('roll').doc(`${h.id}.${h.ids[1]}`).update({ 'code.until': Date.now() - 1 })
    expect(await t.refusal(h.wx(1), 'congress', 'checkIn', { id: h.id, code: late })).toBe('WRONG_CODE')
  })

  test('nothing is recorded before the meeting or after it', async () => {
    for (const stage of ['preparing', 'closed', 'archived', 'cancelled'] as const) {
      const h = await hall(t, { stage })
      const personId = h.ids[0]!
      expect(await t.refusal(STAFF, 'congress', 'tick', { id: h.id, personIds: [personId], act: 'in', key: newId('key') })).toBe('WRONG_STAGE')
      expect(await t.refusal(STAFF, 'congress', 'oneTimeCode', { id: h.id, personId })).toBe('WRONG_STAGE')
      expect(await t.refusal(STAFF, 'congress', 'releasePhone', { id: h.id, personId })).toBe('WRONG_STAGE')
      expect((await t.call(STAFF, 'congress', 'screen', { id: h.id })).code).toBeNull()
    }
  })
})

describe('the roll', () => {
  test('the desk, the presidium and scrutineers read it; other people’s comings and goings are nobody else’s', async () => {
    const tang = people.find(p => p.wx === 'demo-tang')!
    const h = await hall(t, { present: 2, presidium: [{ personId: tang._id, name: tang.name }] })
    for (const wx of [STAFF, 'demo-tang', 'demo-qian']) expect((await t.call(wx, 'congress', 'roll', { id: h.id, show: 'all' })).items).toHaveLength(9)
    for (const wx of [h.wx(0), 'demo-liu', 'demo-chen']) expect(await t.refusal(wx, 'congress', 'roll', { id: h.id, show: 'all' })).toBe('NOT_ALLOWED')
    expect(await t.refusal('demo-ma', 'congress', 'roll', { id: h.id, show: 'all' })).toBe('NOT_FOUND')
    const mine = await t.call(h.wx(0), 'congress', 'now', { id: h.id })
    expect(mine.me).toMatchObject({ personId: h.ids[0], present: true })
    expect(JSON.stringify(mine)).not.toContain(h.ids[1])
  })

  test('by who is here, by delegation, by name, page by page', async () => {
    const h = await hall(t, { size: 6, present: 2, invented0: 150, observersIds: ['person-sun-li'] })
    const list = async (input: object) => t.call(STAFF, 'congress', 'roll', { id: h.id, ...input } as never)
    expect((await list({ show: 'present' })).items.map(r => r.personId).sort()).toEqual(h.ids.slice(0, 2).sort())
    expect((await list({ show: 'observers' })).items).toMatchObject([{ name: '孙立', observer: true }])
    expect((await list({ show: 'absent', text: '模拟149' })).items).toMatchObject([{ name: '模拟149' }])
    expect((await list({ show: 'all', delegation: '第1代表团' })).items).toHaveLength(38)
    const first = await list({ show: 'all' })
    const second = await list({ show: 'all', cursor: first.next })
    expect(new Set([...first.items, ...second.items].map(r => r.personId)).size).toBe(156)
    expect(second.next).toBeUndefined()
    expect((await t.ask(STAFF, 'congress', 'roll', { id: h.id, show: 'all' })).trips).toBe(3)
  })
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
