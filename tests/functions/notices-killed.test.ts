import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCloud, type TestCloud } from './cloud'
import { EVERYBODY, MESSAGE, doing } from './notice-helpers'

const PEOPLE = 1000
const CREDITS = 400

/** A function that runs the built timer as a process of its own, which can be killed as production kills. */
const runner = (built: string) => `
const { spawn } = require('node:child_process')
exports.main = (event, context) => new Promise(resolve => {
  const code = 'require(' + JSON.stringify(${JSON.stringify(built)}) + ').main({}, ' + JSON.stringify(context) + ').then(() => process.exit(0), e => { console.error(e); process.exit(1) })'
  const child = spawn(${JSON.stringify(process.execPath)}, ['-e', code], { env: { ...process.env, PATH: process.env.PATH || '' }, stdio: ['ignore', 'ignore', 'inherit'] })
  require('node:http').get(process.env.PROXY + '/pid/' + child.pid)
  child.on('exit', (code, signal) => resolve({ code, signal }))
})`

let t: TestCloud
let d: ReturnType<typeof doing>
let dir: string
let proxy: Server
let target = ''
/** Kill at this request of the run: before it reaches the cloud, or when its answer is on the way back. */
let kill = { at: Infinity, after: false }
let seen = 0
let pid = 0

const strike = () => { if (pid) process.kill(pid, 'SIGKILL') }

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zdt-notices-killed-'))
  const built = resolve('dist/cloudfunctions')
  for (const name of readdirSync(built).filter(n => n !== 'notices-timer')) symlinkSync(join(built, name), join(dir, name))
  mkdirSync(join(dir, 'notices-timer'))
  writeFileSync(join(dir, 'notices-timer/config.json'), readFileSync(join(built, 'notices-timer/config.json')))
  writeFileSync(join(dir, 'notices-timer/index.js'), runner(join(built, 'notices-timer/index.js')))
  proxy = createServer((req, res) => {
    if (req.url!.startsWith('/pid/')) { pid = Number(req.url!.slice(5)); res.end(); return }
    const mine = ++seen === kill.at
    if (mine && !kill.after) { strike(); res.destroy(); return }
    const on = request(`${target}${req.url}`, { method: req.method, headers: req.headers }, answer => {
      if (mine) { strike(); answer.resume(); res.destroy(); return }
      res.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(res)
    })
    on.on('error', () => res.destroy())
    res.on('error', () => on.destroy())
    req.pipe(on)
  })
  await new Promise<void>(done => proxy.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const { noticeVariables } = await import('../../scripts/lib/local-variables')
  t = await startCloud({
    functions: dir,
    variables: {
      ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: 'ent-shifan', ...noticeVariables,
      'notices-timer': { PROXY: address, TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${address}/admin` }), PATH: process.env.PATH! },
    },
  })
  target = t.cloud.url
  d = doing(t)
})
afterAll(async () => {
  await t.stop()
  await new Promise(done => proxy.close(done))
  rmSync(dir, { recursive: true, force: true })
})

async function run(at: number, after: boolean): Promise<{ killed: boolean }> {
  kill = { at, after }
  seen = 0
  pid = 0
  const { result, error } = await t.cloud.call('notices-timer', {}, {})
  if (error) throw new Error(JSON.stringify(error))
  const { code, signal } = result as { code: number | null; signal: string | null }
  if (!signal && code !== 0) throw new Error('the timer failed')
  return { killed: signal === 'SIGKILL' }
}

/** People enough, each with a phone, some with a credit. */
async function arrange() {
  const some = (await t.db.collection('people').where({ _id: 'person-liu-yang' }).get()).data[0] as unknown as Record<string, unknown>
  await t.db.collection('people').where({ tenantId: 'ent-huajiang', live: true }).update({ live: false })
  const ids = Array.from({ length: PEOPLE }, (_, i) => `kill-${String(i).padStart(5, '0')}`)
  for (let at = 0; at < PEOPLE; at += 500) {
    await t.db.collection('people').add(ids.slice(at, at + 500).map(_id => ({ ...some, _id, employeeNo: _id, wx: `wx-${_id}`, web: `none:${_id}`, live: true })))
  }
  await t.db.collection('people').where({ _id: 'person-zhao-min' }).update({ live: true })
  await t.db.collection('credits').add(ids.slice(0, CREDITS).map(personId => ({
    _id: `${personId}.meeting`, tenantId: 'ent-huajiang', rev: 0, personId, template: 'meeting', left: 1, off: null, lines: [], reserved: {}, unknown: {},
  })))
  // WeChat itself gives each one message for one accept.
  for (const id of ids) t.cloud.wx().credits.set(`wx-${id}\nlocal-meeting`, 1)
  return ids
}

test('kill -9 before every request, and between WeChat’s answer and its record: nobody twice, nobody forgotten, every unknown listed', async () => {
  const ids = await arrange()
  const notice = await d.sent({ audience: EVERYBODY, message: MESSAGE })
  expect(notice.plan!.message).toBe(CREDITS)
  let kills = 0
  let finished = false
  for (let step = 1; !finished; step++) {
    // Each run dies at another request: most before anything was sent, so that each kind of request is met; some far on.
    const { killed } = await run(step % 5 === 0 ? 120 + step * 7 : 1 + (step % 23), step % 2 === 0)
    if (killed) kills++
    // Nobody waits for the lease of the dead.
    await d.hurry()
    const counts = await d.counts(notice._id)
    const total = Object.values(counts).reduce((a, b) => a + b, 0)
    expect(total).toBe(notice.plan!.total)
    finished = !killed && !counts.waiting && !counts.sending
    expect(step).toBeLessThan(400)
  }
  await run(Infinity, false)
  const counts = await d.counts(notice._id)
  const taken = ids.map(id => d.taken(`wx-${id}`))
  expect(Math.max(...taken)).toBe(1)
  const delivered = taken.reduce((a, b) => a + b, 0)
  expect(kills).toBeGreaterThan(10)
  // Everybody who had a credit was sent a message, or is listed as unknown: never both forgotten and silent.
  expect((counts.sent ?? 0) + (counts.unknown ?? 0)).toBe(CREDITS)
  expect(counts.sent).toBeGreaterThan(0)
  expect(counts.sent).toBeLessThanOrEqual(delivered)
  expect(delivered).toBeLessThanOrEqual(counts.sent! + (counts.unknown ?? 0))
  expect(await d.get(notice._id)).toMatchObject({ state: 'done' })

  const ledgers = (await t.db.collection('credits').where({ template: 'meeting', left: t.db.command.gte(0) }).limit(1000).get()).data as unknown as { personId: string; left: number; reserved: object; unknown: object }[]
  expect(ledgers.filter(l => l.left !== 0 || Object.keys(l.reserved).length > 0)).toEqual([])
  const unknown = ledgers.filter(l => Object.keys(l.unknown).length > 0).map(l => l.personId)
  expect(unknown).toHaveLength(counts.unknown ?? 0)
  expect(counts.unknown).toBeGreaterThan(0)

  // WeChat tells of those that did arrive; the others stay unknown.
  const arrived = unknown.filter(id => d.taken(`wx-${id}`) === 1)
  for (const id of arrived) {
    const event = { MsgType: 'event', Event: 'subscribe_msg_sent_event', FromUserName: `wx-${id}`, CreateTime: Math.floor(Date.now() / 1000), List: { TemplateId: 'local-meeting', MsgID: '1', ErrorCode: '0', ErrorStatus: 'success' } }
    expect(await t.cloud.call('notices-push', event, { openid: `wx-${id}` })).toMatchObject({ result: 'success' })
  }
  expect(await d.counts(notice._id)).toMatchObject({ sent: delivered })
  expect((await d.counts(notice._id)).unknown ?? 0).toBe(unknown.length - arrived.length)
}, 400_000)
