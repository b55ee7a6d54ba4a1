import { request } from 'node:http'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalCloud } from '../../localcloud/host/start'
import { startWith, temporaryFolder } from './host-cloud'

const dir = temporaryFolder()
let cloud: LocalCloud

beforeAll(async () => {
  mkdirSync(join(dir, 'h5/js'), { recursive: true })
  writeFileSync(join(dir, 'h5/index.html'), '<!doctype html><p>职代通')
  writeFileSync(join(dir, 'h5/js/app.0123abcd.js'), 'void 0')
  cloud = await startWith(dir, ['test', 'other'], { static: [{ path: '/', dir: join(dir, 'h5') }] })
})
afterAll(() => cloud.stop())

interface Seen { event: Record<string, unknown>; openid: string | null; user: string | null }
const seen = async (res: Response) => await res.json() as Seen

/** fetch sets Host itself, so a foreign one needs the plain client. */
const statusFor = (host: string, path: string): Promise<number | undefined> => new Promise((resolve, reject) => {
  request(`${cloud.url}${path}`, { headers: { host } }, res => { res.resume(); resolve(res.statusCode) }).on('error', reject).end()
})

describe('HTTP access', () => {
  test('a request becomes the event that production gives, and the reply a response', async () => {
    const res = await cloud.http('/api/page/list?page=2', {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-session': 'abc' }, body: '{"a":"中文"}',
    })
    expect([res.status, res.headers.get('x-made-by'), res.headers.get('content-type')])
      .toEqual([200, 'page', 'application/json'])
    expect((await seen(res)).event).toMatchObject({
      path: '/api/page/list', httpMethod: 'POST', queryStringParameters: { page: '2' },
      body: '{"a":"中文"}', isBase64Encoded: false, requestContext: { envId: 'test' }, headers: { 'x-session': 'abc' },
    })
  })

  test('nobody is known there, whatever the request claims, also right after somebody known', async () => {
    await cloud.call('page', { queryStringParameters: {} }, { openid: 'zhang' })
    const res = await fetch(`${cloud.url}/api/page`, { headers: { 'x-local-openid': 'zhang', 'x-wx-openid': 'zhang' } })
    const { event, openid, user } = await seen(res)
    expect({ openid, user }).toEqual({ openid: null, user: null })
    expect(event['headers']).not.toHaveProperty('x-local-openid')
  })

  test('the longest route wins, other environments hang under their name, and no route is a 404', async () => {
    const people = await fetch(`${cloud.url}/api/page/people`)
    expect(await people.json()).toMatchObject({ openid: null, event: { path: '/api/page/people' } })
    const other = await seen(await cloud.http('/api/page', {}, 'other'))
    expect(other.event).toMatchObject({ path: '/api/page', requestContext: { envId: 'other' } })
    expect((await cloud.http('/api/pages')).status).toBe(404)
    expect((await fetch(`${cloud.url}/env/none/api/page`)).status).toBe(404)
  })

  test('bytes travel as base64 both ways, and a reply without a status code is JSON', async () => {
    const bytes = new Uint8Array([0, 255, 137, 80, 78, 71])
    const res = await cloud.http('/api/page?as=picture', { method: 'POST', headers: { 'content-type': 'image/png' }, body: bytes })
    expect([res.status, res.headers.get('content-type')]).toEqual([201, 'image/png'])
    expect(new Uint8Array(await res.arrayBuffer())).toEqual(bytes)
    expect(await (await cloud.http('/api/page?as=plain')).json()).toEqual({ no: 'status code' })
  })

  test.each([
    ['text', 'application/json', 100 * 1024],
    ['bytes', 'application/octet-stream', 4 * 1024 * 1024],
  ])('%s may not be larger than the gateway lets through', async (kind, type, fitting) => {
    const send = (size: number) => cloud.http('/api/page?as=plain', {
      method: 'POST', headers: { 'content-type': type }, body: 'x'.repeat(size),
    })
    expect((await send(fitting)).status).toBe(200)
    const refused = await send(kind === 'text' ? fitting + 1 : 6 * 1024 * 1024 + 1)
    expect(refused.status).toBe(413)
    expect(await refused.json()).toMatchObject({ code: 'EXCEED_MAX_PAYLOAD_SIZE' })
  })
})

describe('the port', () => {
  test('tells when it is ready', async () => {
    expect(await (await fetch(`${cloud.url}/healthz`)).json()).toEqual({ ok: true })
  })

  test('serves the H5 build: the page is asked for again, hashed files are kept, nothing outside is reached', async () => {
    const page = await fetch(`${cloud.url}/`)
    expect([page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual(['text/html;charset=utf-8', 'no-cache'])
    expect(await page.text()).toContain('职代通')
    const script = await fetch(`${cloud.url}/js/app.0123abcd.js`)
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${cloud.url}/js/none.js`)).status).toBe(404)
    expect((await fetch(`${cloud.url}/..%2ftest/logs/functions.log`)).status).toBe(404)
  })

  test('lets pages of this machine ask, and no others', async () => {
    const ask = (origin: string) => fetch(`${cloud.url}/functions/people`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-local-openid' },
    })
    const near = await ask('http://localhost:10086')
    expect(near.headers.get('access-control-allow-origin')).toBe('http://localhost:10086')
    expect(near.headers.get('access-control-allow-headers')).toContain('x-local-openid')
    const far = await ask('https://example.com')
    expect([far.status, far.headers.get('access-control-allow-origin')]).toEqual([403, null])
    const blind = await fetch(`${cloud.url}/functions/people`, { method: 'POST', headers: { origin: 'null' }, body: '{}' })
    expect(blind.status).toBe(403)
  })

  test('a foreign name that was made to resolve to loopback gets nothing', async () => {
    expect(await statusFor('evil.example', '/dev')).toBe(403)
    expect(await statusFor('localhost:1', '/dev')).toBe(200)
  })
})

describe('the developer page', () => {
  test('shows functions, calls, timers and collections, but nothing of what was in a call', async () => {
    await cloud.call('probe', { action: 'say', text: '身份证号 110101' }, { openid: 'secret-openid' })
    const html = await (await fetch(`${cloud.url}/dev`)).text()
    for (const shown of ['环境 test', '环境 other', 'probe', '<td>say</td>', '0 0 2 * * * *', 'notes']) expect(html).toContain(shown)
    for (const hidden of ['110101', 'secret-openid']) expect(html).not.toContain(hidden)
  })

  test('fires a timer', async () => {
    const fired = await fetch(`${cloud.url}/dev/fire?env=other&function=nightly&trigger=every-night`, { method: 'POST' })
    expect(await fired.json()).toMatchObject({ ok: true })
    expect(await (await fetch(`${cloud.url}/dev`)).text()).toContain('<td>定时</td>')
  })
})
