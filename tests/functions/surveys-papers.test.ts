import readWorkbook from 'read-excel-file/node'
import { handlers } from '../../cloudfunctions/papers/handlers'
import { PART } from '../../cloudfunctions/papers/handout'
import { columnName } from '../../cloudfunctions/papers/workbook'
import type { Values } from '../../types/survey-answers'
import { definition, everyKind, options, question } from '../domain/survey-world'
import { startCloud, type TestCloud } from './cloud'
import { upload } from './roster-file'
import { WHO, bindWorkers, doing, newId } from './survey-helpers'

const { zhao, sun, liu, ma } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
let workers: string[]
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  workers = await bindWorkers(t, 12)
})
afterAll(() => t.stop())

const list = (id: string, who: string = zhao) => t.ask(who, 'papers', 'surveyList', { key: newId('key'), id })
const rowsOf = async (id: string) => {
  const reply = await list(id)
  if (!reply.ok) throw new Error(reply.message)
  expect(reply.trips).toBeLessThanOrEqual(handlers.surveyList.trips)
  return (await readWorkbook(Buffer.from(reply.data.base64!, 'base64')))[0]!.data as string[][]
}

const wide = () => definition(question('matrix', 'q1', { rows: options(30, 'r') }), question('long', 'q2'))
const full: Values = {
  q1: { picked: ['o2'] }, q2: { picked: ['o1', 'o3'], other: '别的' }, q3: 4, q4: { rows: { r1: 'c1', r3: 'c4' } }, q5: { order: ['o3', 'o1', 'o2'] },
  q6: '=cmd()|"calc"', q7: '-1+1', q8: 12.5, q9: '2026-11-22', q11: true,
}

test('columns are named as spreadsheets name them', () => expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']))

test('a named survey’s answers come with names, each kind as people read it, formulas without effect', async () => {
  const { _id: id } = await d.published({ mode: 'named', definition: everyKind(), settings: { threshold: 1 } })
  await d.answered(liu, id, full)
  await d.fold()
  const [head, row] = await rowsOf(id)
  expect(head!.slice(0, 3)).toEqual(['姓名', '工号', '1. 题目q1'])
  expect(row).toEqual([
    '刘洋', '10777', '选项o2', '选项o1；选项o3；其他：别的', '4', '选项c1', null, '选项c4', '1. 选项o3；2. 选项o1；3. 选项o2', `'=cmd()|"calc"`, `'-1+1`, '12.5', '2026-11-22', null, '同意',
  ])
})

test('a confidential survey’s answers come without person or group, in no order that tells, and only when it is over', async () => {
  const { _id: id } = await d.published({ definition: wide(), settings: { by: ['unit', 'role'] } })
  for (const [i, w] of workers.entries()) await d.answered(w, id, { q1: { rows: Object.fromEntries(options(30, 'r').map(r => [r.key, `c${1 + (i % 4)}`])) }, q2: `第${i}位的话` })
  expect(await list(id)).toMatchObject({ ok: false, code: 'WRONG_STATE' })
  await d.closed(id)
  const rows = await rowsOf(id)
  expect(rows[0]).toHaveLength(31)
  expect(rows[0]![30]).toBe('2. 题目q2')
  expect(rows.slice(1).map(r => r[30]).sort()).toEqual(workers.map((_, i) => `第${i}位的话`).sort())
  expect(rows.slice(1).map(r => r[30])).not.toEqual(workers.map((_, i) => `第${i}位的话`))
  expect(JSON.stringify(rows)).not.toMatch(/person-|hj-|分厂/)
  const few = await d.published({ definition: wide() })
  for (const w of workers.slice(0, 3)) await d.answered(w, few._id, { q2: '只有三个人' })
  await d.closed(few._id)
  expect(await list(few._id)).toMatchObject({ ok: false, code: 'TOO_FEW' })
})

test('thousands of answers come in steps and end with an address; nothing is missing, nothing twice', async () => {
  const { _id: id } = await d.published({ mode: 'named', definition: definition(question('short', 'q1')) })
  const MANY = PART + 150
  const docs = Array.from({ length: MANY }, (_, n) => ({
    _id: `${id}-${String((n * 7919) % MANY).padStart(5, '0')}`, tenantId: 'ent-huajiang', rev: 0, surveyId: id, version: 1, bucket: 0, edition: 1, dirty: '1', groups: {}, values: { q1: `第${n}份` }, personId: 'person-liu-yang',
  }))
  for (let n = 0; n < MANY; n += 500) await t.db.collection('surveyAnswers').add(docs.slice(n, n + 500))
  await d.fold()
  const key = newId('key')
  const step = () => t.ask(zhao, 'papers', 'surveyList', { key, id })
  const first = await step()
  expect(first).toMatchObject({ ok: true, data: { done: PART } })
  expect(first.trips).toBeLessThanOrEqual(handlers.surveyList.trips)
  expect(await step()).toMatchObject({ ok: true, data: { done: MANY } })
  const last = await step()
  expect(last).toMatchObject({ ok: true, data: { done: MANY, url: expect.stringContaining('list.xlsx') } })
  const rows = (await readWorkbook(Buffer.from(await (await fetch(last.ok ? last.data.url! : '')).arrayBuffer())))[0]!.data as string[][]
  expect(new Set(rows.slice(1).map(r => r[2])).size).toBe(MANY)
  expect(rows).toHaveLength(MANY + 1)
})

test('a report is a PDF of what the results page shows; a hidden group’s says so', async () => {
  const { _id: id } = await d.published({ mode: 'named', definition: everyKind(), settings: { leaders: true } })
  for (const w of workers) await d.answered(w, id, full)
  await d.fold()
  const report = async (who: string, only?: object) => {
    const reply = await t.ask(who, 'papers', 'surveyReport', { id, ...(only ? { only } : {}) } as never)
    if (!reply.ok) throw new Error(reply.message)
    expect(reply.trips).toBeLessThanOrEqual(handlers.surveyReport.trips)
    return { name: reply.data.fileName, bytes: Buffer.from((reply.data as { base64: string }).base64, 'base64').toString('latin1') }
  }
  const whole = await report(zhao)
  expect(whole.name).toMatch(/^食堂满意度 统计报告 .*\.pdf$/)
  expect(whole.bytes.slice(0, 5)).toBe('%PDF-')
  const pages = (pdf: string) => pdf.match(/\/Type \/Page\b/g)!.length
  expect(pages(whole.bytes)).toBeGreaterThan(1)
  // Four of each branch answered: every group is too small.
  expect(pages((await report(sun, { by: 'unit', group: 'hj-dongli' })).bytes)).toBe(1)
})

test('a report shows pictures that were answered; one that is broken, or no picture at all, stops nothing', async () => {
  // The head of a photograph of one dot.
  const photo = Buffer.from('ffd8ffc00011080001000103011100021101031101ffd9', 'hex')
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const printedWith = async (name: string, bytes: Buffer) => {
    const { _id: id } = await d.published({ mode: 'named', definition: definition(question('picture', 'q1')), settings: { threshold: 1 } })
    await d.answered(liu, id, { q1: { files: [await upload(t, liu, bytes, name)] } })
    await d.fold()
    const { base64 } = await t.call(zhao, 'papers', 'surveyReport', { id })
    return Buffer.from(base64, 'base64').toString('latin1')
  }
  expect(await printedWith('photo.jpg', photo)).toContain('/Subtype /Image')
  // Its head says what it is; what is packed in it is nonsense.
  const packed = Buffer.from(pixel).fill(0x5a, pixel.indexOf('IDAT') + 4, pixel.indexOf('IEND') - 8)
  for (const [name, bytes] of [['packed.png', packed], ['text.png', Buffer.from('no picture')], ['broken.png', pixel.subarray(0, 20)], ['broken.jpg', Buffer.from([0xff, 0xd8, 1, 2, 3])]] as const) {
    expect([name, (await printedWith(name, bytes)).includes('/Subtype /Image')]).toEqual([name, false])
  }
})

test('for staff; a report for leaders too where the survey says so; nothing for other enterprises', async () => {
  const { _id: id } = await d.published({ mode: 'named' })
  for (const who of [liu, sun, WHO.qian, WHO.wu]) expect([who, await t.refusal(who, 'papers', 'surveyList', { key: newId('key'), id })]).toEqual([who, 'NOT_ALLOWED'])
  expect(await t.refusal(ma, 'papers', 'surveyList', { key: newId('key'), id })).toBe('NOT_FOUND')
  expect(await t.refusal(ma, 'papers', 'surveyReport', { id })).toBe('NOT_FOUND')
  expect(await t.refusal(sun, 'papers', 'surveyReport', { id })).toBe('NOT_FOUND')
  expect(await t.refusal(liu, 'papers', 'surveyReport', { id })).toBe('NOT_ALLOWED')
  for (const input of [{}, { id: 7 }, { id: { $gt: '' } }, { id, only: { by: 'name', group: 'x' } }, { id, extra: 1 }]) expect(await t.refusal(zhao, 'papers', 'surveyReport', input)).toBe('BAD_INPUT')
})

test('none of this was a fault', () => expect(t.faults()).toBe(0))
