import { createHash } from 'node:crypto'
import { startCloud, type TestCloud } from './cloud'

const TOKEN = 'a-session-token-of-forty-three-characters-xx'
const sha256 = (s: string) => createHash('sha256').update(s).digest('hex')

let t: TestCloud
beforeAll(async () => {
  t = await startCloud()
  await t.db.collection('people').where({ _id: 'person-zhao-min' }).update({ web: sha256(TOKEN), webUntil: Date.now() + 3_600_000 })
})
afterAll(() => t.stop())

const post = (body: unknown, headers: Record<string, string> = {}) =>
  t.cloud.http('/api/motions', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })

const list = { action: 'list', input: {} }
const titles = async (response: Response) => ((await response.json()) as { data: { items: { title: string }[] } }).data.items.map(m => m.title)

test('without a token the caller is a visitor, whatever else the request claims', async () => {
  const claims: Record<string, string>[] = [{}, { 'x-local-openid': 'demo-zhao' }, { 'x-wx-openid': 'demo-zhao' }, { authorization: 'Basic demo-zhao' }, { authorization: 'Bearer short' },
    { authorization: `Bearer ${'x'.repeat(43)}` }, { authorization: 'Bearer none:person-zhao-min' }]
  for (const headers of claims) {
    expect(await titles(await post(list, headers))).toEqual(['（示例）关于公开班组绩效考核办法的提案'])
  }
})

test('the holder of a session token is its person', async () => {
  const response = await post(list, { authorization: `Bearer ${TOKEN}` })
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await titles(response)).toContain('关于改善铸造分厂夏季高温岗位通风的提案')
})

test('an expired session is nobody’s', async () => {
  await t.db.collection('people').where({ _id: 'person-sun-li' }).update({ web: sha256(`${TOKEN}2`), webUntil: Date.now() - 1 })
  expect(await titles(await post(list, { authorization: `Bearer ${TOKEN}2` }))).toHaveLength(1)
})

test('refusals have a fitting status and say why in Chinese', async () => {
  const bad: [unknown, number, string][] = [
    ['{not json', 422, 'BAD_INPUT'],
    ['', 422, 'BAD_INPUT'],
    [{ action: 'nothing', input: {} }, 422, 'UNKNOWN_ACTION'],
    [{ action: 'list', input: { text: 7 } }, 422, 'BAD_INPUT'],
    [{ action: 'submit', input: { id: 'motion-demo-0002' } }, 401, 'NOT_BOUND'],
  ]
  for (const [body, status, code] of bad) {
    const response = await post(body)
    const reply = await response.json() as { code: string; message: string }
    expect([response.status, reply.code]).toEqual([status, code])
    expect(reply.message).toMatch(/[\u4e00-\u9fff]/)
  }
})

test('only POST is served, and a browser may ask first', async () => {
  expect((await t.cloud.http('/api/motions', { method: 'GET' })).status).toBe(405)
  expect((await t.cloud.http('/api/motions', { method: 'OPTIONS' })).status).toBe(204)
})

test('hundred calls of a hundred callers at once: everybody is answered as himself', async () => {
  const callers = ['demo-zhou', 'demo-li', 'demo-wang', undefined, 'demo-he']
  const proposers = ['周建国', '李秀英', '王海燕', undefined, '何平']
  const replies = await Promise.all(Array.from({ length: 100 }, (_, i) => t.ask(callers[i % 5], 'motions', 'mine', { which: 'proposed' })))
  replies.forEach((reply, i) => {
    const names = reply.ok ? [...new Set(reply.data.items.map(m => m.proposerName))] : [undefined]
    expect(names).toEqual([proposers[i % 5]])
  })
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
