import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startLocalCloud, type LocalCloud } from '../../localcloud/host/start'
import { sdk, startWith, temporaryFolder, until } from './host-cloud'

const dir = temporaryFolder()
let cloud: LocalCloud

beforeAll(async () => { cloud = await startWith(dir) })
afterAll(() => cloud.stop())

const post = (name: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${cloud.url}/functions/${name}`, { method: 'POST', body, headers })

describe('who calls', () => {
  test('100 calls at once never see another caller, in the context, in process.env or through the SDK', async () => {
    const people = Array.from({ length: 100 }, (_, i) => i % 5 === 0 ? undefined : `openid-${i}`)
    const replies = await Promise.all(people.map((openid, i) =>
      cloud.call('probe', { action: 'who', ms: i % 7 }, openid === undefined ? {} : { openid })))
    expect(replies.map(r => r.result)).toEqual(people.map(openid => ({
      before: openid === undefined ? { sdk: '' } : { context: openid, process: openid, sdk: openid },
      ...(openid === undefined ? {} : { after: openid }),
    })))
    expect(new Set(replies.map(r => r.requestId)).size).toBe(100)
  })

  test('over HTTP the header is the identity, and no header is nobody', async () => {
    const known = await post('people', '{"a":1}', { 'x-local-openid': 'zhang' })
    expect(await known.json()).toEqual({ openid: 'zhang', event: { a: 1 } })
    const unknown = await post('people', '{"openid":"zhang"}')
    expect(await unknown.json()).toEqual({ openid: null, event: { openid: 'zhang' } })
    const odd = await post('people', '{}', { 'x-local-openid': 'a b;c' })
    expect(odd.status).toBe(400)
  })

  test('a function that calls another passes on who called it', async () => {
    const named = await cloud.call('probe', { action: 'call', name: 'people', data: { b: 2 } }, { openid: 'li' })
    expect(named.result).toEqual({ openid: 'li', event: { b: 2 } })
    const nobody = await cloud.call('probe', { action: 'call', name: 'people' })
    expect(nobody.result).toEqual({ openid: null, event: {} })
  })

  test('a program outside has nobody to pass on', async () => {
    const { result } = await sdk(cloud).callFunction({ name: 'people', data: { c: 3 } })
    expect(result).toEqual({ openid: null, event: { c: 3 } })
  })
})

describe('what a function is given', () => {
  test('the context and the environment that production gives', async () => {
    const { result: context, requestId } = await cloud.call('probe', { action: 'context' }, { openid: 'wang' })
    expect(context).toMatchObject({
      request_id: requestId, function_name: 'probe', time_limit_in_ms: 20_000, namespace: 'test',
    })
    expect((context as { left: number }).left).toBeGreaterThan(0)
    const { result: environment } = await cloud.call('probe', { action: 'environment' }, { openid: 'wang' })
    expect(environment).toMatchObject({ WX_OPENID: 'wang', TCB_ENV: 'test', WX_APPID: expect.stringMatching(/^wx/) })
  })

  test('its own variables, and none of the host process', async () => {
    process.env['LEAKED'] = 'from the host'
    const read = async (name: string) => (await cloud.call('probe', { action: 'variable', name })).result
    expect(await read('EVERYWHERE')).toBe('everywhere in test')
    expect(await read('ONLY_PROBE')).toBe('yes')
    expect(await read('LEAKED')).toBeNull()
    expect(await read('TENCENTCLOUD_RUNENV')).toBe('SCF')
  })

  test('what it prints is logged under its request id, and only under that', async () => {
    const { requestId } = await cloud.call('probe', { action: 'say', text: '一行日志' })
    const said = cloud.logs().filter(line => line.requestId === requestId).map(({ level, message }) => ({ level, message }))
    expect(said).toEqual([{ level: 'info', message: '一行日志' }, { level: 'error', message: 'not well: 一行日志' }])
  })
})

describe('when a call goes wrong', () => {
  test('an error of the function is an error of the call, with its request id in the log', async () => {
    const { error, requestId, result } = await cloud.call('probe', { action: 'fail', message: 'no such motion' })
    expect(error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL', message: 'no such motion' })
    expect(result).toBeUndefined()
    expect(cloud.logs().find(line => line.requestId === requestId)?.message).toContain('no such motion')
    const http = await post('probe', '{"action":"fail","message":"no such motion"}')
    expect(http.status).toBe(500)
    expect(await http.json()).toMatchObject({ errCode: -504002, errMsg: expect.stringContaining('no such motion') })
    await expect(sdk(cloud).callFunction({ name: 'probe', data: { action: 'fail', message: 'no such motion' } }))
      .rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  })

  test.each([['a loop that never ends', { loop: true }], ['a promise that never settles', { loop: false }]])(
    '%s ends at the time limit, and the function works again', async (_, event) => {
      const { error, requestId } = await cloud.call('slow', event)
      expect(error).toEqual({ code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED', message: 'Invoking task timed out after 1 seconds' })
      expect(cloud.logs().filter(line => line.requestId === requestId)[0]?.message).toBe('before it hangs')
      expect((await post('slow', JSON.stringify(event))).status).toBe(504)
    })

  test.each(['leave', 'reject'])('an instance that dies (%s) fails its own call only', async action => {
    const [dead, alive] = await Promise.all([
      cloud.call('probe', { action }), cloud.call('probe', { action: 'who', ms: 50 }, { openid: 'zhao' }),
    ])
    expect(dead.error?.code).toBe('FUNCTIONS_EXECUTE_FAIL')
    expect(alive.result).toMatchObject({ after: 'zhao' })
  })

  test('what breaks after the answer is logged under the call that left it behind', async () => {
    const { requestId, result } = await cloud.call('probe', { action: 'trail', ms: 30 })
    expect(result).toBeNull()
    const trace = () => cloud.logs().find(line => line.requestId === requestId)
    await until(() => trace() !== undefined)
    expect(trace()).toMatchObject({ level: 'error', message: expect.stringContaining('after the answer') })
  })

  test('a module that does not load is reported to every caller', async () => {
    const replies = await Promise.all([cloud.call('broken', {}), cloud.call('broken', {})])
    expect(replies.map(r => r.error?.message)).toEqual(Array(2).fill('this module does not load'))
  })

  test('an unknown function, a path as a name, a body that is not JSON', async () => {
    expect((await cloud.call('nothing', {})).error?.code).toBe('FUNCTION_NOT_FOUND')
    expect((await cloud.call('../functions/probe', {})).error?.code).toBe('FUNCTION_NOT_FOUND')
    expect((await post('nothing', '{}')).status).toBe(404)
    expect((await post('people', '{')).status).toBe(400)
  })

  test('6 MB are the most that goes in and comes out', async () => {
    const limit = 6 * 1024 * 1024
    const fits = await post('probe', JSON.stringify({ action: 'size', text: 'x'.repeat(limit - 100) }))
    expect(await fits.json()).toBe(limit - 100)
    const tooLarge = await post('probe', JSON.stringify({ action: 'size', text: 'x'.repeat(limit) }))
    expect(tooLarge.status).toBe(413)
    const { result } = await cloud.call('probe', { action: 'big', bytes: limit - 2 })
    expect(result).toHaveLength(limit - 2)
    const { error } = await cloud.call('probe', { action: 'big', bytes: limit - 1 })
    expect(error?.message).toContain('exceeds the upper limit (6MB)')
  })
})

test('a rebuilt function is taken up by the next call', async () => {
  const functions = join(dir, 'built')
  cpSync(join(__dirname, 'fixtures/functions/nightly'), join(functions, 'nightly'), { recursive: true })
  const watching = await startLocalCloud({ watch: true, environments: [{ id: 'dev', dir: join(dir, 'dev'), functions }] })
  expect((await watching.fire('nightly')).result).toMatchObject({ source: 'timer' })
  writeFileSync(join(functions, 'nightly/index.js'), 'exports.main = () => "built again"')
  expect((await watching.call('nightly', {})).result).toBe('built again')
  mkdirSync(join(functions, 'added'))
  writeFileSync(join(functions, 'added/index.js'), 'exports.main = () => "added"')
  expect((await watching.call('added', {})).result).toBe('added')
  await watching.stop()
  expect(readFileSync(join(dir, 'dev/logs/functions.log'), 'utf8')).toBe('')
})
