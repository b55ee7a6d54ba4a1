import { Buffer } from 'node:buffer'
import { constants, inflateSync } from 'node:zlib'
import readWorkbook from 'read-excel-file/node'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing } from './motion-helpers'

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
  expect(await t.refusal(WHO.liu, 'papers', 'motionList', { session: '6-2' })).toBe('NOT_ALLOWED')
})

test('the list is a workbook of text: no cell is a formula', async () => {
  await d.submitted(WHO.zhou, { title: '=HYPERLINK("x")&关于更换行车' })
  const { base64, fileName } = await t.call(WHO.zhao, 'papers', 'motionList', { session: '6-2' })
  expect(fileName).toMatch(/^提案清单 6-2 .*\.xlsx$/)
  const [sheet] = await readWorkbook(Buffer.from(base64, 'base64'))
  const rows = sheet!.data as string[][]
  const titles = rows.map(r => r[1])
  expect(titles).toContain(`'=HYPERLINK("x")&关于更换行车`)
  expect(rows.find(r => r[0] === '6-2-008')).toEqual(expect.arrayContaining(['归档', '动力分厂', 'A 已解决', '按期', '满意']))
  const solved = await t.call(WHO.zhao, 'papers', 'motionList', { session: '6-2', counted: { measure: 'solved', by: 'unit', key: 'hj-dongli' } })
  const counted = await t.call(WHO.zhao, 'motions', 'counted', { session: '6-2', measure: 'solved', by: 'unit', key: 'hj-dongli' })
  expect(((await readWorkbook(Buffer.from(solved.base64, 'base64')))[0]!.data as unknown[]).length).toBe(counted.items.length + 1)
})

test('none of this was a fault', () => expect(t.faults()).toBe(0))
