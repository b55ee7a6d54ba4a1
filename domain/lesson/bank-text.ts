import type { QuestionEdit } from '../../types/lesson-quiz'
import { JUDGE_OPTIONS, questionProblem } from './quiz'

/** Pasted questions: those that can be read, and what is wrong with the others, by the line on which each begins (from 1). */
export interface ReadBank { questions: QuestionEdit[]; problems: { line: number; message: string }[] }

const LETTERS = 'ABCDEFGHIJ'
const OPTION = /^([A-Ja-j])\s*[.、．:：)）]\s*(.+)$/
const RIGHT = /^(?:正确)?答案\s*[:：]\s*(.+)$/
const WHY = /^解析\s*[:：]\s*(.*)$/
const HEAD = /^(?:\d+\s*[.、．]\s*)?(?:[[【(（](单选|多选|判断)题?[\]】)）])?\s*(.+)$/

function readOne(lines: readonly string[], episode: string | null): QuestionEdit | string {
  const [, kindWord, title = ''] = HEAD.exec(lines[0]!) ?? []
  const options: string[] = []
  let answer = ''
  let explanation = ''
  const more: string[] = []
  for (const line of lines.slice(1)) {
    const option = OPTION.exec(line)
    const right = RIGHT.exec(line)
    const why = WHY.exec(line)
    if (right) answer = right[1]!.trim()
    else if (why) explanation = why[1]!
    else if (option && !answer) options.push(option[2]!.trim())
    else if (explanation) explanation += `\n${line}`
    else more.push(line)
  }
  if (!answer) return '没有“答案：”这一行'
  const judged = /^(对|正确|√|是)$/.test(answer) ? 0 : /^(错|错误|×|否)$/.test(answer) ? 1 : undefined
  if (judged !== undefined && options.length === 0) {
    return { episode, kind: 'judge', text: [title, ...more].join('\n'), options: [...JUDGE_OPTIONS], right: [judged], explanation }
  }
  const right = [...answer.toUpperCase().replace(/[\s,，、]/g, '')].map(letter => LETTERS.indexOf(letter))
  if (right.some(r => r < 0)) return '“答案”应写选项的字母（例如 A 或 ABD），判断题写“对”或“错”'
  const kind = kindWord === '多选' || (!kindWord && right.length > 1) ? 'multiple' : 'single'
  return { episode, kind, text: [title, ...more].join('\n'), options, right: right.sort((a, b) => a - b), explanation }
}

/**
 * Reads questions as people paste them from a document: blocks parted by blank lines, the question first, then `A. …`, `答案：A`,
 * and `解析：…` if there is one. Rows of a table: bank-rows.ts.
 */
export function readBankText(text: string, episode: string | null): ReadBank {
  const found: ReadBank = { questions: [], problems: [] }
  const take = (read: QuestionEdit | string, line: number) => {
    const problem = typeof read === 'string' ? read : read.options.length < 2 ? '至少要有两个选项（每行一个：A. …）' : questionProblem(read)
    if (typeof read === 'string' || problem) found.problems.push({ line, message: problem ?? '' })
    else found.questions.push(read)
  }
  let block: string[] = []
  let begins = 0
  const close = () => {
    if (block.length === 0) return
    take(readOne(block, episode), begins)
    block = []
  }
  text.split(/\r?\n/).forEach((raw, i) => {
    const line = raw.trim()
    if (line === '') return close()
    if (block.length === 0) begins = i + 1
    block.push(line)
  })
  close()
  return found
}
