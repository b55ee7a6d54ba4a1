import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Connection } from '../../localcloud/database/connection'
import { count, find, Meter, patient, type Search } from '../../localcloud/database/find'
import { encodeKey } from '../../localcloud/database/keys'
import { compile } from '../../localcloud/database/match'
import { sortValue } from '../../localcloud/database/paths'
import { choosePlan, walksAll } from '../../localcloud/database/plan'
import { ensureSchema, prepareFile, type IndexSpec } from '../../localcloud/database/schema'
import { compareValues, type Doc, type Value } from '../../localcloud/database/values'
import { idKey, put } from '../../localcloud/database/write'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_000)
const rounds = 6
const queriesPerRound = 40

/** mulberry32: small, and the same on every machine. */
function randomFrom(start: number) {
  let state = start
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, chance: (p: number) => next() < p, pick: <T>(list: readonly T[]): T => list[below(list.length)]! }
}

type Random = ReturnType<typeof randomFrom>

const fields = ['a', 'b', 'c', 'd.x', 'd.y', 'e'] as const
const texts = ['', 'a', 'aa', 'b', '中', '😀', '\uffee', 'a\0', 'Z', '\u0001']
const numbers = [0, -0, 1, 2, 3, -1, 1.5, 1e300, -1e300, NaN, Infinity, -Infinity, 2 ** 53]

function scalar({ pick, below }: Random): Value {
  switch (below(6)) {
    case 0: return null
    case 1: return pick([true, false])
    case 2: return pick(texts)
    case 3: return new Date(below(4) * 1000)
    default: return pick(numbers)
  }
}

function value(random: Random, depth = 0): Value {
  if (depth < 2 && random.chance(0.15)) return Array.from({ length: random.below(4) }, () => value(random, depth + 1))
  if (depth < 2 && random.chance(0.1)) return { x: value(random, depth + 1), y: scalar(random) }
  return scalar(random)
}

function document(random: Random, n: number): Doc {
  const doc: Doc = { _id: random.chance(0.8) ? `id${n}` : n }
  for (const name of ['a', 'b', 'c', 'e']) if (random.chance(0.7)) doc[name] = value(random)
  if (random.chance(0.7)) doc.d = value(random, random.chance(0.5) ? 0 : 2)
  if (random.chance(0.3)) doc.d = { x: value(random), y: scalar(random) }
  return doc
}

function condition(random: Random): Value {
  const { pick, below } = random
  switch (below(9)) {
    case 0: return { $gt: scalar(random) }
    case 1: return { $gte: scalar(random), $lt: scalar(random) }
    case 2: return { $lte: scalar(random) }
    case 3: return { $in: Array.from({ length: below(4) }, () => scalar(random)) }
    case 4: return { $ne: scalar(random) }
    case 5: return { [pick(['$exists'])]: random.chance(0.5) }
    case 6: return { $nin: [scalar(random)] }
    case 7: return { $not: { $gt: scalar(random) } }
    default: return scalar(random)
  }
}

function query(random: Random): Doc {
  const asked: Doc = {}
  for (let n = random.below(4); n > 0; n--) asked[random.pick(fields)] = condition(random)
  if (random.chance(0.1)) asked.$or = [{ a: condition(random) }, { b: condition(random) }]
  if (random.chance(0.15)) asked.$and = [{ [random.pick(fields)]: condition(random) }, { [random.pick(fields)]: condition(random) }]
  if (random.chance(0.05)) asked._id = random.pick<Value>(['id1', { $gt: 'id2' }, { $in: ['id1', 3, 'id9'] }])
  return asked
}

function search(random: Random): Search {
  const names = [...fields, '_id'].sort(() => random.below(3) - 1).slice(0, random.below(3))
  const sort = names.map(field => ({ field, direction: random.pick([1, -1] as const) }))
  return { query: query(random), sort, skip: random.below(4), limit: random.pick([1, 3, 10, 1000]) }
}

function indexes(random: Random): IndexSpec[] {
  return Array.from({ length: 1 + random.below(4) }, (_, n) => {
    const chosen = [...new Set(Array.from({ length: 1 + random.below(3) }, () => random.pick(fields)))]
    return { name: `i${n}`, unique: false, keys: chosen.map(field => ({ field, direction: random.pick([1, -1] as const) })) }
  })
}

/** The plainest reading of a search, which the planner must agree with. */
function byHand(docs: Doc[], { query: asked, sort }: Search): Doc[] {
  const test = compile(asked)
  const key = (doc: Doc) => sort.map(({ field, direction }) => sortValue(doc, field.split('.'), direction))
  return docs.filter(test).map(doc => ({ doc, key: key(doc) })).sort((a, b) => {
    const at = sort.findIndex((_, i) => compareValues(a.key[i], b.key[i]) !== 0)
    return at < 0 ? 0 : compareValues(a.key[at], b.key[at]) * sort[at]!.direction
  }).map(({ doc }) => doc)
}

const folder = mkdtempSync(join(tmpdir(), 'planner-'))
const connection = new Connection(join(folder, 'db.sqlite'), false)
afterAll(() => {
  connection.close()
  rmSync(folder, { recursive: true })
})

test(`with or without an index the answers are the same (SEED=${seed})`, () => {
  const random = randomFrom(seed)
  connection.within('IMMEDIATE', () => prepareFile(connection))
  let planned = 0
  for (let round = 0; round < rounds; round++) {
    connection.within('IMMEDIATE', () => {
      const docs = fill(random, round)
      for (let n = 0; n < queriesPerRound; n++) planned += check(random, round, docs)
    })
  }
  // The test would be empty if the planner never chose an index.
  expect(planned).toBeGreaterThan(rounds * queriesPerRound / 12)
})

const plain = (round: number) => connection.collection(`plain${round}`)
const indexed = (round: number) => connection.collection(`indexed${round}`)

/** Two collections with the same documents: inserted, changed and removed at random; one of them indexed. */
function fill(random: Random, round: number): Doc[] {
  ensureSchema(connection, [{ name: `plain${round}`, indexes: [] }, { name: `indexed${round}`, indexes: indexes(random) }])
  const docs = new Map<string, Doc>()
  for (let n = 0; n < 80; n++) {
    const next = document(random, random.below(50))
    const name = idKey(next).toString('latin1')
    const before = docs.get(name) ?? null
    const after = before && random.chance(0.3) ? null : next
    try {
      put(connection, indexed(round), idKey(next), before, after)
    } catch (error) {
      expect((error as Error).message).toContain('parallel arrays')
      continue
    }
    put(connection, plain(round), idKey(next), before, after)
    if (after) docs.set(name, after)
    else docs.delete(name)
  }
  return [...docs.values()]
}

function check(random: Random, round: number, docs: Doc[]): number {
  const wanted = search(random)
  const expected = byHand(docs, wanted)
  const shown = `SEED=${seed} round ${round}: ${JSON.stringify(wanted)} indexes ${JSON.stringify(indexed(round).indexes)}`
  const ids = (found: Doc[]) => found.map(doc => idKey(doc).toString('hex')).sort()
  const ways = [
    ['no index', plain(round), () => new Meter(1e9)],
    ['no index, rows dropped by SQLite', plain(round), patient],
    ['indexed', indexed(round), () => new Meter(1e9)],
    ['indexed, rows dropped by SQLite', indexed(round), patient],
  ] as const
  for (const [way, collection, meter] of ways) {
    const all = find(connection, collection, { ...wanted, skip: 0, limit: 1e6 }, meter()).map(({ doc }) => doc)
    expect([way, shown, ids(all)]).toEqual([way, shown, ids(expected)])
    expect([way, shown, sortKeys(all, wanted)]).toEqual([way, shown, sortKeys(expected, wanted)])
    const page = find(connection, collection, wanted, meter()).map(({ doc }) => doc)
    const end = wanted.skip + wanted.limit
    expect([way, shown, sortKeys(page, wanted)]).toEqual([way, shown, sortKeys(expected, wanted).slice(wanted.skip, end)])
    expect([way, shown, count(connection, collection, wanted.query, meter())]).toEqual([way, shown, expected.length])
  }
  const plan = choosePlan(connection, indexed(round), wanted.query, wanted.sort)
  return plan.index && !walksAll(plan) ? 1 : 0
}

/** Documents equal in the order asked for may come in any order: compare what they were ordered by. */
const sortKeys = (docs: Doc[], { sort }: Search) => docs.map(doc =>
  sort.map(({ field, direction }) => encodeKey(sortValue(doc, field.split('.'), direction)).toString('hex')).join())
