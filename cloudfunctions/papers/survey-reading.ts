import { safeParse } from 'zod/mini'
import type { ParseError } from 'jsonc-parser/lib/esm/main.js'
import { typeOf } from '../../domain/attachments'
import { checkDefinition } from '../../domain/survey/logic'
import { placed } from '../../domain/survey/questions'
import { MOST_SHEET_ROWS, readQuestionSheet } from '../../domain/survey/sheet'
import type { papers } from '../../types/paper'
import { Definition } from '../../types/survey-questions'
import { readWorkbook } from '../_kit/read-workbook'
import type { Handlers } from '../_kit/serve'
import { surveyExample } from './survey-example'
import { questionsFile } from './questions-file'

type SurveyReading = Pick<Handlers<typeof papers>, 'surveyExample' | 'surveyRead'>

interface Found { at: string; message: string }
interface Read { definition: Definition | null; problems: Found[] }

/** Whoever mends so many looks again. */
const MOST_PROBLEMS = 50

const refused = (problems: Found[]): Read => ({ definition: null, problems: problems.slice(0, MOST_PROBLEMS) })

type Place = readonly PropertyKey[]

/** Which question a path leads into, as places in the definition: sections, number, questions, number. */
const inQuestion = (path: Place): [section: number, question: number] | undefined => {
  const [, section, , question] = path
  return typeof section === 'number' && typeof question === 'number' ? [section, question] : undefined
}

/** The whole check, once for both ways: the shape, then what it asks. `nameOf` says where, by section and question. */
function checked(given: unknown, nameOf: (path: Place) => string, nameOfKey: (definition: Definition, key: string) => string): Read {
  const parsed = safeParse(Definition, given)
  if (!parsed.success) return refused(parsed.error.issues.map(issue => ({ at: nameOf(issue.path), message: issue.message })))
  const problems = checkDefinition(parsed.data).map(p => ({ at: nameOfKey(parsed.data, p.at), message: p.message }))
  return problems.length ? refused(problems) : { definition: parsed.data, problems: [] }
}

function jsonPlace(path: Place): string {
  const found = inQuestion(path)
  const rest = path.slice(found ? 4 : 0).join('.')
  return [found ? `第 ${found[0] + 1} 部分第 ${found[1] + 1} 题` : '', rest ? `“${rest}”` : ''].join('') || '开头'
}

const jsonKey = (definition: Definition, key: string): string => {
  const number = placed(definition).find(p => p.question.key === key)?.number
  return number ? `第 ${number} 题` : ''
}

/** The line where JSON breaks off, which the engine itself does not always say. */
async function brokenAt(text: string): Promise<string> {
  // Loaded here only, by the file that can be bundled.
  const { parse } = await import('jsonc-parser/lib/esm/main.js')
  const errors: ParseError[] = []
  try {
    parse(text, errors, { disallowComments: true })
  } catch (e) {
    // It goes down into brackets as deep as they are.
    if (!(e instanceof RangeError)) throw e
  }
  return errors[0] ? `第 ${text.slice(0, errors[0].offset).split('\n').length} 行` : '开头'
}

async function readJson(given: string): Promise<Read> {
  const text = given.replace(/^\uFEFF/, '')
  let definition: unknown
  try {
    definition = JSON.parse(text)
  } catch {
    return refused([{ at: await brokenAt(text), message: '这不是完整的问卷定义，从这里起读不下去。请把全文重新复制一遍' }])
  }
  return checked(definition, jsonPlace, jsonKey)
}

async function readSheet(bytes: Uint8Array): Promise<Read> {
  const { rows: cells } = await readWorkbook(bytes, { what: '题目', most: MOST_SHEET_ROWS })
  const { definition, rows, problems } = readQuestionSheet(cells)
  if (problems.length) return refused(problems)
  const rowOf = (key: string | undefined) => (key !== undefined && rows[key] ? `第 ${rows[key]} 行` : '')
  return checked(definition, path => {
    const found = inQuestion(path)
    const [section, question] = found ?? [Number(path[1]), 0]
    return rowOf(definition.sections[section]?.questions[question]?.key)
  }, (_, key) => rowOf(key))
}

export const surveyReading: SurveyReading = {
  surveyExample: { allow: ['staff'], trips: 1, run: () => surveyExample() },

  surveyRead: {
    allow: ['staff'],
    // Who asks, and where the file is.
    trips: 2,
    async run({ input: { from }, me, app }) {
      if ('text' in from) return readJson(from.text)
      const bytes = await questionsFile(app, me, from.file, 'from')
      return typeOf(from.file) === 'xlsx' ? readSheet(bytes) : readJson(Buffer.from(bytes).toString('utf8'))
    },
  },
}
