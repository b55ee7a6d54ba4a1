import type { Content, TDocumentDefinitions, TableCell } from 'pdfmake/interfaces'
import { clockOf, dayOf } from '../../domain/calendar'
import { motionActWords, motionStateWords } from '../../domain/motion-graph'
import { UNRATED, noteKindWords, ratingWords, refusalReasonWords, replyCodeWords } from '../../domain/motion-words'
import { motionCategoryWords } from '../../domain/words'
import type { Motion } from '../../types/motion'

const heading = (tenantName: string, title: string): Content[] => [
  { text: tenantName, alignment: 'center', fontSize: 13 },
  { text: title, alignment: 'center', fontSize: 20, margin: [0, 4, 0, 14] },
]

const label = (text: string): TableCell => ({ text, alignment: 'center', fillColor: '#f2f2f2' })
const wide = (name: string, text: string): TableCell[] => [label(name), { text: text || ' ', colSpan: 3 }, {}, {}]
const four = (a: string, b: string, c: string, d: string): TableCell[] => [label(a), b || ' ', label(c), d || ' ']

const people = (m: Motion) => m.cosigners.filter(c => c.answer === 'accepted').map(c => `${c.name}（${c.delegation}）`).join('、')
const session = (m: Motion) => { const [term, no] = m.session.split('-'); return `第${term}届第${no}次` }
const signed = (m: Motion) => m.replies.filter(r => r.signedAt !== null)

/** The names of what was attached, on a line of its own. */
const attached = ({ files }: Pick<Motion, 'files'>) => (files.length ? `\n附件：${files.map(f => f.name).join('、')}` : '')

/** What came of the screening, in one sentence. */
const screened = (m: Motion): string =>
  m.number ? `立案，编号 ${m.number}`
    : m.refusal ? `不予立案：${refusalReasonWords[m.refusal.reason]}。${m.refusal.note}`
    : motionStateWords[m.state]

/** 提案登记表: what was wanted, by whom, and how it went. */
export const formOf = (m: Motion, tenantName: string, now: number): TDocumentDefinitions => ({
  content: [
    ...heading(tenantName, '职工代表大会提案登记表'),
    { text: `届次：${session(m)}　　编号：${m.number || '（未编号）'}　　状态：${motionStateWords[m.state]}`, margin: [0, 0, 0, 6] },
    {
      table: {
        widths: [70, '*', 70, '*'],
        body: [
          four('提案人', `${m.proposerName}${m.byDelegation ? '（代表团提案）' : ''}`, '代表团', m.delegation),
          four('类别', m.category ? motionCategoryWords[m.category] : '', '提交时间', m.submittedAt ? clockOf(m.submittedAt) : ''),
          wide('附议人', people(m)),
          wide('案由', m.title),
          wide('理由', m.reason),
          wide('建议', m.proposal),
          ...(m.files.length ? [wide('附件', m.files.map(f => f.name).join('\n'))] : []),
          wide('审查意见', screened(m)),
          ...(m.parts.length ? [wide('并案', m.parts.map(p => `${p.name}：${p.title}`).join('\n'))] : []),
          four('主办部门', m.lead?.name ?? '', '答复期限', m.due ? dayOf(m.due) : ''),
          wide('协办部门', m.assist.map(u => u.name).join('、')),
          wide('办理记录', m.notes.map(n => `${dayOf(n.at)} ${noteKindWords[n.kind]}（${n.unitName}）：${n.text}${attached(n)}`).join('\n')),
          wide('答复', m.answer?.text ?? signed(m).map(r => `${dayOf(r.signedAt!)} ${replyCodeWords[r.code]}：${r.text}${attached(r)}`).join('\n')),
          wide('评价', m.ratings.map(r => `${r.name} 第${r.round}次：${ratingWords[r.value]}${r.note ? `，${r.note}` : ''}`).join('\n') || (m.closedAt && signed(m).length ? UNRATED : '')),
        ],
      },
    },
    { text: '经过', margin: [0, 14, 0, 4], fontSize: 13 },
    { ul: m.events.map(e => `${clockOf(e.at)}　${e.by}　${motionActWords[e.act] ?? e.act}${e.note ? `　${e.note}` : ''}`), fontSize: 9 },
  ],
  footer: (page, pages) => ({ text: `打印于 ${clockOf(now)}　第 ${page} 页，共 ${pages} 页`, alignment: 'center', fontSize: 8 }),
})

/** 提案答复书: the signed reply, with room for the proposer's own signature. */
export function replyOf(m: Motion, tenantName: string): TDocumentDefinitions {
  const last = signed(m).at(-1)
  const body = m.answer?.text ?? last?.text ?? ''
  return {
    content: [
      ...heading(tenantName, '职工代表大会提案答复书'),
      { text: `${m.number ? `提案编号：${m.number}` : '意见建议'}　　${session(m)}`, alignment: 'right', margin: [0, 0, 0, 10] },
      { text: `${[m.proposerName, ...m.parts.map(p => p.name)].join('、')}${m.parts.length ? '等' : ''}代表：` },
      { text: `您提出的“${m.title}”收悉。现答复如下：`, leadingIndent: 22, margin: [0, 6, 0, 6] },
      ...body.split('\n').map(line => ({ text: line, leadingIndent: 22 })),
      ...(last?.files.length ? [{ text: attached(last).trim(), margin: [0, 10, 0, 0] as [number, number, number, number] }] : []),
      ...(last ? [{ text: `办理结果：${last.code} ${replyCodeWords[last.code]}${last.promisedOn ? `，承诺于 ${last.promisedOn} 前落实` : ''}`, margin: [0, 10, 0, 0] as [number, number, number, number] }] : []),
      { text: `${last?.unitName ?? m.answer?.by ?? ''}`, alignment: 'right', margin: [0, 24, 0, 0] },
      ...(last ? [{ text: `签发：${last.signedBy}　　${dayOf(last.signedAt!)}`, alignment: 'right' as const }] : [{ text: m.answer ? dayOf(m.answer.at) : '', alignment: 'right' as const }]),
      { text: '提案人评价：□ 满意　□ 基本满意　□ 不满意　　签名：____________　　日期：____________', margin: [0, 40, 0, 0] },
    ],
  }
}
