import { Buffer } from 'node:buffer'
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
