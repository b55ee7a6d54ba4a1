import type { Content, TableCell } from 'pdfmake/interfaces'
import { clockOf } from '../../domain/calendar'
import { percentWords } from '../../domain/percent'
import type { AlikeGroup } from '../../domain/survey/alike'
import { questionKindWords } from '../../domain/survey/questions'
import { surveyModeWords } from '../../domain/survey/life'
import type { Bar, QuestionResult, Results } from '../../types/survey-results'
import type { SurveyDoc } from '../_kit/survey-documents'
import { heading, type Paper } from './print'

/** Widths, of the 475 points between the margins. */
const [NAME, SHORT_NAME, NUMBER, SHARE] = [150, 40, 36, 42]
const barWidth = (name: number) => 440 - name - NUMBER - SHARE

/** A name, a bar as long as its share of the longest, a number and its share. */
const barRow = (longest: number, of: number, width: number) => ({ name, n }: Bar): TableCell[] => [
  { text: name },
  { canvas: [{ type: 'rect', x: 0, y: 3, w: longest ? Math.max(1, (n / longest) * width) : 1, h: 8, color: n ? '#8a1c1c' : '#dddddd' }] },
  { text: String(n), alignment: 'right' },
  { text: percentWords(n, of), alignment: 'right' },
]

function bars(list: readonly Bar[], of: number): Content {
  const name = list.every(b => b.name.length <= 4) ? SHORT_NAME : NAME
  const width = barWidth(name)
  return {
    layout: 'noBorders', fontSize: 10, margin: [0, 2, 0, 4],
    table: { widths: [name, width, NUMBER, SHARE], body: list.map(barRow(Math.max(0, ...list.map(b => b.n)), of, width - 8)) },
  }
}

/** What was said most; the rest is read on the page or in the workbook. */
const SAID = 8
const words = (groups: readonly AlikeGroup[]): Content => ({
  ul: groups.slice(0, SAID).map(g => `${g.texts[0]}${g.n > 1 ? `（说法相近的 ${g.n} 条）` : ''}`), fontSize: 10, margin: [8, 2, 0, 4],
})

const matrix = ({ rows }: QuestionResult): Content => ({
  fontSize: 9, margin: [0, 4, 0, 4],
  table: {
    headerRows: 1, widths: [120, ...(rows[0]?.bars ?? []).map(() => '*' as const)],
    body: [['', ...(rows[0]?.bars ?? []).map(b => b.name)].map(text => ({ text, fillColor: '#f2f2f2' })), ...rows.map(r => [r.name, ...r.bars.map(b => `${b.n}（${percentWords(b.n, r.n)}）`)].map(text => ({ text })))],
  },
})

const figures = ({ mean, median, nps, exact }: QuestionResult): string => [
  mean === null ? '' : `平均 ${mean}`, median === null ? '' : `中位数 ${exact ? '' : '约 '}${median}`, nps === null ? '' : `净推荐值 ${nps}`,
].filter(Boolean).join('　')

/** What a report shows beside the figures, by question: what was said most, and pictures as data addresses. */
export interface Gathered { said: Readonly<Record<string, AlikeGroup[]>>; pictures: Readonly<Record<string, string[]>> }

const gallery = (list: readonly string[]): Content => ({ columns: list.map(image => ({ image, fit: [145, 145] as [number, number] })), columnGap: 10, margin: [0, 4, 0, 4] })
const inThrees = (list: readonly string[]) => Array.from({ length: Math.ceil(list.length / 3) }, (_, i) => gallery(list.slice(3 * i, 3 * i + 3)))

const tooFewWords = (threshold: number) => `回答人数少于 ${threshold} 人（或为保护别的小组），不显示结果。`

function questionContent(r: QuestionResult, number: number, threshold: number, { said: allSaid, pictures }: Gathered): Content {
  const said = allSaid[r.key] ?? []
  const head: Content = { text: `${number}. ${r.title}`, bold: true, margin: [0, 8, 0, 2] }
  const kind = questionKindWords[r.kind as keyof typeof questionKindWords] ?? ''
  if (r.hidden) return { stack: [head, { text: `${kind}　${tooFewWords(threshold)}`, fontSize: 10 }], unbreakable: true }
  const points = r.kind === 'ranking' ? '　数字为得分：排第一得分最多，依次减一分' : ''
  const of = r.kind === 'ranking' ? r.bars.reduce((sum, b) => sum + b.n, 0) : r.n ?? 0
  return {
    unbreakable: r.bars.length < 30,
    stack: [head, { text: `${kind}　${r.n} 人回答　${figures(r)}${points}`, fontSize: 9, color: '#555555' }, ...(r.bars.length ? [bars(r.bars, of)] : []), ...(r.rows.length ? [matrix(r)] : []), ...(said.length ? [words(said)] : []), ...inThrees(pictures[r.key] ?? [])],
  }
}

const silent = (results: Results) => (results.why === 'running'
  ? '保密问卷在结束并统计以后才能看到结果。'
  : tooFewWords(results.threshold))

/** 问卷报告: what the results page shows, on paper. */
export function surveyReportOf(doc: SurveyDoc, results: Results, gathered: Gathered, groupName: string, tenantName: string, now: number): Paper {
  const state = results.exact ? '问卷已结束，数字经全部答卷复核。' : `问卷还在进行，数字截至 ${results.asOf ? clockOf(results.asOf) : '开始'}。`
  const answered = results.answered === null ? `少于 ${results.threshold} 人回答` : `${results.answered} 人回答`
  return {
    running: `${doc.title}　统计报告`,
    footnote: `生成于 ${clockOf(now)}`,
    content: [
      ...heading(tenantName, `${doc.title}统计报告`),
      { text: `${surveyModeWords[doc.mode]}问卷　${doc.startsAt === null ? '' : clockOf(doc.startsAt)} 至 ${doc.endsAt === null ? '' : clockOf(doc.endsAt)}` },
      { text: groupName ? `范围：${groupName}，${answered}` : `应答 ${results.expected} 人，${answered}${results.answered === null ? '' : `（${percentWords(results.answered, results.expected)}）`}` },
      { text: `${state}人数少于 ${results.threshold} 人的小组不单独显示。`, fontSize: 10, margin: [0, 2, 0, 4] },
      ...(results.why ? [{ text: silent(results), margin: [0, 8, 0, 0] as [number, number, number, number] }] : results.questions.map((q, i) => questionContent(q, i + 1, results.threshold, gathered))),
    ],
  }
}
