import type { BatchEntry, Round } from '../../types/congress-round'
import type { Mark, Matter, Opinion, Session, SessionPaper } from '../../types/congress-session'
import type { Choice } from '../../types/congress-vote'
import { gateName } from './gate-list'
import { attendanceWords } from './words'
import { sessionActWords } from './session-graph'
import type { VoteCast } from './round-tally'

/** The form of the archive pack 会议档案包; a pack says which one it has. */
export const PACK_FORMAT = 'zhidaitong-session-pack/1'

/** One line of everything that was done, oldest first, before it is chained. */
export interface LogLine { at: number; act: string; by: string; note: string }

export interface PackedRoll { personId: string; name: string; delegation: string; kind: string; observer: boolean; marks: Mark[] }

/** `counted`: whose votes the count took in, by person id. */
export type PackedRound = Omit<Round, 'rev' | 'missing'> & { counted: string[] }

/** Votes on a motion stand by name; of elections and appraisals the choices that counted alone, in an order that says nothing. */
export type PackedVotes =
  | { roundId: string; by: 'name'; votes: VoteCast[] }
  | { roundId: string; by: 'none'; choices: Choice[]; papers: number }
  /** A secret ballot on phones: its public record (docs/ballot-record.md) is a file of the pack. */
  | { roundId: string; by: 'ballot'; record: string }

export interface PackedBatch { roundId: string; no: number; entries: { name: string; at: number; entry: BatchEntry }[]; settled: BatchEntry; note: string }

/** What lies in the pack as JSON, by file name without its ending. */
export interface PackData {
  session: Omit<Session, 'rev' | 'archive'>
  matters: Omit<Matter, 'rev' | 'rounds'>[]
  roll: PackedRoll[]
  rounds: PackedRound[]
  votes: PackedVotes[]
  batches: PackedBatch[]
  papers: Omit<SessionPaper, 'rev' | 'readers' | 'mine'>[]
  /** Proofs of reading 阅知记录. */
  reads: { paperId: string; personId: string; at: number }[]
  opinions: Omit<Opinion, 'rev'>[]
}
export const PACK_PARTS: readonly (keyof PackData)[] = ['session', 'matters', 'roll', 'rounds', 'votes', 'batches', 'papers', 'reads', 'opinions']

/** manifest.json: every other file with its SHA-256, and the last hash of the chained log. */
export interface PackManifest { format: string; sessionId: string; title: string; madeAt: number; files: Record<string, string>; chain: string }

/** Everything that was done in a session, from all its records, oldest first; equal times keep the order of the records. */
export function logOf({ session, matters, roll, rounds, papers, reads, opinions }: PackData): LogLine[] {
  const names = new Map(roll.map(r => [r.personId, r.name]))
  const titles = new Map(matters.map(m => [m._id, m.title]))
  const lines: LogLine[] = [
    ...session.events.map(e => ({ at: e.at, act: sessionActWords[e.act] ?? e.act, by: e.by, note: e.note ?? '' })),
    ...session.overrides.flatMap(o => [
      { at: o.askedAt, act: '申请例外放行', by: o.askedBy, note: `${gateName(o.gate)}：${o.reason}` },
      ...(o.confirmedAt === null ? [] : [{ at: o.confirmedAt, act: '确认例外放行', by: o.confirmedBy ?? '', note: gateName(o.gate) }]),
    ]),
    ...papers.flatMap(p => (p.deliveredAt === null ? [] : [{ at: p.deliveredAt, act: '送达文件', by: '', note: p.title }])),
    ...reads.map(r => ({ at: r.at, act: '阅知文件', by: names.get(r.personId) ?? r.personId, note: r.paperId })),
    ...opinions.flatMap(o => [
      { at: o.at, act: '提出意见', by: o.by, note: o.text },
      ...(o.answer ? [{ at: o.answer.at, act: '答复意见', by: o.answer.by, note: o.answer.text }] : []),
    ]),
    ...roll.flatMap(r => r.marks.map(m => ({ at: m.at, act: attendanceWords[m.act], by: r.name, note: m.by === r.name ? '' : `由${m.by}办理` }))),
    ...rounds.flatMap(r => [
      { at: r.openedAt, act: '开始表决', by: '', note: `${titles.get(r.matterId) ?? r.matterId} 第 ${r.no} 轮` },
      ...(r.closedAt === null ? [] : [{ at: r.closedAt, act: '截止表决', by: '', note: `${titles.get(r.matterId) ?? r.matterId} 第 ${r.no} 轮：${r.decision?.sentence ?? '作废'}` }]),
    ]),
  ]
  return lines.map((line, i) => ({ line, i })).sort((a, b) => a.line.at - b.line.at || a.i - b.i).map(l => l.line)
}
