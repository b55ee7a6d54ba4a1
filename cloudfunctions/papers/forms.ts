import type { Column, Content, TableCell } from 'pdfmake/interfaces'
import { clockOf, dayOf } from '../../domain/calendar'
import { motionActWords, motionStateWords } from '../../domain/motion-graph'
import { ratersOf } from '../../domain/motion-judge'
import { UNRATED, noteKindWords, promiseWords, ratingWords, refusalReasonWords, replyCodeWords } from '../../domain/motion-words'
import { motionCategoryWords } from '../../domain/words'
import { longDay, sessionWords } from '../../domain/words-number'
import type { Motion } from '../../types/motion'
import type { MotionReply } from '../../types/motion-life'
import { heading, type Paper } from './print'

const label = (text: string): TableCell => ({ text, alignment: 'center', fillColor: '#f2f2f2' })
const wide = (name: string, text: string): TableCell[] => [label(name), { text: text || ' ', colSpan: 3 }, {}, {}]
const four = (a: string, b: string, c: string, d: string): TableCell[] => [label(a), b || ' ', label(c), d || ' ']

// The font's own line is low: less room below than above puts the words in the middle.
const ruled = {
  hLineWidth: () => 0.6, vLineWidth: () => 0.6, hLineColor: () => '#555555', vLineColor: () => '#555555',
  paddingLeft: () => 7, paddingRight: () => 7, paddingTop: () => 5, paddingBottom: () => 2,
}

const people = (m: Motion) => m.cosigners.filter(c => c.answer === 'accepted').map(c => `${c.name}（${c.delegation}）`).join('、')
const signed = (m: Motion) => m.replies.filter(r => r.signedAt !== null)

/** The names of what was attached, on a line of its own. */
const attached = ({ files }: Pick<Motion, 'files'>) => (files.length ? `\n附件：${files.map(f => f.name).join('、')}` : '')

/** What came of the screening: the decision with its words, whatever the motion has become since. */
function screened(m: Motion): string {
  if (m.number) return `立案，编号 ${m.number}`
  if (m.refusal) return `不予立案：${refusalReasonWords[m.refusal.reason]}。${m.refusal.note}`
  const last = m.events.filter(e => ['toOpinion', 'giveBack', 'dispute', 'merge'].includes(e.act)).at(-1)
  if (!last) return m.answer || m.state === 'opinion' ? motionStateWords.opinion : motionStateWords[m.state]
  return [motionActWords[last.act], last.note].filter(Boolean).join('：')
}

const promised = (m: Motion, r: MotionReply) =>
  r.promisedOn ? `（承诺 ${longDay(r.promisedOn)}前落实${m.promise && r === signed(m).at(-1) ? `，${promiseWords[m.promise.state]}` : ''}）` : ''

const answers = (m: Motion) => m.answer?.text ?? signed(m).map(r => `${dayOf(r.signedAt!)} ${r.unitName}，${replyCodeWords[r.code]}${promised(m, r)}：\n${r.text}${attached(r)}`).join('\n')

const ratings = (m: Motion) =>
  m.ratings.map(r => `${r.name}，第 ${r.round} 次答复：${ratingWords[r.value]}${r.note ? `，${r.note}` : ''}`).join('\n') || (m.closedAt && signed(m).length ? UNRATED : '')

/** 提案登记表: what was wanted, by whom, and how it went. */
export const formOf = (m: Motion, tenantName: string, now: number): Paper => ({
  running: ['提案登记表', m.number, m.title].filter(Boolean).join('　'),
  footnote: `打印于 ${clockOf(now)}`,
  content: [
    ...heading(tenantName, '职工代表大会提案登记表'),
    {
      columns: [{ text: `届次：${sessionWords(m.session)}` }, { text: `编号：${m.number || '（未编号）'}`, alignment: 'center' }, { text: `状态：${motionStateWords[m.state]}`, alignment: 'right' }],
      margin: [0, 0, 0, 4],
    },
    {
      layout: ruled,
      table: {
        widths: [56, '*', 56, 116],
        body: [
          four('提案人', `${m.proposerName}${m.byDelegation ? '（代表团提案）' : ''}`, '代表团', m.delegation),
          four('类别', m.category ? motionCategoryWords[m.category] : '', '提交时间', m.submittedAt ? clockOf(m.submittedAt) : ''),
          wide('附议人', people(m)),
          wide('案由', m.title),
          wide('理由', m.reason),
          wide('建议', m.proposal),
          ...(m.files.length ? [wide('附件', m.files.map(f => f.name).join('\n'))] : []),
          wide('审查意见', screened(m)),
          ...(m.parts.length ? [wide('并案', m.parts.map(p => `${p.name}（${p.delegation}）：${p.title}`).join('\n'))] : []),
          four('主办部门', m.lead?.name ?? '', '答复期限', m.due ? longDay(dayOf(m.due)) : ''),
          wide('协办部门', m.assist.map(u => u.name).join('、')),
          wide('办理记录', m.notes.map(n => `${dayOf(n.at)} ${noteKindWords[n.kind]}（${n.unitName}）：${n.text}${attached(n)}`).join('\n')),
          wide('答复', answers(m)),
          wide('评价', ratings(m)),
        ],
      },
    },
    { text: '经过', margin: [0, 14, 0, 4], fontSize: 13, headlineLevel: 1 },
    {
      layout: { ...ruled, hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingTop: () => 0, paddingBottom: () => 0 }, fontSize: 9, lineHeight: 1.2,
      table: { widths: [84, 56, '*'], body: m.events.map(e => [clockOf(e.at), e.by, [motionActWords[e.act] ?? e.act, e.note].filter(Boolean).join('　')]) },
    },
  ],
})

/** Room for what is written by hand. */
const line = (name: string, width: number): Column => ({
  width: 'auto', columnGap: 2,
  columns: [{ text: name, width: 'auto' }, { width, canvas: [{ type: 'line', x1: 0, y1: 14, x2: width - 8, y2: 14, lineWidth: 0.6 }] }],
})

/** Judged on paper by whoever has no phone; an opinion is answered without being judged. */
const judging: Content = {
  margin: [0, 36, 0, 0], columnGap: 6, unbreakable: true,
  columns: [{ text: '提案人评价：□ 满意　□ 基本满意　□ 不满意', width: '*' }, line('签名', 92), line('日期', 92)],
}

/** 提案答复书: the signed reply, with room for the proposer's own signature. */
export function replyOf(m: Motion, tenantName: string): Paper {
  const last = signed(m).at(-1)
  const name = m.answer ? '意见建议' : '提案'
  const day = longDay(dayOf(last?.signedAt ?? m.answer?.at ?? m.updatedAt))
  return {
    running: [`${name}答复书`, m.number, m.title].filter(Boolean).join('　'),
    footnote: '',
    content: [
      ...heading(tenantName, `职工代表大会${name}答复书`),
      { text: [sessionWords(m.session), m.number ? `编号 ${m.number}` : ''].filter(Boolean).join('　　'), alignment: 'right', margin: [0, 0, 0, 10] },
      { text: `${ratersOf(m).map(r => r.name).join('、')}代表：` },
      { text: `您提出的“${m.title}”收悉。现答复如下：`, leadingIndent: 22, margin: [0, 6, 0, 6] },
      ...(m.answer?.text ?? last?.text ?? '').split('\n').filter(p => p.trim()).map((text): Content => ({ text, leadingIndent: 22, margin: [0, 0, 0, 4] })),
      {
        unbreakable: true,
        stack: [
          ...(last?.files.length ? [{ text: attached(last).trim(), leadingIndent: 22, margin: [0, 8, 0, 0] as [number, number, number, number] }] : []),
          ...(last ? [{ text: `办理结果：${last.code} ${replyCodeWords[last.code]}${promised(m, last)}`, leadingIndent: 22, margin: [0, 8, 0, 0] as [number, number, number, number] }] : []),
          { text: last?.unitName ?? tenantName, alignment: 'right', margin: [0, 28, 0, 0] },
          { text: last ? `签发：${last.signedBy}` : `答复人：${m.answer?.by ?? ''}`, alignment: 'right' },
          { text: day, alignment: 'right' },
          ...(m.answer ? [] : [judging]),
        ],
      },
    ],
  }
}
