import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { startLocalCloud } from '../../localcloud/host/start'
import { sdk, startWith, temporaryFolder, until } from './host-cloud'

const dir = temporaryFolder()

test('environments side by side share nothing but the port', async () => {
  const cloud = await startWith(join(dir, 'apart'), ['first', 'second'])
  await cloud.call('probe', { action: 'write', count: 3 }, { env: 'second' })
  const count = async (env?: string) => (await sdk(cloud, env).database().collection('notes').count()).total
  expect([await count(), await count('first'), await count('second')]).toEqual([0, 0, 3])
  const variable = async (env?: string) =>
    (await cloud.call('probe', { action: 'variable', name: 'EVERYWHERE' }, env ? { env } : {})).result
  expect([await variable(), await variable('second')]).toEqual(['everywhere in first', 'everywhere in second'])
  await cloud.call('probe', { action: 'say', text: 'hello' }, { env: 'second' })
  expect([cloud.logs('first').length, cloud.logs('second').length]).toEqual([0, 2])
  const { result } = await cloud.call('probe', { action: 'openapi', api: 'security.msgSecCheck', params: {} }, { env: 'second' })
  expect(result).toMatchObject({ errcode: 44002 })
  expect([cloud.sent('first').length, cloud.sent('second').length]).toEqual([0, 1])
  await cloud.stop()
})

test('an environment that is not here is named', async () => {
  const cloud = await startWith(join(dir, 'none'), ['first'])
  const headers = { 'x-local-env': 'third' }
  Object.assign(process.env, cloud.exports())
  expect((await fetch(`${cloud.url}/functions/probe`, { method: 'POST', headers, body: '{}' })).status).toBe(404)
  await expect(cloud.call('probe', {}, { env: 'third' })).rejects.toThrow('third')
  const lost = tcb.init({ env: 'third' }).database().collection('notes').count()
  await expect(lost).rejects.toMatchObject({ code: 'INVALID_ENV' })
  await cloud.stop()
})

test('one environment that does not open ends the start, and leaves nothing open', async () => {
  const good = { id: 'good', dir: join(dir, 'good') }
  const both = startLocalCloud({ environments: [good, { id: '../up', dir: join(dir, 'up') }] })
  await expect(both).rejects.toThrow('bad environment id')
  const cloud = await startLocalCloud({ environments: [good] })
  await cloud.stop()
})

describe('counting database requests', () => {
  test('each call knows its own, also among many calls at once and over HTTP', async () => {
    const cloud = await startWith(join(dir, 'trips'))
    const replies = await Promise.all(Array.from({ length: 12 }, (_, count) => cloud.call('probe', { action: 'write', count })))
    expect(replies.map(r => r.trips)).toEqual(replies.map((_, count) => count + 1))
    const res = await fetch(`${cloud.url}/functions/probe`, { method: 'POST', body: '{"action":"write","count":4}' })
    expect(res.headers.get('x-local-trips')).toBe('5')
    await cloud.stop()
  })

  test('a program outside counts by the eventID that it gives the SDK', async () => {
    const cloud = await startWith(join(dir, 'event'))
    const notes = sdk(cloud, undefined, 'request-7').database().collection('notes')
    await notes.add({ a: 1 })
    await notes.where({ a: 1 }).get()
    await sdk(cloud).database().collection('notes').count()
    expect([cloud.trips('request-7'), cloud.trips('request-8')]).toEqual([2, 0])
    await cloud.stop()
  })
})

describe('timers', () => {
  test('a timer can be fired by hand: nobody is known, the event names it', async () => {
    const cloud = await startWith(join(dir, 'timer'))
    await cloud.call('nightly', {}, { openid: 'zhang' })
    const { result } = await cloud.fire('nightly', 'every-night')
    expect(result).toMatchObject({
      event: { Type: 'Timer', TriggerName: 'every-night', Time: expect.stringMatching(/Z$/) },
      source: 'timer', openid: null, greeting: 'from the deploy file',
    })
    await cloud.stop()
  })

  test('by the clock, when asked to; and an expression of six fields does not start', async () => {
    const deploy = (config: string) => {
      const path = join(dir, 'cloudbaserc.json')
      const triggers = [{ name: 'tick', type: 'timer', config }]
      writeFileSync(path, JSON.stringify({ functions: [{ name: 'probe', triggers }] }))
      return path
    }
    const start = (config: string) => startLocalCloud({
      timers: true,
      environments: [{ id: 'clock', dir: join(dir, 'clock'), functions: join(__dirname, 'fixtures/functions'), deploy: deploy(config) }],
    })
    await expect(start('0 0 2 * * *')).rejects.toThrow('7')
    const cloud = await start('* * * * * * *')
    // The event has no action, so the probe's fault is the sign that the clock called it.
    await until(() => cloud.logs().length > 0)
    expect(cloud.logs()[0]).toMatchObject({ function: 'probe', level: 'error' })
    await cloud.stop()
  })
})

describe('stopping', () => {
  test('answers the calls under way, with what they write, and refuses new ones', async () => {
    const folder = join(dir, 'stop')
    const cloud = await startWith(folder)
    const calls = Array.from({ length: 12 }, (_, i) => cloud.call('probe', { action: 'outlast', ms: 100 + i * 20 }))
    const post = fetch(`${cloud.url}/functions/probe`, { method: 'POST', body: '{"action":"outlast","ms":300}' })
    await until(async () => (await sdk(cloud).database().collection('notes').count()).total > 0)
    const stopped = cloud.stop()
    const late = fetch(`${cloud.url}/functions/probe`, { method: 'POST', body: '{"action":"environment"}' })
    expect((await late).status).toBe(503)
    expect((await Promise.all(calls)).filter(r => r.error)).toEqual([])
    expect((await post).status).toBe(200)
    await stopped
    await expect(fetch(`${cloud.url}/healthz`)).rejects.toThrow()

    const again = await startWith(folder)
    const { data } = await sdk(again).database().collection('notes').get()
    expect(data.map((note: { state: string }) => note.state)).toEqual(Array(13).fill('done'))
    await again.stop()
  })

  test('what functions printed is in the log file', async () => {
    const folder = join(dir, 'log')
    const cloud = await startWith(folder)
    const { requestId } = await cloud.call('probe', { action: 'say', text: '一行' })
    await cloud.stop()
    const lines = readFileSync(join(folder, 'test/logs/functions.log'), 'utf8').trim().split('\n').map(line => JSON.parse(line))
    expect(lines[0]).toMatchObject({ requestId, function: 'probe', level: 'info', message: '一行' })
  })
})
