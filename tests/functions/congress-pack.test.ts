import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Link } from '../../domain/congress/chain'
import type { LogLine, PackedRoll, PackedRound, PackedVotes } from '../../domain/congress/pack'
import { checkArchive } from '../../scripts/check-archive'
import type { Choice, Question } from '../../types/congress-vote'
import { startCloud, type TestCloud } from './cloud'
import { STAFF, abstain, cast, close, hall, motion, no, yes } from './congress-hall'

let t: TestCloud
let sessionId = ''
let zip: Uint8Array
const hex = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')

const election: Question = { kind: 'elect', seats: 1, form: 'surplus', writeIn: true, candidates: [{ id: 'cand-a', name: '丁一' }, { id: 'cand-b', name: '王二' }] }

beforeAll(async () => {
  t = await startCloud()
  const h = await hall(t, { size: 7, present: 6, matterId: null })
  sessionId = h.id
  const first = await h.open(await h.matter(motion))
  for (let i = 0; i < 6; i++) await cast(t, h.wx(i), first, i < 4 ? yes : no)
  await close(t, first)
  const second = await h.open(await h.matter(election, { title: '选举职工董事', order: 2 }))
  for (let i = 0; i < 5; i++) await cast(t, h.wx(i), second, { kind: 'elect', marks: { 'cand-a': 'yes', 'cand-b': 'no' }, writeIns: [] } satisfies Choice)
  await close(t, second)
  await t.db.collection('sessions').doc(sessionId).update({ stage: 'closed', events: [{ act: 'create', by: '赵敏', at: 1 }] })
})
afterAll(() => t.stop())

/** The same pack with something changed, and every hash in its manifest made to fit again. */
function forged(change: (files: Record<string, Uint8Array>) => void, refit = true): Uint8Array {
  const files = unzipSync(zip)
  change(files)
  if (refit) {
    const manifest = JSON.parse(strFromU8(files['manifest.json']!))
    manifest.files = Object.fromEntries(Object.keys(files).filter(n => n !== 'manifest.json').map(n => [n, hex(files[n]!)]))
    files['manifest.json'] = strToU8(JSON.stringify(manifest))
  }
  return zipSync(files)
}
const edit = <T>(name: string, change: (data: T) => void) => (files: Record<string, Uint8Array>) => {
  const data = JSON.parse(strFromU8(files[name]!)) as T
  change(data)
  files[name] = strToU8(JSON.stringify(data))
}

const named = (all: PackedVotes[]) => all.flatMap(v => (v.by === 'name' ? [v.votes] : []))[0]!
const unnamed = (all: PackedVotes[]) => all.flatMap(v => (v.by === 'none' ? [v.choices] : []))[0]!

test('only staff, and only after the session is over', async () => {
  expect(await t.refusal('demo-zhou', 'papers', 'sessionPack', { id: sessionId })).toBe('NOT_ALLOWED')
  expect(await t.refusal('demo-ma', 'papers', 'sessionPack', { id: sessionId })).toBe('NOT_FOUND')
  expect(await t.refusal(STAFF, 'papers', 'sessionPack', { id: { $ne: '' } })).toBe('BAD_INPUT')
  const running = await hall(t, { size: 3 })
  expect(await t.refusal(STAFF, 'papers', 'sessionPack', { id: running.id })).toBe('WRONG_STATE')
})

test('a pack is whole by itself, is made once, and its hash stands in the session', async () => {
  const made = await t.call(STAFF, 'papers', 'sessionPack', { id: sessionId })
  zip = new Uint8Array(await (await fetch(made.url)).arrayBuffer())
  expect(hex(zip)).toBe(made.sha256)
  expect(checkArchive(zip)).toBeNull()
  expect((await t.call(STAFF, 'papers', 'sessionPack', { id: sessionId })).sha256).toBe(made.sha256)
  const { session } = await t.call(STAFF, 'congress', 'session', { id: sessionId })
  expect(session.archive!.sha256).toBe(made.sha256)
  const files = unzipSync(zip)
  expect(strFromU8(files['report.pdf']!.slice(0, 5))).toBe('%PDF-')
  // Of an election nobody's choice can be told.
  expect(strFromU8(files['votes.json']!).match(/"personId"/g)).toHaveLength(6)
})

test.each<[what: string, change: (files: Record<string, Uint8Array>) => void, refit: boolean, says: RegExp]>([
  ['one byte of a file', f => { f['report.pdf']![100]! ^= 1 }, false, /report\.pdf 被改动过/],
  ['a file taken out', f => { delete f['votes.json'] }, false, /缺少文件 votes\.json/],
  ['a file put in', f => { f['extra.txt'] = strToU8('x') }, false, /没有登记的文件 extra\.txt/],
  ['a vote removed', edit('votes.json', (d: PackedVotes[]) => named(d).pop()), true, /选票与签到记录不符|重新计票/],
  ['a vote turned', edit('votes.json', (d: PackedVotes[]) => { named(d)[0]!.choice = abstain }), true, /重新计票的结果与记录的票数不符/],
  ['a choice of the election turned', edit('votes.json', (d: PackedVotes[]) => { unnamed(d)[0] = { kind: 'elect', marks: { 'cand-a': 'no' }, writeIns: [] } }), true, /重新计票的结果与记录的票数不符/],
  ['the decision turned', edit('rounds.json', (d: PackedRound[]) => { d[0]!.decision!.outcome = 'failed' }), true, /结论与票数不符/],
  ['the sentence turned', edit('rounds.json', (d: PackedRound[]) => { d[0]!.decision!.sentence = '应到 7 人，通过' }), true, /操作记录与各项记录不符|结论与票数不符/],
  ['a delegate put on the roll', edit('roll.json', (d: PackedRoll[]) => d.push({ ...d[0]!, personId: 'person-ghost-01', marks: [] })), true, /名册上有 8 位代表/],
  ['a delegate exchanged for another', edit('roll.json', (d: PackedRoll[]) => { d[0]!.name = '别人' }), true, /名册被改动过|操作记录与各项记录不符/],
  ['a kind of delegate turned', edit('roll.json', (d: PackedRoll[]) => { d[0]!.kind = 'leader' }), true, /名册被改动过/],
  ['a mark of attendance taken out', edit('roll.json', (d: PackedRoll[]) => d.find(r => r.marks.length)!.marks.pop()), true, /操作记录与各项记录不符/],
  ['a line of the log changed', edit('log.json', (d: Link<LogLine>[]) => { d[1]!.event.by = '别人' }), true, /第 2 条记录被改动过/],
  ['a line of the log dropped', edit('log.json', (d: Link<LogLine>[]) => d.splice(1, 1)), true, /记录链在第 2 条处断开/],
  ['the end of the log cut off', edit('log.json', (d: Link<LogLine>[]) => d.pop()), true, /记录链不完整/],
])('it says what is wrong first: %s', (_what, change, refit, says) => {
  expect(checkArchive(forged(change, refit))).toMatch(says)
})

test('what is no pack is said to be none', () => {
  expect(checkArchive(strToU8('not a zip'))).toMatch(/打不开/)
  expect(checkArchive(zipSync({ 'a.txt': strToU8('x') }))).toMatch(/缺少文件 manifest\.json/)
})

test('bad input never made a fault', () => expect(t.faults()).toBe(0))
