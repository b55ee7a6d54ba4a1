import { PRIVACY_VERSION } from '../../types/member'
import { startCloud, type TestCloud } from './cloud'

const ZHAO = 'demo-zhao'
const consent = PRIVACY_VERSION

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

let made = 0
/** Somebody on the roster whom no WeChat account holds yet. */
async function newcomer(more: { phone?: string } = {}) {
  const n = ++made
  const id = `person-new-${String(n).padStart(4, '0')}`
  const employeeNo = `N${n}`
  const phone = more.phone ?? `1370001${String(n).padStart(4, '0')}`
  await t.call(ZHAO, 'members', 'addPerson', { id, name: `新人${n}`, employeeNo, phone, unitId: 'hj-zongzhuang' })
  return { id, employeeNo, phone, wx: `wx-new-${n}` }
}
const byPhone = (wx: string, phone: string) => t.ask(wx, 'members', 'bindByPhone', { code: `phone:${phone}`, consent })
const codeFor = async (personId: string) => (await t.call(ZHAO, 'members', 'issueCode', { personId })).code
const byCode = (wx: string, employeeNo: string, code: string, unitCode = 'HJZG') =>
  t.ask(wx, 'members', 'bindByCode', { unitCode, employeeNo, code, consent })
const whoIs = async (wx: string) => (await t.call(wx, 'members', 'me', {})).personId
const stored = async (id: string) => (await t.db.collection('people').doc(id).get()).data[0]
/** On the roll of a session, and in its hall or not. */
const checkIn = (personId: string, present: boolean) =>
  t.db.collection('roll').doc(`session-bind.${personId}`).set({ tenantId: 'ent-huajiang', sessionId: 'session-bind', personId, present, device: `none:${personId}`, rev: 0 })
const setStage = (stage: string) => t.db.collection('sessions').doc('session-bind').set({ tenantId: 'ent-huajiang', stage, rev: 0 })

describe('by phone', () => {
  test('a visitor is recognised after one tap, with the phone shown to nobody else', async () => {
    const p = await newcomer()
    expect(await t.call(p.wx, 'members', 'me', {})).toMatchObject({ state: 'visitor', tenantId: 'ent-shifan', memberships: [], demonstration: true })
    expect(await byPhone(p.wx, p.phone)).toMatchObject({ ok: true, data: { state: 'bound' } })
    const me = await t.call(p.wx, 'members', 'me', {})
    expect(me).toMatchObject({
      state: 'bound', personId: p.id, phone: p.phone, tenantId: 'ent-huajiang', tenantName: '华江重工股份有限公司',
      unitName: '总装分厂', consentVersion: consent, demonstration: false,
    })
    const { items } = await t.call(ZHAO, 'members', 'people', { text: p.employeeNo })
    expect(items).toMatchObject([{ _id: p.id, bound: true, phoneMasked: `${p.phone.slice(0, 3)}****${p.phone.slice(7)}` }])
    expect(JSON.stringify(items)).not.toContain(p.phone)
  })

  test('a number on no roster, a used-up code and a call without WeChat are refused', async () => {
    expect(await byPhone('wx-nobody', '13799999999')).toMatchObject({ ok: false, code: 'NOT_ON_ROSTER' })
    expect(await t.refusal('wx-nobody', 'members', 'bindByPhone', { code: 'no such code', consent })).toBe('PHONE_CODE')
    expect(await t.refusal(undefined, 'members', 'bindByPhone', { code: 'phone:13800000777', consent })).toBe('WECHAT_ONLY')
    expect(await t.refusal('wx-nobody', 'members', 'bindByPhone', { code: 'phone:13800000777', consent: '2020-01' })).toBe('BAD_INPUT')
  })

  test('a number on two rosters: choose, and only with the own proof', async () => {
    const one = await newcomer({ phone: '13712340000' })
    await t.call('demo-ma', 'members', 'addPerson', { id: 'person-qy-same', name: '新人', employeeNo: 'Q1', phone: one.phone, unitId: 'qy-yunxing' })
    const { data } = await byPhone(one.wx, one.phone) as { data: { state: string; claim: string; candidates: { personId: string }[] } }
    expect(data).toMatchObject({ state: 'choose' })
    expect(data.candidates).toHaveLength(2)
    expect(data.candidates).toContainEqual({ personId: 'person-qy-same', name: '新人', employeeNo: 'Q1', tenantName: '清源热电有限公司', unitName: '运行部' })
    const chosen = { claim: data.claim, personId: 'person-qy-same', consent: PRIVACY_VERSION } as const
    expect(await t.refusal('wx-thief', 'members', 'bindChosen', chosen)).toBe('CLAIM_OVER')
    expect(await t.refusal(one.wx, 'members', 'bindChosen', { ...chosen, personId: 'person-liu-yang' })).toBe('NOT_FOUND')
    expect(await t.call(one.wx, 'members', 'bindChosen', chosen)).toEqual({ state: 'bound' })
    // A second tap is the same act; the proof itself is used up.
    expect(await t.call(one.wx, 'members', 'bindChosen', chosen)).toEqual({ state: 'bound' })
    expect(await t.refusal(one.wx, 'members', 'bindChosen', { ...chosen, personId: one.id })).toBe('CLAIM_OVER')
  })
})

describe('by 工号 and one-time code', () => {
  test('the code binds once, however it is typed', async () => {
    const p = await newcomer()
    const code = await codeFor(p.id)
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`
    expect(await byCode(p.wx, p.employeeNo.toLowerCase(), typed, 'hjzg')).toMatchObject({ ok: true })
    expect(await whoIs(p.wx)).toBe(p.id)
    expect(await byCode('wx-second', p.employeeNo, code)).toMatchObject({ ok: false, code: 'WRONG_CODE' })
    expect(JSON.stringify(await stored(p.id))).not.toContain(code)
  })

  test('wrong unit, 工号 and code get the very same words', async () => {
    const p = await newcomer()
    const code = await codeFor(p.id)
    const replies = [await byCode('wx-g1', p.employeeNo, 'AAAAAAAA'), await byCode('wx-g1', 'NOBODY', code), await byCode('wx-g1', p.employeeNo, code, 'XXXX'), await byCode('wx-g1', '10777', code)]
    expect(new Set(replies.map(r => (r.ok ? 'ok' : `${r.code} ${r.message}`))).size).toBe(1)
    expect(replies[0]).toMatchObject({ code: 'WRONG_CODE' })
  })

  test('five wrong tries kill the code, even sent side by side', async () => {
    const p = await newcomer()
    const code = await codeFor(p.id)
    const guesses = await Promise.all(Array.from({ length: 5 }, (_, i) => byCode(`wx-five-${i}`, p.employeeNo, `WRONG${i}22`)))
    expect(guesses.every(g => !g.ok)).toBe(true)
    expect(await byCode(p.wx, p.employeeNo, code)).toMatchObject({ ok: false, code: 'WRONG_CODE' })
    expect(await byCode(p.wx, p.employeeNo, await codeFor(p.id))).toMatchObject({ ok: true })
  })

  test('ten wrong tries an hour stop an account; a right one is given back', async () => {
    const p = await newcomer()
    await Promise.all(Array.from({ length: 10 }, () => byCode('wx-ten', 'NOBODY', 'WRONG222')))
    const code = await codeFor(p.id)
    expect(await byCode('wx-ten', p.employeeNo, code)).toMatchObject({ ok: false, code: 'TOO_MANY_TRIES' })
    expect(await byCode(p.wx, p.employeeNo, code)).toMatchObject({ ok: true })
    const tries = (await t.db.collection('tries').where({ count: 10 }).get()).data
    expect(tries).toHaveLength(1)
  })

  test('a code is over after seven days', async () => {
    const p = await newcomer()
    const code = await codeFor(p.id)
    await t.db.collection('people').doc(p.id).update({ 'code.until': Date.now() - 1 })
    expect(await byCode(p.wx, p.employeeNo, code)).toMatchObject({ ok: false, code: 'WRONG_CODE' })
  })

  test('staff of another enterprise cannot issue a code, nor can a bound person get one', async () => {
    const p = await newcomer()
    expect(await t.refusal('demo-ma', 'members', 'issueCode', { personId: p.id })).toBe('NOT_FOUND')
    expect(await t.refusal(ZHAO, 'members', 'issueCode', { personId: 'person-liu-yang' })).toBe('ALREADY_BOUND')
  })
})

describe('one person, one account', () => {
  test('a second account is refused and told what to do', async () => {
    const p = await newcomer()
    await byPhone(p.wx, p.phone)
    const reply = await byPhone('wx-other', p.phone)
    expect(reply).toMatchObject({ ok: false, code: 'ALREADY_BOUND' })
    expect(await whoIs('wx-other')).toBeUndefined()
    await t.call(ZHAO, 'members', 'unbind', { personId: p.id })
    expect(await whoIs(p.wx)).toBeUndefined()
    expect(await byPhone('wx-other', p.phone)).toMatchObject({ ok: true })
  })

  test('one phone serves several people in turn, never two at once', async () => {
    const [a, b] = [await newcomer(), await newcomer()]
    await byPhone(a.wx, a.phone)
    expect(await byPhone(a.wx, b.phone)).toMatchObject({ ok: true })
    expect(await whoIs(a.wx)).toBe(b.id)
    expect((await stored(a.id)).wx).toBe(`none:${a.id}`)
    expect(await byPhone(a.wx, a.phone)).toMatchObject({ ok: true })
    expect(await whoIs(a.wx)).toBe(a.id)
  })

  test('nobody changes or leaves while checked in', async () => {
    const [a, b] = [await newcomer(), await newcomer()]
    await byPhone(a.wx, a.phone)
    await setStage('formal')
    await checkIn(a.id, true)
    expect(await byPhone(a.wx, b.phone)).toMatchObject({ ok: false, code: 'CHECKED_IN' })
    expect(await t.refusal(a.wx, 'members', 'unbindMe', {})).toBe('CHECKED_IN')
    expect(await t.refusal(ZHAO, 'members', 'unbind', { personId: a.id })).toBe('CHECKED_IN')
    expect(await whoIs(a.wx)).toBe(a.id)
    await checkIn(a.id, false)
    await checkIn(b.id, true)
    expect(await byPhone(a.wx, b.phone)).toMatchObject({ ok: false, code: 'CHECKED_IN' })
    // The roll keeps who was there at the end; a session that is over holds nobody.
    await setStage('closed')
    expect(await t.call(a.wx, 'members', 'unbindMe', {})).toEqual({})
    expect(await whoIs(a.wx)).toBeUndefined()
  })

  test('ten accounts reach for one person at once: one gets it', async () => {
    const p = await newcomer()
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => byPhone(`wx-race-${i}`, p.phone)))
    expect(replies.filter(r => r.ok)).toHaveLength(1)
    expect(replies.filter(r => !r.ok && r.code === 'ALREADY_BOUND')).toHaveLength(9)
    const bound = (await Promise.all(replies.map((_, i) => whoIs(`wx-race-${i}`)))).filter(Boolean)
    expect(bound).toEqual([p.id])
  })

  test('one account reaches for five persons at once: it holds one', async () => {
    const persons = await Promise.all(Array.from({ length: 5 }, () => newcomer()))
    const replies = await Promise.all(persons.map(p => byPhone('wx-greedy', p.phone)))
    expect(replies.some(r => r.ok)).toBe(true)
    expect(replies.every(r => r.ok || r.code === 'STALE')).toBe(true)
    const held = (await t.db.collection('people').where({ wx: 'wx-greedy' }).get()).data
    expect(held).toHaveLength(1)
    expect(persons.map(p => p.id)).toContain(held[0]._id)
  })

  test('five taps are one', async () => {
    const p = await newcomer()
    const replies = await Promise.all(Array.from({ length: 5 }, () => byPhone(p.wx, p.phone)))
    expect(replies.every(r => r.ok)).toBe(true)
    expect((await stored(p.id)).events.filter((e: { act: string }) => e.act === 'bind')).toHaveLength(1)
  })
})

describe('trial codes', () => {
  const issue = async (role: 'delegate' | 'staff' = 'delegate', days = 7) => (await t.call('demo-fan', 'members', 'issueTrial', { role, days })).code

  test('a reviewer becomes a trial person of the demonstration unit, and only there', async () => {
    const code = await issue()
    expect(await t.call('wx-reviewer', 'members', 'bindByTrial', { code, consent })).toEqual({ state: 'bound' })
    const me = await t.call('wx-reviewer', 'members', 'me', {})
    expect(me).toMatchObject({ state: 'trial', tenantId: 'ent-shifan', demonstration: true, memberships: [{ role: 'delegate' }] })
    expect(me.until! - Date.now()).toBeGreaterThan(6 * 86_400_000)
    expect(await t.refusal('wx-reviewer', 'members', 'people', {})).toBe('NOT_ALLOWED')
  })

  test('only staff of the demonstration unit issue them, and no trial staff', async () => {
    expect(await t.refusal(ZHAO, 'members', 'issueTrial', { role: 'staff', days: 7 })).toBe('NOT_ALLOWED')
    await t.call('wx-trial-staff', 'members', 'bindByTrial', { code: await issue('staff'), consent })
    expect(await t.refusal('wx-trial-staff', 'members', 'issueTrial', { role: 'staff', days: 7 })).toBe('NOT_ALLOWED')
    expect((await t.call('wx-trial-staff', 'members', 'people', {})).items.length).toBeGreaterThan(0)
    expect(await t.refusal('wx-trial-staff', 'members', 'people', { tenant: 'ent-huajiang' })).toBe('NOT_FOUND')
  })

  test('whoever is on a real roster must leave it first', async () => {
    expect(await t.refusal('demo-liu', 'members', 'bindByTrial', { code: await issue(), consent })).toBe('ALREADY_BOUND')
  })

  test('it ends: the person is a visitor at once and gone with the timer, and the account is free', async () => {
    await t.call('wx-late', 'members', 'bindByTrial', { code: await issue(), consent })
    const { personId } = await t.call('wx-late', 'members', 'me', {})
    await t.db.collection('people').doc(personId!).update({ trialUntil: Date.now() - 1 })
    expect(await t.call('wx-late', 'members', 'me', {})).toMatchObject({ state: 'visitor' })
    const p = await newcomer()
    expect(await byPhone('wx-late', p.phone)).toMatchObject({ ok: true })
    await t.cloud.fire('members-timer')
    expect((await t.db.collection('people').where({ _id: personId! }).count()).total).toBe(0)
  })

  test('false and overdue codes are refused', async () => {
    expect(await t.refusal('wx-x1', 'members', 'bindByTrial', { code: 'AAAABBBB22', consent })).toBe('WRONG_CODE')
    const code = await issue()
    await t.db.collection('trials').where({}).update({ until: Date.now() - 1 })
    expect(await t.refusal('wx-x1', 'members', 'bindByTrial', { code, consent })).toBe('WRONG_CODE')
  })
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
