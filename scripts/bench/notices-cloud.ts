import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import type { PersonDoc } from '../../cloudfunctions/_kit/documents'
import type { CreditDoc } from '../../cloudfunctions/_kit/notice-documents'
import { startLocalCloud, type LocalCloud } from '../../localcloud/host/start'
import { buildFunctions } from '../build-functions'
import { noticeVariables } from '../lib/local-variables'
import { actors } from '../seed/people'
import { seed } from '../seed/seed'
import type { BenchCloud, Db } from './cloud'

export const MANY = 100_000
/** The first of them all have a credit, and of the others so many of a hundred. */
export const FEW = 10_000
const CREDITED = 60
const BATCH = 1000
const tenantId = 'ent-huajiang'
const variables = { ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: 'ent-shifan', ...noticeVariables }

/** What one call of a function in a process of its own came to: its memory is that of the function alone. */
export interface Ran { trips: number; ms: number; before: number; peak: number; result: unknown }

export interface BenchNotices {
  cloud: LocalCloud
  db: Db
  run(name: 'notices' | 'notices-timer', event: object, openid?: string): Promise<Ran>
}

/** A function that runs the built one as a process of its own, and measures it. */
const runner = (child: string, built: string) => `
const { fork } = require('node:child_process')
exports.main = (event, context) => new Promise((resolve, reject) => {
  const child = fork(${JSON.stringify(child)}, [${JSON.stringify(built)}], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.once('message', resolve)
  child.once('exit', code => reject(new Error('the function ended with ' + code)))
  child.send({ event, context })
})`

const childCode = `
const { main } = require(process.argv[2])
process.once('message', async ({ event, context }) => {
  const before = process.memoryUsage().rss
  const start = performance.now()
  const result = await main(event, context)
  const ms = performance.now() - start
  process.send({ result, ms, before, peak: process.resourceUsage().maxRSS * 1024 }, () => process.exit(0))
})`

async function functionsIn(dir: string): Promise<string> {
  await buildFunctions()
  const built = resolve('dist/cloudfunctions')
  mkdirSync(dir, { recursive: true })
  const child = `${dir}-child.cjs`
  writeFileSync(child, childCode)
  for (const name of readdirSync(built)) {
    if (name !== 'notices' && name !== 'notices-timer') {
      symlinkSync(join(built, name), join(dir, name))
      continue
    }
    mkdirSync(join(dir, name))
    writeFileSync(join(dir, name, 'config.json'), readFileSync(join(built, name, 'config.json')))
    writeFileSync(join(dir, name, 'index.js'), runner(child, join(built, name)))
  }
  return dir
}

const personDoc = (n: number): PersonDoc => {
  const _id = `person-told-${String(n).padStart(6, '0')}`
  return { ...actors.liu, _id, employeeNo: `N${n}`, phone: '', wx: n % 50 ? `wx-${_id}` : `none:${_id}`, web: `none:${_id}`, memberships: actors.liu.memberships.map(m => ({ ...m, id: `${_id}-${m.role}` })) }
}
const creditDoc = (personId: string): CreditDoc =>
  ({ _id: `${personId}.meeting`, tenantId, rev: 0, personId, template: 'meeting', left: 1, off: null, lines: [], reserved: {}, unknown: {} })

let started: Promise<BenchNotices> | undefined

async function start(bench: BenchCloud): Promise<BenchNotices> {
  const dir = await bench.folder()
  const cloud = await startLocalCloud({
    environments: [{ id: 'notices', dir: join(dir, 'notices'), functions: await functionsIn(join(dir, 'notices-functions')), deploy: 'cloudbaserc.json', collections: JSON.parse(readFileSync('dist/collections.json', 'utf8')), variables }],
  })
  bench.endWith(() => cloud.stop())
  await seed(cloud.exports(), Date.now())
  const db = tcb.init({ env: 'notices', timeout: 60_000 }).database()
  for (let at = 0; at < MANY; at += BATCH) {
    const people = Array.from({ length: BATCH }, (_, i) => personDoc(at + i))
    await db.collection('people').add(people)
    await db.collection('credits').add(people.filter((_, i) => at < FEW || (i * 7) % 100 < CREDITED).map(p => creditDoc(p._id)))
    if (at % 20_000 === 0) bench.progress(`  loading: ${at} people`)
  }
  return {
    cloud, db,
    async run(name, event, openid) {
      const { result, trips, error } = await cloud.call(name, event, openid ? { openid } : {})
      if (error) throw new Error(JSON.stringify(error))
      return { ...(result as Omit<Ran, 'trips'>), trips }
    },
  }
}

/** A local cloud with built functions and 100,000 people to be told; once a run. */
export const withNotices = (bench: BenchCloud): Promise<BenchNotices> => (started ??= start(bench))
