import { Buffer } from 'node:buffer'
import { constants, inflateSync } from 'node:zlib'
import tcb from '@cloudbase/node-sdk'
import readWorkbook from 'read-excel-file/node'
import { startCloud, type TestCloud } from './cloud'
import { PART, STEP_TRIPS } from '../../cloudfunctions/papers/handout'
import { motion } from '../../scripts/seed/motions'
import { actors } from '../../scripts/seed/people'
import { WHO, doing, newId } from './motion-helpers'

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(() => t.stop())

const pdfOf = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64').toString('latin1')

test('the registration form is a PDF with its Chinese font inside', async () => {
  const file = await t.call(WHO.zhou, 'papers', 'motionForm', { id: 'motion-life-0013' })
  expect(file.fileName).toBe('提案登记表 6-2-008.pdf')
  const pdf = pdfOf(file)
  expect(pdf.slice(0, 5)).toBe('%PDF-')
  expect(pdf).toMatch(/\/FontName \/[A-Z]+\+NotoSansSC/)
  expect(pdf).toContain('/FontFile2')
  // A subset: the whole font would be 10 MB.
  expect(pdf.length).toBeLessThan(500_000)
})

/** What the fonts of a PDF can say: the characters that its text can be copied and searched by. */
function charactersOf(pdf: Buffer): Set<string> {
  const found = new Set<string>()
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    if (pdf.subarray(at - 3, at).toString() === 'end') continue
    const raw = pdf.subarray(at + 7, pdf.indexOf('endstream', at))
    const text = raw[0] === 0x78 ? inflateSync(raw, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1') : ''
    if (!text.includes('beginbfrange')) continue
    for (const [, hex] of text.slice(text.indexOf('beginbfrange')).matchAll(/<([0-9a-f ]{4,})>/gi)) for (const c of Buffer.from(hex!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')) found.add(c)
  }
  return found
}
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length
const bytesOf = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64')

test('the longest reply with the rarest names is a letter of some pages that can be read and searched, without one empty box', async () => {
  const rare = '张䶮、𬭎工和𠮷田👷‍♀️提出'
  const body = Array.from({ length: 60 }, (_, i) => `${i + 1}、经与后勤、设备、安全等部门现场查看，二号库房旁的空房可以改造使用，所需费用列入年度计划。`).join('\n')
  const id = await d.submitted(WHO.zhou, { title: '关于䶮𠮷等生僻字👷‍♀️录入的提案', reason: rare.repeat(80), proposal: rare.repeat(80) })
  await d.act(WHO.qian, id, 'admit')
  await d.act(WHO.zhao, id, 'assign', { lead: 'hj-dongli', assist: [] })
  await d.act(WHO.chen, id, 'signFor')
  await d.act(WHO.chen, id, 'reply', { code: 'A', text: `${rare}\n\n${body}`.slice(0, 3000), promisedOn: null, files: [] })
  await d.act(WHO.feng, id, 'sign')
  const letter = bytesOf(await t.call(WHO.zhou, 'papers', 'motionReply', { id }))
  const form = bytesOf(await t.call(WHO.zhou, 'papers', 'motionForm', { id }))
  const short = bytesOf(await t.call(WHO.zhou, 'papers', 'motionForm', { id: 'motion-life-0013' }))
  expect([pagesOf(letter) > 1, pagesOf(letter) < 6, pagesOf(form) > pagesOf(letter), pagesOf(short)]).toEqual([true, true, true, 1])
  for (const paper of [letter, form]) {
    const there = charactersOf(paper)
    for (const c of `第六届次职工代表大会周建国䶮𬭎〓〔表情〕U+20BB7页`) expect([c, there.has(c)]).toEqual([c, true])
    for (const c of '𠮷👷\uFFFD') expect([c, there.has(c)]).toEqual([c, false])
  }
  expect(charactersOf(letter).has('□')).toBe(true)
  // An opinion is answered without being judged: no boxes to tick, and its own name.
  const opinion = charactersOf(bytesOf(await t.call(WHO.li, 'papers', 'motionReply', { id: 'motion-life-0014' })))
  expect([opinion.has('□'), opinion.has('议'), opinion.has('李')]).toEqual([false, true, true])
})

test('a reply is printed once it is signed, and not before', async () => {
  expect(pdfOf(await t.call(WHO.li, 'papers', 'motionReply', { id: 'motion-life-0010' })).slice(0, 5)).toBe('%PDF-')
  expect(await t.refusal(WHO.li, 'papers', 'motionReply', { id: 'motion-life-0009' })).toBe('WRONG_STATE')
})

test('drafts, other enterprises and visitors get nothing', async () => {
  expect(await t.refusal(WHO.li, 'papers', 'motionForm', { id: 'motion-demo-0003' })).toBe('NOT_FOUND')
  expect(await t.refusal(WHO.ma, 'papers', 'motionForm', { id: 'motion-life-0013' })).toBe('NOT_FOUND')
  expect(await t.refusal(undefined as never, 'papers', 'motionForm', { id: 'motion-life-0013' })).toBe('NOT_BOUND')
  expect(await t.refusal(WHO.liu, 'papers', 'motionList', { key: key(), session: '6-2' })).toBe('NOT_ALLOWED')
})

const key = () => newId('key')
const rowsOf = async (file: { base64?: string }) => (await readWorkbook(Buffer.from(file.base64!, 'base64')))[0]!.data as string[][]

test('the list is a workbook of text: no cell is a formula', async () => {
  await d.submitted(WHO.zhou, { title: '=HYPERLINK("x")&关于更换行车' })
  await d.submitted(WHO.zhou, { title: '关于<行车> & "限位"的提案 👷‍♀️𠮷' })
  const list = await t.call(WHO.zhao, 'papers', 'motionList', { key: key(), session: '6-2' })
  expect(list.fileName).toMatch(/^提案清单 6-2 .*\.xlsx$/)
  const rows = await rowsOf(list)
  expect(rows[0]!.slice(0, 3)).toEqual(['编号', '案由', '类别'])
  expect(rows).toHaveLength(list.done + 1)
  expect(rows.map(r => r[1])).toEqual(expect.arrayContaining([`'=HYPERLINK("x")&关于更换行车`, '关于<行车> & "限位"的提案 👷‍♀️𠮷']))
  expect(rows.find(r => r[0] === '6-2-008')).toEqual(expect.arrayContaining(['归档', '动力分厂', 'A 已解决', '按期', '满意']))
  const counted = { measure: 'solved', by: 'unit', key: 'hj-dongli' } as const
  const solved = await rowsOf(await t.call(WHO.zhao, 'papers', 'motionList', { key: key(), session: '6-2', counted }))
  expect(solved).toHaveLength((await t.call(WHO.zhao, 'motions', 'counted', { session: '6-2', ...counted })).items.length + 1)
})

test('it is narrowed as the list is, and shows nobody what is not sent yet', async () => {
  const titles = async (given: object) => (await rowsOf(await t.call(WHO.zhao, 'papers', 'motionList', { key: key(), session: '6-2', ...given }))).slice(1).map(r => r[1]!).sort()
  for (const given of [{ unitId: 'hj-dongli' }, { state: 'closed' as const }, { unitId: 'hj-dongli', category: 'welfare' as const }, { text: '行车' }]) {
    expect([given, await titles(given)]).toEqual([given, (await t.call(WHO.chen, 'motions', 'list', { session: '6-2', ...given })).items.map(m => m.title.startsWith('=') ? `'${m.title}` : m.title).sort()])
  }
  for (const state of ['draft', 'cosigning'] as const) expect(await titles({ state })).toEqual([])
  expect(await t.refusal(WHO.ma, 'papers', 'motionList', { key: key(), tenant: 'ent-huajiang', session: '6-2' })).toBe('NOT_FOUND')
  expect((await t.call(WHO.wu, 'papers', 'motionList', { key: key(), tenant: 'ent-huajiang', session: '6-2' })).done).toBeGreaterThan(0)
})

describe('a list of thousands', () => {
  const MANY = PART + 240
  const at = Date.now() - MANY * 1000
  const wanted = { key: 'key-of-a-long-list', session: '5-1' }
  const step = (openid = WHO.zhao as string) => t.ask(openid, 'papers', 'motionList', wanted)
  const storage = async (fileId: string) => {
    const { fileList: [file] } = await tcb.init({ env: 'test' }).getTempFileURL({ fileList: [fileId] })
    return file!.tempFileURL ? (await fetch(file!.tempFileURL)).status : 404
  }

  beforeAll(async () => {
    const base = motion(at, { id: 'motion-many', by: actors.zhou, title: '很多提案之一', reason: '理由', proposal: '建议', category: 'safety', daysAgo: 0, submitted: true })
    const docs = Array.from({ length: MANY }, (_, n) => ({
      ...base, _id: `motion-many-${String(n).padStart(5, '0')}`, caseNo: `!many-${n}`, title: `第${n}件`, session: '5-1', updatedAt: at + n, words: [], standing: 'r----', counted: [], uncounted: false,
    }))
    for (let n = 0; n < MANY; n += 500) await t.db.collection('motions').add(docs.slice(n, n + 500))
  }, 300_000)

  test('comes in steps, each within its budget, and ends with an address; nothing is missing, nothing twice', async () => {
    const first = await step()
    expect(first).toMatchObject({ ok: true, data: { done: PART } })
    expect(first.ok && first.data.url).toBeUndefined()
    expect(first.trips).toBeLessThanOrEqual(2 + STEP_TRIPS)
    // Changed after it was gathered, and before.
    await t.db.collection('motions').where({ _id: 'motion-many-00007' }).update({ title: '改过的', updatedAt: Date.now() })
    await t.db.collection('motions').where({ _id: `motion-many-${String(MANY - 1).padStart(5, '0')}` }).update({ title: '最新的', updatedAt: Date.now() + 1 })
    // The same step from two taps is one step.
    const twice = await Promise.all([step(), step()])
    // The slower of the two may find all gathered and put it together, which leaves the changed row once.
    expect(twice.filter(r => r.ok && [MANY + 1, MANY].includes(r.data.done))).toHaveLength(2)
    const [job] = (await t.db.collection('handouts').where({ byId: actors.zhao._id }).get()).data
    expect(job.parts).toHaveLength(2)
    const last = await step()
    expect(last).toMatchObject({ ok: true, data: { done: MANY, url: expect.stringContaining('list.xlsx') } })
    const bytes = Buffer.from(await (await fetch(last.ok ? last.data.url! : '')).arrayBuffer())
    const rows = (await readWorkbook(bytes))[0]!.data as string[][]
    const titles = rows.slice(1).map(r => r[1]!)
    expect(titles).toHaveLength(MANY)
    expect(new Set(titles).size).toBe(MANY)
    expect(titles.slice(0, 3)).toEqual(['最新的', '改过的', `第${MANY - 2}件`])
    expect(titles).not.toContain('第7件')
    // Asked again it is the same file.
    expect((await step())).toMatchObject({ ok: true, data: { done: MANY } })
  })

  test('is its maker’s own, and is cleared with its parts when its address has run out', async () => {
    expect(await step(WHO.qian)).toMatchObject({ ok: true, data: { done: PART } })
    const docs = (await t.db.collection('handouts').where({}).get()).data as { file: string | null; parts: string[] }[]
    expect(docs).toHaveLength(2)
    await t.db.collection('handouts').where({ byId: actors.zhao._id }).update({ until: Date.now() - 1 })
    expect((await t.cloud.call('motions-timer', {}, {})).result).toMatchObject({ cleared: 1 })
    const [cleared, kept] = docs[0]!.file ? [docs[0]!, docs[1]!] : [docs[1]!, docs[0]!]
    for (const file of [cleared.file!, ...cleared.parts]) expect(await storage(file)).toBe(404)
    for (const file of kept.parts) expect(await storage(file)).toBe(200)
    expect((await t.db.collection('handouts').where({}).count()).total).toBe(1)
  })
})

test('none of this was a fault', () => expect(t.faults()).toBe(0))
