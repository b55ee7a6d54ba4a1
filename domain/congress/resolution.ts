import type { MatterKind } from '../../types/congress-rules'
import type { Decision, Way } from '../../types/congress-vote'
import { chineseNumber } from '../words-number'
import { dayWords } from '../words-time'
import { percentWords } from './appraise'
import { BLANK_GRADE, matterKindWords, wayWords } from './words'

/** One matter that was settled: decided by its last round, heard, or withdrawn (`decision` null). */
export interface SettledMatter {
  title: string
  kind: MatterKind
  way: Way | null
  decision: Decision | null
  withdrawn?: boolean
  /** The scale of an appraisal. */
  grades?: readonly string[]
}

export interface ResolutionFacts {
  /** 第六届职工代表大会第二次会议 */
  sessionName: string
  enterprise: string
  day: string
  roll: number
  present: number
  matters: readonly SettledMatter[]
  rehearsal: boolean
}

const standsFor: Record<Decision['outcome'], (title: string) => string> = {
  passed: title => `会议通过了《${title}》。`,
  failed: title => `《${title}》未获通过。`,
  elected: title => `${title}的选举完成。`,
  short: title => `${title}的选举有缺额。`,
  runoff: title => `${title}的选举尚须再次投票。`,
  appraised: title => `会议进行了${title}。`,
  void: title => `《${title}》的表决无效。`,
  noQuorum: title => `《${title}》因到会人数不足未能表决。`,
}

function matterText(m: SettledMatter): string {
  if (m.withdrawn) return `《${m.title}》已撤回，会议没有表决。`
  if (!m.decision) return `会议听取了《${m.title}》。`
  const how = m.way ? `${matterKindWords[m.kind]}，${wayWords[m.way]}。` : ''
  return `${standsFor[m.decision.outcome](m.title)}${how}${m.decision.sentence}。`
}

/** Per leader, one line each. */
function leaderLines(m: SettledMatter): string[] {
  const names = [...(m.grades ?? []), BLANK_GRADE]
  return (m.decision?.leaders ?? []).map(l =>
    `${l.name}${l.post ? `（${l.post}）` : ''}：${l.grades.map((n, i) => `${names[i] ?? `第 ${i + 1} 档`} ${n} 票（${percentWords(l.percent[i]!)}）`).join('，')}。`)
}

/** The resolution 会议决议 as paragraphs, from what was decided and nothing else. */
export function resolutionText(facts: ResolutionFacts): { title: string; paragraphs: string[] } {
  const title = `${facts.rehearsal ? '【模拟推演】' : ''}${facts.enterprise}${facts.sessionName}决议`
  const opening = `${facts.enterprise}${facts.sessionName}于${dayWords(facts.day)}召开，应到代表 ${facts.roll} 人，实到 ${facts.present} 人。`
  const items = facts.matters.flatMap((m, i) => [`${chineseNumber(i + 1)}、${matterText(m)}`, ...leaderLines(m)])
  const closing = facts.rehearsal ? '本决议为模拟推演所生成，不具有任何效力。' : '审议通过的事项，未经职工代表大会重新审议通过不得变更。'
  return { title, paragraphs: [opening, ...items, closing] }
}
