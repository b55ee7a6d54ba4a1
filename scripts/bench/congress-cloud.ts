import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import type { MatterDoc, PersonDoc, RollDoc, SessionDoc } from '../../cloudfunctions/_kit/documents'
import { findPack } from '../../domain/congress/packs'
import { buildFunctions } from '../build-functions'
import { actors } from '../seed/people'
import type { BenchCloud, Db } from './cloud'

export const HALL = 500
const SESSION = 'session-bench'
const tenantId = 'ent-huajiang'

export interface Answer { ok: boolean; code: string; data: Record<string, unknown>; ms: number; trips: number }

/** Five hundred delegates, each a browser of its own over the HTTP route, and a chair. */
export interface BenchHall {
  db: Db
  session: string
  /** One call as a phone makes it, timed from the tap to the answer. */
  ask(token: string, action: string, input: object): Promise<Answer>
  token(i: number): string
  chair: string
  matter(): Promise<string>
}

const tokenOf = (who: string) => createHash('sha256').update(`bench ${who}`).digest('base64url')
const webOf = (token: string) => createHash('sha256').update(token).digest('hex')
const personId = (i: number) => `person-hall-${String(i).padStart(4, '0')}`
const until = () => Date.now() + 12 * 3_600_000

function personOf(i: number): PersonDoc {
  const id = personId(i)
  return {
    ...actors.zhou, _id: id, name: `代表${i}`, employeeNo: `H${i}`, phone: `137${String(10_000_000 + i)}`, wx: `wx-${id}`, web: webOf(tokenOf(id)), webUntil: until(),
    memberships: actors.zhou.memberships.map(m => ({ ...m, id: `${id}-${m.role}` })),
  }
}

function sessionDoc(): SessionDoc {
  const now = Date.now()
  const { rules } = findPack('national', 'state')
  return {
    _id: SESSION, tenantId, rev: 0, termId: 'term-bench', term: 6, no: 2, title: '第六届第二次职工代表大会', kind: 'congress', rehearsal: false, place: '礼堂', startsAt: now, stage: 'formal',
    rules: { ...rules, secret: [] }, rulesVersion: 1, notice: null, agendaAt: null, motionWindow: null, qualification: null, presidium: [], agendaAdoptedAt: null, discussions: [], observers: [], rollCount: HALL, rollHash: '',
    rollAt: now, checkInOpen: true, matterId: null, roundId: null, until: null, overrides: [], resolution: null, publicity: null, report: null, archive: null, events: [], keys: [], invited: [],
    invented: { people: 0, delegations: 0 },
  }
}

const rowOf = (i: number): RollDoc => ({
  _id: `${SESSION}.${personId(i)}`, tenantId, rev: 0, sessionId: SESSION, personId: personId(i), name: `代表${i}`, delegation: `第${i % 12}代表团`, kind: 'worker', observer: false, invented: false,
  present: false, device: `none:${personId(i)}`, marks: [], code: null,
})

async function fill(db: Db): Promise<void> {
  const all = Array.from({ length: HALL }, (_, i) => i)
  await db.collection('people').add(all.map(personOf))
  await db.collection('people').doc(actors.zhao._id).update({ web: webOf(tokenOf('chair')), webUntil: until() })
  await db.collection('sessions').add(sessionDoc())
  await db.collection('roll').add(all.map(rowOf))
}

function client(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: HALL })
  const ask = (token: string, action: string, input: object, start = performance.now()): Promise<Answer> => new Promise((resolve, reject) => {
    const body = JSON.stringify({ action, input })
    const outgoing = request(`${url}/env/congress/api/congress`, {
      method: 'POST', agent, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    }, response => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        const reply = JSON.parse(Buffer.concat(parts).toString()) as { ok: boolean; code?: string; data?: Record<string, unknown> }
        resolve({ ok: reply.ok, code: reply.code ?? '', data: reply.data ?? {}, ms: performance.now() - start, trips: Number(response.headers['x-local-trips']) })
      })
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server has just closed this idle connection: sent again on another one, as every browser does.
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') ask(token, action, input, start).then(resolve, reject)
      else reject(error)
    })
    outgoing.end(body)
  })
  return { ask, end: () => agent.destroy() }
}

let started: Promise<BenchHall> | undefined

async function start(bench: BenchCloud): Promise<BenchHall> {
  await buildFunctions()
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'congress-server.ts'), join(await bench.folder(), 'congress')], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const [line] = await once(child.stdout!, 'data')
  const { url, exports } = JSON.parse(String(line)) as { url: string; exports: Record<string, string> }
  const { ask, end } = client(url)
  bench.endWith(async () => {
    end()
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  })
  Object.assign(process.env, exports)
  const db = tcb.init({ env: 'congress', timeout: 60_000 }).database()
  await fill(db)
  let made = 0
  return {
    db, session: SESSION, ask, token: i => tokenOf(personId(i)), chair: tokenOf('chair'),
    async matter() {
      const doc: MatterDoc = {
        _id: `matter-bench-${++made}`, tenantId, rev: 0, sessionId: SESSION, order: made, title: '工资集体协议草案', text: '', kind: 'approve', way: 'named', question: { kind: 'motion' }, about: null,
        major: false, withdrawn: null,
      }
      await db.collection('matters').add(doc)
      return doc._id
    },
  }
}

/** A local cloud in its own process, with a hall of five hundred; once a run. */
export const withHall = (bench: BenchCloud): Promise<BenchHall> => (started ??= start(bench))
