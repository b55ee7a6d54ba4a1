import type { Content, TableCell } from 'pdfmake/interfaces'
import { clockOf } from '../../domain/calendar'
import { gateName } from '../../domain/congress/gate-list'
import type { PackData } from '../../domain/congress/pack'
import { sessionStageWords } from '../../domain/congress/session-graph'
import { matterKindWords, sessionKindWords, wayWords } from '../../domain/congress/words'
import { heading, type Paper } from './print'

const chapter = (text: string): Content => ({ text, fontSize: 14, bold: true, margin: [0, 14, 0, 6] })
const cell = (text: string | number): TableCell => ({ text: String(text) || ' ' })
const table = (head: string[], rows: (string | number)[][], widths: (string | number)[]): Content => ({
  table: { headerRows: 1, widths, body: [head.map(text => ({ text, fillColor: '#f2f2f2' })), ...rows.map(r => r.map(cell))] },
  fontSize: 10, margin: [0, 0, 0, 6],
})

const orNone = (content: Content[], none: string): Content[] => (content.length ? content : [{ text: none }])

function attendance({ roll, session }: PackData): Content[] {
  const delegates = roll.filter(r => !r.observer)
  const came = (rows: PackData['roll']) => rows.filter(r => r.marks.length > 0).length
  const groups = [...new Set(delegates.map(r => r.delegation))].map(name => delegates.filter(r => r.delegation === name))
  return [
    { text: `应到代表 ${session.rollCount} 人，签到 ${came(delegates)} 人；列席 ${roll.length - delegates.length} 人。` },
    table(['代表团', '应到', '签到'], groups.map(g => [g[0]!.delegation, g.length, came(g)]), ['*', 60, 60]),
  ]
}

const votes = (data: PackData): Content[] => data.matters.flatMap((m, i): Content[] => {
  const rounds = data.rounds.filter(r => r.matterId === m._id)
  return [
    { text: `${i + 1}. ${m.title}（${matterKindWords[m.kind]}）`, bold: true, margin: [0, 6, 0, 2] },
    ...(m.withdrawn ? [{ text: `已撤回：${m.withdrawn.why}` }] : []),
    ...rounds.map((r): Content => ({ text: `第 ${r.no} 轮，${wayWords[r.way]}${r.why ? `（${r.why}）` : ''}：${r.decision?.sentence ?? `作废。${r.why}`}` })),
  ]
})

const paperWords = ({ title, files }: PackData['papers'][number]) => files.length ? `${title}\n附件：${files.map(f => f.name).join('、')}` : title

/** 会议档案报告: what people read of a session's archive; the figures are those of the JSON files beside it. */
export const reportOf = (data: PackData, tenantName: string, lastHash: string, now: number): Paper => {
  const { session } = data
  return {
    running: `${session.title}会议档案`,
    footnote: `生成于 ${clockOf(now)}`,
    content: [
      ...heading(tenantName, `${session.title}会议档案`),
      ...(session.rehearsal ? [{ text: '模拟推演，所载内容不具有任何效力', alignment: 'center' as const }] : []),
      { text: `${sessionKindWords[session.kind]}　会场：${session.place}　时间：${clockOf(session.startsAt)}　现在：${sessionStageWords[session.stage]}` },
      chapter('一、出席'), ...attendance(data),
      chapter('二、议题和表决'), ...orNone(votes(data), '没有议题。'),
      chapter('三、决议'), { text: session.resolution?.text ?? '没有形成决议。' },
      { text: session.resolution ? `签署：${session.resolution.signatures.map(s => s.name).join('、') || '无'}` : ' ' },
      chapter('四、例外放行'),
      ...orNone(session.overrides.map((o): Content => ({ text: `${gateName(o.gate)}：${o.reason}（${o.askedBy}申请，${o.confirmedBy ?? '未确认'}${o.confirmedBy ? '确认' : ''}）` })), '没有。'),
      chapter('五、文件送达和阅知'),
      data.papers.length ? table(['文件', '送达', '阅知人数'], data.papers.map(p => [paperWords(p), p.deliveredAt ? clockOf(p.deliveredAt) : '未送达', data.reads.filter(r => r.paperId === p._id).length]), ['*', 110, 60]) : { text: '没有文件。' },
      chapter('六、代表意见'), ...orNone(data.opinions.map((o): Content => ({ text: `${o.delegation} ${o.by}：${o.text}${o.answer ? `\n答复：${o.answer.text}` : '\n未答复'}`, margin: [0, 0, 0, 4] })), '没有。'),
      chapter('七、校验'),
      { text: `本报告于 ${clockOf(now)} 生成。操作记录末条的校验值：${lastHash}。用“档案检查”命令可以核对全部文件并重新计票。` },
    ],
  }
}
