import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, inDays, kept, newId, today } from './congress-helpers'
import { upload } from './roster-file'

const { zhao, zhou, li, wang, qian: scrutineer } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zdt-pack-'))
  t = await startCloud()
  d = doing(t)
  await kept(t)
})
afterAll(async () => {
  await t.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** `npm run check-archive -- pack.zip`, as somebody runs it who has nothing but the pack. */
function check(zip: Uint8Array) {
  const file = join(dir, `${newId('pack')}.zip`)
  writeFileSync(file, zip)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/check-archive.ts', file], { encoding: 'utf8' })
  return { status, says: stdout + stderr }
}
const fetched = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer())
const seal = (id: string) => t.call(zhao, 'papers', 'sessionPack', { id })
const json = <T>(files: Record<string, Uint8Array>, name: string) => JSON.parse(strFromU8(files[name]!)) as T

/** A rehearsal from its notice to its closing: a paper with a file, an opinion, an override, votes by phone, on paper and by show of hands. */
async function closed(): Promise<string> {
  const id = await d.session({ rehearsal: true, title: '档案推演', startsAt: Date.now() + 600_000, personIds: ['person-zhou-jianguo', 'person-li-xiuying', 'person-wang-haiyan'], invented: { people: 9, delegations: 2 } })
  const motion = await d.matter(id)
  const election = await d.matter(id, {
    title: '选举职工董事', kind: 'elect', way: 'secret', order: 2,
    question: { kind: 'elect', seats: 1, candidates: [{ id: 'cand-zhao', name: '赵一' }, { id: 'cand-ding', name: '丁二' }], writeIn: true, form: 'surplus' },
  })
  const hands = await d.matter(id, { title: '表决办法', kind: 'method', way: 'hands', order: 3 })
  await d.matter(id, { title: '工作报告', kind: 'report', way: 'hands', question: null, order: 4 })
  const paper = await d.paper(id, { files: [{ fileId: await upload(t, zhao, Buffer.from('附件的内容'), 'plan.xlsx'), name: '年度培训计划 附表.xlsx', size: 15 }] })
  await d.act(zhao, id, 'notify', { text: '定于今日进行职代会模拟推演，请按时参加。' })
  await t.call(zhao, 'congress', 'paperDeliver', { id: paper })
  await t.call(zhou, 'congress', 'paperRead', { id: paper })
  await d.overrideAll(id)
  await d.advance(id)
  await d.act(zhao, id, 'openCheckIn')
  await t.call(zhao, 'congress', 'tick', { id, personIds: ['person-zhou-jianguo', 'person-li-xiuying', 'person-wang-haiyan'], act: 'in', key: newId('tick') })
  await t.call(zhao, 'congress', 'rehearse', { id, act: 'checkIn', count: 9 })
  await d.act(zhao, id, 'presidium', { personIds: ['person-zhou-jianguo', 'person-li-xiuying', 'invented-0001'] })
  await d.act(zhao, id, 'adoptAgenda')
  await d.overrideAll(id)
  await d.advance(id)
  const opinion = newId('opinion')
  await t.call(wang, 'congress', 'opinionAdd', { id: opinion, sessionId: id, matterId: motion._id, text: '建议增加班组培训场次。' })
  await t.call(zhao, 'congress', 'opinionAnswer', { id: opinion, rev: 1, text: '采纳。' })
  await d.overrideAll(id)
  await d.advance(id)

  const named = await t.call(zhao, 'congress', 'roundOpen', { matterId: motion._id, no: 1, way: 'named', why: '' })
  await t.call(zhao, 'congress', 'paperIssue', { roundId: named._id, personIds: ['person-zhou-jianguo', 'person-li-xiuying'] })
  await t.call(zhao, 'congress', 'rehearse', { id, act: 'vote', count: 9, mix: { yes: 5, no: 2, abstain: 1 } })
  await t.call(zhao, 'congress', 'roundClose', { roundId: named._id })
  const twice = async (roundId: string, entry: object) => {
    const first = await t.call(zhao, 'congress', 'batchEnter', { roundId, no: 1, entry: entry as never })
    await t.call(scrutineer, 'congress', 'batchEnter', { roundId, no: 1, entry: entry as never })
    return first
  }
  await twice(named._id, { issued: 2, collected: 2, counts: { kind: 'motion', yes: 2, no: 0, abstain: 0, valid: 2, void: 0 } })

  const secret = await t.call(zhao, 'congress', 'roundOpen', { matterId: election._id, no: 1, way: 'secret', why: '' })
  const all = ((await t.db.collection('roll').where({ sessionId: id, observer: false }).limit(100).get()).data as { personId: string }[]).map(r => r.personId)
  await t.call(zhao, 'congress', 'paperIssue', { roundId: secret._id, personIds: all })
  await t.call(zhao, 'congress', 'roundClose', { roundId: secret._id })
  await twice(secret._id, { issued: 12, collected: 12, counts: { kind: 'elect', marks: { 'cand-zhao': { yes: 8, no: 2, blank: 1 }, 'cand-ding': { yes: 3, no: 7, blank: 1 } }, writeIns: {}, valid: 11, void: 1 } })

  const raised = await t.call(zhao, 'congress', 'roundOpen', { matterId: hands._id, no: 1, way: 'hands', why: '' })
  await t.call(zhao, 'congress', 'roundClose', { roundId: raised._id })
  await twice(raised._id, { issued: 12, collected: 12, counts: { kind: 'motion', yes: 12, no: 0, abstain: 0, valid: 12, void: 0 } })
  await d.act(zhao, id, 'drawResolution')
  await d.act(zhou, id, 'sign')
  await d.act(li, id, 'sign')
  await d.advance(id)
  return id
}
test('a real session is sealed, checked by the command from the pack alone, and archived; a later act breaks the seal', async () => {
  const id = await closed()
  const rounds = (await d.look(id)).matters.flatMap(m => m.rounds)
  expect(rounds.map(r => r.decision!.outcome)).toEqual(['passed', 'elected', 'passed'])

  const first = await seal(id)
  expect((await d.look(id)).gates.find(g => g.id === 'sealed')).toMatchObject({ met: true })
  await d.act(zhao, id, 'publish', { where: '厂务公开栏', from: today(), to: inDays(16) })
  expect((await d.look(id)).session.archive).toBeNull()
  await d.act(zhao, id, 'report', { to: '东区企业民主管理指导站', on: today() })
  await d.overrideAll(id)
  expect(await d.refused(zhao, id, 'advance', { from: 'closed' })).toBe('GATE')
  const last = await seal(id)
  expect(last.sha256).not.toBe(first.sha256)
  const [a, b] = await Promise.all([seal(id), seal(id)])
  expect([a.sha256, b.sha256]).toEqual([last.sha256, last.sha256])

  const zip = await fetched(last.url)
  expect(check(zip)).toEqual({ status: 0, says: expect.stringContaining(`${last.sha256}\n完整`) })
  const files = unzipSync(zip)
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['manifest.json', 'session.json', 'matters.json', 'roll.json', 'rounds.json', 'votes.json', 'batches.json', 'papers.json', 'reads.json', 'opinions.json', 'log.json', 'report.pdf']))
  expect(strFromU8(files[Object.keys(files).find(n => n.startsWith('files/') && n.endsWith('/1-年度培训计划 附表.xlsx'))!]!)).toBe('附件的内容')
  const log = json<{ event: { act: string; by: string; note: string } }[]>(files, 'log.json').map(l => `${l.event.by}${l.event.act}`)
  expect(log).toEqual(expect.arrayContaining(['赵敏发出会议通知', '周建国阅知文件', '唐勇确认例外放行', '王海燕提出意见', '周建国签署会议决议', '赵敏公布会议结果']))
  expect(json<{ rollHash: string; overrides: unknown[] }>(files, 'session.json')).toMatchObject({ rollHash: expect.stringMatching(/^[0-9a-f]{64}$/), overrides: expect.arrayContaining([expect.objectContaining({ confirmedBy: '唐勇' })]) })
  const whole = strFromU8(zip) + Object.values(files).map(f => strFromU8(f, true)).join('')
  for (const trace of ['demo-zhou', 'none:', '"device"', '138000', 'ZDT1.']) expect(whole).not.toContain(trace)

  expect((await d.advance(id)).session).toMatchObject({ stage: 'archived', archive: { sha256: last.sha256 } })
  expect((await d.look(id)).acts).toEqual([])
  expect((await seal(id)).sha256).toBe(last.sha256)

  const broken = zip.slice()
  broken[Math.floor(zip.length / 2)]! ^= 1
  expect(check(broken)).toMatchObject({ status: 1, says: expect.stringContaining('不完整：') })
  const removed = { ...files }
  const votes = json<{ by: string; votes: { channel: string }[] }[]>(files, 'votes.json')
  const named = votes.find(v => v.by === 'name' && v.votes.some(x => x.channel === 'phone'))!
  named.votes.splice(named.votes.findIndex(v => v.channel === 'phone'), 1)
  removed['votes.json'] = strToU8(JSON.stringify(votes))
  expect(check(zipSync(removed))).toMatchObject({ status: 1, says: expect.stringContaining('votes.json 被改动过') })
  expect(check(strToU8('不是档案包'))).toMatchObject({ status: 1, says: expect.stringContaining('打不开') })
}, 300_000)

test('the demo’s past session can be sealed and checked too', async () => {
  const past = (await t.call(zhao, 'congress', 'sessions', {})).items.find(s => s.stage === 'closed' && !s.rehearsal)!
  expect(check(await fetched((await seal(past._id)).url)).status).toBe(0)
})

test('two of the staff seal at once: one pack is kept, and the other is told or gets the same', async () => {
  const id = await closed()
  const both = await Promise.all([seal(id), seal(id)].map(p => p.then(r => r.sha256, e => String(e))))
  const { sha256 } = (await d.look(id)).session.archive!
  expect(both).toContain(sha256)
  for (const said of both) if (said !== sha256) expect(said).toContain('STALE')
}, 200_000)

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
