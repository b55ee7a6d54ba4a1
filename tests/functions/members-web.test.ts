import { PRIVACY_VERSION } from '../../types/member'
import { startCloud, type TestCloud } from './cloud'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

/** Asks as a browser does: over the HTTP route, with a session token or none. */
async function web(action: string, input: unknown, token?: string) {
  const answer = await t.cloud.http('/api/members', {
    method: 'POST', body: JSON.stringify({ action, input }),
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  })
  return (await answer.json()) as { ok: boolean; code?: string; data: Record<string, string> }
}
const start = async () => (await web('webStart', {})).data as unknown as { scene: string; secret: string; image: string; until: number }
async function signedIn(openid: string): Promise<string> {
  const { scene, secret } = await start()
  await t.call(openid, 'members', 'webConfirm', { scene })
  return (await web('webFinish', { scene, secret })).data.token!
}
const nameOf = async (token?: string) => (await web('me', {}, token)).data.name

test('the browser shows a code, the phone confirms, the browser gets a session, once', async () => {
  const { scene, secret, image } = await start()
  expect(scene.length).toBeLessThanOrEqual(32)
  expect(Buffer.from(image.split(',')[1]!, 'base64').subarray(1, 4).toString()).toBe('PNG')
  expect(t.cloud.sent().at(-1)).toMatchObject({ api: 'wxacode.getUnlimited' })
  expect(await web('webFinish', { scene, secret })).toMatchObject({ ok: true, data: { state: 'waiting' } })
  expect(await t.call('demo-zhao', 'members', 'webLook', { scene })).toMatchObject({ state: 'waiting' })
  await t.call('demo-zhao', 'members', 'webConfirm', { scene })
  await t.call('demo-zhao', 'members', 'webConfirm', { scene })
  const { data } = await web('webFinish', { scene, secret })
  expect(data).toMatchObject({ state: 'ready' })
  expect(Number(data.until) - Date.now()).toBeGreaterThan(11.9 * 3_600_000)
  expect(await nameOf(data.token)).toBe('赵敏')
  expect(await web('webFinish', { scene, secret })).toMatchObject({ ok: false, code: 'SIGN_IN_OVER' })
  const kept = JSON.stringify((await t.db.collection('people').doc('person-zhao-min').get()).data) + JSON.stringify((await t.db.collection('signIns').where({}).get()).data)
  expect(kept).not.toContain(data.token)
  expect(kept).not.toContain(secret)
})

test('five browsers with the same secret at once: one gets the session', async () => {
  const { scene, secret } = await start()
  await t.call('demo-zhou', 'members', 'webConfirm', { scene })
  const replies = await Promise.all(Array.from({ length: 5 }, () => web('webFinish', { scene, secret })))
  expect(replies.filter(r => r.ok)).toHaveLength(1)
})

test('a wrong secret, somebody else, an unbound phone and a late one get nothing', async () => {
  const { scene, secret } = await start()
  expect(await web('webFinish', { scene, secret: 'x'.repeat(43) })).toMatchObject({ code: 'SIGN_IN_OVER' })
  expect(await t.refusal('wx-stranger', 'members', 'webConfirm', { scene })).toBe('NOT_BOUND')
  await t.call('demo-zhou', 'members', 'webConfirm', { scene })
  expect(await t.refusal('demo-li', 'members', 'webConfirm', { scene })).toBe('SIGN_IN_OVER')
  await t.db.collection('signIns').doc(scene).update({ until: Date.now() - 1 })
  expect(await web('webFinish', { scene, secret })).toMatchObject({ code: 'SIGN_IN_OVER' })
  expect(await t.call('demo-zhou', 'members', 'webLook', { scene })).toMatchObject({ state: 'expired' })
})

test('a session cannot confirm another one, nor bind', async () => {
  const token = await signedIn('demo-zhou')
  const { scene } = await start()
  expect(await web('webConfirm', { scene }, token)).toMatchObject({ code: 'WECHAT_ONLY' })
  expect(await web('bindByPhone', { code: 'phone:13800000777', consent: PRIVACY_VERSION }, token)).toMatchObject({ code: 'WECHAT_ONLY' })
})

test('a new session ends the old one; leaving, unbinding and time end it', async () => {
  const first = await signedIn('demo-li')
  const second = await signedIn('demo-li')
  expect(await nameOf(first)).toBeUndefined()
  expect(await nameOf(second)).toBe('李秀英')
  await web('webLeave', {}, first)
  expect(await nameOf(second)).toBe('李秀英')
  await web('webLeave', {}, second)
  expect(await nameOf(second)).toBeUndefined()

  const third = await signedIn('demo-li')
  await t.db.collection('people').doc('person-li-xiuying').update({ webUntil: Date.now() - 1 })
  expect(await nameOf(third)).toBeUndefined()

  const fourth = await signedIn('demo-liu')
  await t.call('demo-zhao', 'members', 'unbind', { personId: 'person-liu-yang' })
  expect(await nameOf(fourth)).toBeUndefined()
})

test('who is unbound between the confirmation and its use gets no session', async () => {
  const { scene, secret } = await start()
  await t.call('demo-wang', 'members', 'webConfirm', { scene })
  await t.call('demo-zhao', 'members', 'unbind', { personId: 'person-wang-haiyan' })
  expect(await web('webFinish', { scene, secret })).toMatchObject({ ok: false, code: 'NOT_BOUND' })
})

test('the timer clears what is over', async () => {
  await start()
  await t.db.collection('signIns').where({}).update({ until: Date.now() - 1 })
  await t.cloud.fire('members-timer')
  expect((await t.db.collection('signIns').where({}).count()).total).toBe(0)
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
