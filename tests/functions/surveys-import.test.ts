import { handlers } from '../../cloudfunctions/papers/handlers'
import { KINDS, everyKind } from '../domain/survey-world'
import { questionsOf } from '../../domain/survey/questions'
import type { Definition } from '../../types/survey-questions'
import { startCloud, type TestCloud } from './cloud'
import { upload, workbook, type Cell } from './roster-file'
import { WHO, newId, simple } from './survey-helpers'

const { zhao, zhou, liu, sun, ma } = WHO
const HEADS = ['题目', '题型', '必答', '选项', '列', '说明', '部分']

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const ask = (from: object, who: string = zhao) => t.ask(who, 'papers', 'surveyRead', { from } as never)
async function read(from: object) {
  const reply = await ask(from)
  if (!reply.ok) throw new Error(`${reply.code} ${reply.message}`)
  expect(reply.trips).toBeLessThanOrEqual(handlers.surveyRead.trips)
  return reply.data
}
const sheet = async (rows: Cell[][], headings: Cell[] = HEADS) => ({ file: await upload(t, zhao, await workbook(rows, { headings }), `imports/${newId('sheet')}.xlsx`) })
const json = async (text: string) => ({ file: await upload(t, zhao, Buffer.from(text), `imports/${newId('json')}.json`) })
const surveysKept = async () => (await t.db.collection('surveys').where({}).count()).total

test('the example has every kind of question, and is read back as it stands', async () => {
  const { fileName, base64 } = await t.call(zhao, 'papers', 'surveyExample', {})
  expect(fileName).toMatch(/\.xlsx$/)
  const { definition, problems } = await read({ file: await upload(t, zhao, Buffer.from(base64, 'base64'), 'imports/example.xlsx') })
  expect(problems).toEqual([])
  expect(questionsOf(definition!).map(q => q.kind).sort()).toEqual([...KINDS].sort())
  const { survey } = await t.call(zhao, 'surveys', 'create', { id: newId(), from: { kind: 'definition', title: '示例', definition: definition! } })
  expect(survey.definition).toEqual(definition)
})

test('a sheet of a hundred questions; numbers are text; what is wrong is named by its row and nothing is kept', async () => {
  const before = await surveysKept()
  const many = await read(await sheet(Array.from({ length: 100 }, (_, i) => [`第${i + 1}个问题`, '单选', '是', '是；否'])))
  expect([questionsOf(many.definition!).length, many.problems]).toEqual([100, []])
  expect(questionsOf((await read(await sheet([[2026, '填空']]))).definition!)[0]!.title).toBe('2026')
  const problems = async (...rows: Cell[][]) => {
    const answer = await read(await sheet(rows))
    expect(answer.definition).toBeNull()
    return answer.problems.map(p => `${p.at}：${p.message}`)
  }
  expect(await problems(['甲', '投票'], ['乙', '单选', '', '只有一个'])).toEqual([expect.stringMatching(/^第 2 行：题型“投票”不认识/), expect.stringMatching(/^第 3 行：“选项”里至少要写 2 项/)])
  // The common checks name the row too: words too long, options twice, a consent to nothing.
  expect(await problems(['好', '填空'], ['长'.repeat(201), '填空'])).toEqual([expect.stringMatching(/^第 3 行：/)])
  expect(await problems(['好', '填空'], ['甲', '单选', '', '是；是'])).toEqual([expect.stringMatching(/^第 3 行：.*文字一样/)])
  expect(await problems(['甲', '同意书'])).toEqual([expect.stringMatching(/^第 2 行：/)])
  expect((await problems(...Array.from({ length: 101 }, () => ['甲', '填空'])))[0]).toContain('100')
  expect((await read(await sheet([['甲', '填空']], ['问题', '类型']))).problems[0]!.message).toContain('“题目”和“题型”')
  expect(await surveysKept()).toBe(before)
})

test('a definition as it was taken out of a survey, from a file or pasted; broken ones are named by line and question', async () => {
  const text = JSON.stringify(everyKind(), null, 1)
  expect((await read(await json(text))).definition).toEqual(everyKind())
  expect((await read(await json(`\uFEFF${text}`))).definition).toEqual(everyKind())
  expect((await read({ text })).definition).toEqual(everyKind())
  const first = async (given: string) => (await read({ text: given })).problems.map(p => `${p.at}：${p.message}`)[0]
  expect(await first('')).toMatch(/^第 1 行：/)
  expect(await first('{\n"sections": [\n,]}')).toMatch(/^第 3 行：/)
  expect(await first(text.slice(0, -20))).toMatch(new RegExp(`^第 ${text.slice(0, -20).split('\n').length} 行：这不是完整的问卷定义`))
  for (const deep of ['['.repeat(300_000), `${'['.repeat(200_000)}${']'.repeat(200_000)}`]) expect(await first(deep)).toBeDefined()
  const broken = (change: (d: Definition) => void) => {
    const d = simple()
    change(d)
    return first(JSON.stringify(d))
  }
  expect(await broken(d => { d.sections[0]!.questions[1]!.title = '' })).toMatch(/^第 1 部分第 2 题“title”：/)
  expect(await broken(d => { d.sections[0]!.questions[2]!.jumps = [{ option: null, to: 'q1' }] })).toMatch(/^第 3 题：.*绕圈/)
  expect(await first('[]')).toMatch(/^开头：/)
  expect(await first('{"sections":[],"__proto__":{"x":1},"more":1}')).toBeDefined()
})

test('files that are none, of others, too large; who may not', async () => {
  expect(await ask({ file: await upload(t, zhao, Buffer.from('PK\u0003\u0004broken'), 'imports/broken.xlsx') })).toMatchObject({ ok: false, code: 'BAD_FILE' })
  expect(await ask({ file: await upload(t, zhao, Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'imports/old.xlsx') })).toMatchObject({ code: 'BAD_FILE', message: expect.stringContaining('.xls') })
  expect(await ask(await json('x'.repeat(2 * 1024 * 1024 + 1)))).toMatchObject({ code: 'TOO_BIG' })
  const { file } = await json('{}')
  expect(await ask({ file: file.replace('.json', 'gone.json') })).toMatchObject({ code: 'BAD_FILE' })
  expect(await ask({ file: await upload(t, zhou, Buffer.from('{}'), 'imports/others.json') })).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await ask({ file }, ma)).toMatchObject({ code: 'NOT_ALLOWED' })
  for (const from of [{}, { text: 1 }, { file: 'x' }, { file, text: '' }, { text: 'x'.repeat(400_001) }, null]) expect(await ask(from as never)).toMatchObject({ code: 'BAD_INPUT' })
  for (const who of [liu, sun, zhou]) {
    expect([who, await t.refusal(who, 'papers', 'surveyRead', { from: { text: '{}' } })]).toEqual([who, 'NOT_ALLOWED'])
    expect([who, await t.refusal(who, 'papers', 'surveyExample', {})]).toEqual([who, 'NOT_ALLOWED'])
  }
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
