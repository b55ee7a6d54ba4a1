import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { temporaryFolder, until } from './host-cloud'

const dir = temporaryFolder()
const root = join(__dirname, '../..')
const children: ChildProcess[] = []
afterAll(() => children.forEach(child => child.kill('SIGKILL')))

/** `npm run localcloud` without npm, which would not pass a signal on; no built functions, which others test. */
function run(...args: string[]) {
  const fixed = ['--data', join(dir, 'data'), '--dist', join(dir, 'nothing-built')]
  const child = spawn(process.execPath, ['--import', 'tsx', 'localcloud/main.ts', ...fixed, ...args], { cwd: root })
  children.push(child)
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => { output.text += chunk })
  return { child, output, ended: once(child, 'exit') }
}

/** Runs it until it serves, and takes the variables that it prints. */
async function serving(...args: string[]) {
  const running = run('--port', '0', ...args)
  await until(() => running.output.text.includes('按 Ctrl-C 停止') || running.child.exitCode !== null)
  const { text } = running.output
  const variables = Object.fromEntries([...text.matchAll(/export (\w+)='(.*)'/g)].map(m => [m[1]!, m[2]!]))
  return { ...running, text, variables, url: /http:\/\/127\.0\.0\.1:\d+/.exec(text)![0] }
}

test('prints lines that a shell takes in and with which the SDK works, and ends on Ctrl-C', async () => {
  const { child, ended, output, text, variables, url } = await serving('--env', 'one', '--env', 'two')
  expect(text).toContain('只接受本机访问')
  expect(text.split('\n').filter(line => line !== '' && !/^(#|export [A-Z_]+='[^']*'$)/.test(line))).toEqual([])
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true })
  const program = `const tcb = require('@cloudbase/node-sdk')
    const db = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()
    db.createCollection('c').then(() => db.collection('c').add({ a: 1 })).then(() => db.collection('c').count())
      .then(r => console.log('total', r.total))`
  const asked = spawn(process.execPath, ['-e', program], { cwd: root, env: { ...process.env, ...variables } })
  let answer = ''
  asked.stdout.on('data', chunk => { answer += chunk })
  await once(asked, 'exit')
  expect(answer).toBe('total 1\n')
  // Twice, as npm makes of one Ctrl-C.
  child.kill('SIGINT')
  child.kill('SIGINT')
  expect([(await ended)[0], output.text]).toEqual([0, expect.stringContaining('正在停止')])
})

test('says which port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { ended, output } = run('--port', String(port))
  expect((await ended)[0]).toBe(1)
  expect(output.text).toContain(`端口 ${port} 已被占用`)
  other.close()
})

test('killed while 50 writers write: every document and file that was acknowledged is there afterwards', async () => {
  const first = await serving()
  // The SDK warns of slow requests three seconds after they failed.
  Object.assign(process.env, first.variables, { SILENCE: 'true' })
  const app = () => tcb.init({ env: 'local' })
  await app().database().createCollection('acts')
  const notes: string[] = []
  const files: string[] = []
  const write = async (writer: number) => {
    for (let n = 0; ; n += 1) {
      try {
        const name = `${writer}-${n}`
        if (n % 5 === 0) files.push((await app().uploadFile({ cloudPath: `acts/${name}.txt`, fileContent: Buffer.from(name) })).fileID)
        notes.push((await app().database().collection('acts').add({ name })).id!)
      } catch (error) {
        if (/ECONNRE|socket hang up|EPIPE/.test(String(error))) return
        throw error
      }
    }
  }
  const writers = Array.from({ length: 50 }, (_, writer) => write(writer))
  await until(() => notes.length > 300 && files.length > 60)
  first.child.kill('SIGKILL')
  await Promise.all(writers)

  const second = await serving()
  Object.assign(process.env, second.variables)
  const acts = app().database().collection('acts')
  const found = await Promise.all(notes.map(async id => (await acts.doc(id).get()).data.length))
  expect(found.filter(length => length !== 1)).toEqual([])
  const contents = await Promise.all(files.map(async fileID => String((await app().downloadFile({ fileID })).fileContent)))
  expect(contents).toEqual(files.map(id => /acts\/(.+)\.txt$/.exec(id)![1]))
  second.child.kill('SIGTERM')
  expect((await second.ended)[0]).toBe(0)
})
