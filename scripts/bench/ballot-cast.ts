import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { DatabaseSync } from '@photostructure/sqlite'
import { build } from 'esbuild'
import { buildFunctions } from '../build-functions'
import { run } from './ballot'
import type { BenchCloud } from './cloud'
import { figure, timed, type Group } from './harness'

const SETTINGS = { ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_DEMO_TENANT: 'ent-shifan' }
const BALLOTS = 6_000
/** Cast before the clock runs: a fresh instance still compiles what it does. */
const WARM = 1_000
const CALLERS = 32
const GROUP_COMMIT = 32

interface Own { box: number; checks: number; receipt: number }

/** Runs the box by itself in a process of its own; with arguments it writes ballots instead. */
async function box(...args: string[]): Promise<string> {
  const outfile = 'dist/bench/ballot-box.cjs'
  await build({ entryPoints: ['scripts/bench/ballot-box.ts'], outfile, bundle: true, platform: 'node', target: 'node18', format: 'cjs', external: ['@cloudbase/node-sdk'], logLevel: 'error' })
  return run(process.execPath, [outfile, ...args], { env: { ...process.env, ...SETTINGS } })
}

/** 投票箱: what the box does with a ballot, without the store, beside the signatures that it cannot do without. */
export const ballotBox: Group = {
  name: 'ballot.box',
  what: 'the box\'s own work for a ballot, beside its bare signature checks',
  async run() {
    const { box: own, checks, receipt } = JSON.parse(await box()) as Own
    return [
      figure('ballot.box', 1e6 / own, 'ops/s', 1e6 / checks),
      figure('ballot.box.with-receipt', 1e6 / own, 'ops/s', 1e6 / (checks + receipt)),
    ]
  },
}

/** Microseconds a row where so many are committed to the disk together: what a durable store costs at least. */
async function groupCommit(dir: string): Promise<number> {
  const db = new DatabaseSync(join(dir, 'commit.sqlite'))
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE bare (id TEXT PRIMARY KEY, doc TEXT) WITHOUT ROWID')
    const insert = db.prepare('INSERT INTO bare VALUES (?, ?)')
    const doc = 'x'.repeat(1_300)
    const groups = 100
    const ms = await timed(() => {
      for (let g = 0; g < groups; g++) {
        db.exec('BEGIN')
        for (let i = 0; i < GROUP_COMMIT; i++) insert.run(`${(g * 7919 + i * 104_729) % 1_000_003}-${g}-${i}`, doc)
        db.exec('COMMIT')
      }
    })
    return (ms * 1000) / (groups * GROUP_COMMIT)
  } finally {
    db.close()
  }
}

function poster(url: string, agent: Agent) {
  return (body: string): Promise<string> => new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, response => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString()))
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Callers that take the next body as soon as they are answered; microseconds a body. */
async function through(bodies: readonly string[], post: (body: string) => Promise<string>, good: RegExp): Promise<number> {
  let next = 0
  const ms = await timed(() => Promise.all(Array.from({ length: CALLERS }, async () => {
    while (next < bodies.length) {
      const answer = await post(bodies[next++]!)
      if (!good.test(answer)) throw new Error(answer.slice(0, 200))
    }
  })))
  return (ms * 1000) / bodies.length
}

/** From the phone's request to the receipt: HTTP route, deployed function, SDK and local cloud, clients on the same two cores. */
export const ballotWholePath: Group = {
  name: 'ballot.whole-path',
  what: `${BALLOTS} ballots cast by ${CALLERS} clients over HTTP, function, SDK and local cloud`,
  async run(bench: BenchCloud) {
    await buildFunctions()
    const dir = await bench.folder()
    const { box: own, checks } = JSON.parse(await box()) as Own
    const commit = await groupCommit(dir)
    await box(join(dir, 'ballots.json'), String(BALLOTS))
    const { doc, bodies } = JSON.parse(readFileSync(join(dir, 'ballots.json'), 'utf8')) as { doc: object; bodies: string[] }
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'congress-server.ts'), join(dir, 'box')], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    const [line] = await once(child.stdout!, 'data')
    const { url, exports } = JSON.parse(String(line)) as { url: string; exports: Record<string, string> }
    const agent = new Agent({ keepAlive: true, maxSockets: CALLERS })
    try {
      Object.assign(process.env, exports)
      await tcb.init({ env: 'congress', timeout: 60_000 }).database().collection('ballotRounds').add(doc)
      const post = poster(`${url}/env/congress/api/box`, agent)
      const warm = bodies.slice(0, WARM)
      await through(warm, post, /"accepted"/)
      const entry = await through(Array.from({ length: 500 }, () => '{"round":"x"}'), post, /SHAPE/)
      const whole = await through(bodies.slice(WARM), post, /"accepted"/)
      const ceiling = checks + commit
      const share = (name: string, us: number) => figure(`ballot.whole-path.${name}`, us / 1000, 'ms', whole / 1000)
      return [
        figure('ballot.whole-path', 1e6 / whole, 'ops/s', 1e6 / ceiling),
        share('entry', entry), share('box', own), share('store', Math.max(0, whole - entry - own)),
      ]
    } finally {
      agent.destroy()
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    }
  },
}
