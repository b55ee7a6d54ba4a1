import { pureEngine, type Engine } from '../ballot/engine'
import { verifyRecord } from '../ballot/record'
import type { Counts, Tally } from '../../types/congress-vote'
import { canonicalJson, chainProblem, type Link, type Sha256Hex } from './chain'
import { addCounts, countAll } from './count'
import { decide } from './decide'
import { PACK_FORMAT, PACK_PARTS, logOf, type LogLine, type PackData, type PackManifest, type PackedRound } from './pack'
import { rollHashOf } from './roll-hash'
import { tallyOf } from './round-tally'
import { countsOf } from './secret'
import { rulesFor } from './session-rules'

/** What a checker can do with an opened pack. */
export interface OpenPack {
  names: readonly string[]
  text(name: string): string
  /** SHA-256 of a file's bytes, hex. */
  hash(name: string): string
}

interface Checking { data: PackData; pack: OpenPack; engine: Engine }

const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)

function manifestProblem(pack: OpenPack, manifest: PackManifest): string | null {
  if (manifest.format !== PACK_FORMAT) return `档案包的格式是 ${String(manifest.format)}，这里只认 ${PACK_FORMAT}`
  const listed = Object.keys(manifest.files)
  const missing = [...PACK_PARTS.map(p => `${p}.json`), 'log.json', ...listed].find(n => !pack.names.includes(n))
  if (missing) return `缺少文件 ${missing}`
  const extra = pack.names.find(n => n !== 'manifest.json' && !listed.includes(n))
  if (extra) return `多出一个没有登记的文件 ${extra}`
  const changed = listed.find(n => pack.hash(n) !== manifest.files[n])
  return changed ? `文件 ${changed} 被改动过：内容与登记的校验值不符` : null
}

const label = (data: PackData, r: PackedRound) => `《${data.matters.find(m => m._id === r.matterId)?.title ?? r.matterId}》第 ${r.no} 轮`

/** A secret ballot counted once more from its public record, every signature checked. */
function recountRecord(text: string, round: PackedRound, engine: Engine): Tally | string {
  const verdict = verifyRecord(text.trimEnd().split('\n'), engine, { code: round.ballot?.code })
  if (!verdict.ok) return `公开记录第 ${verdict.problem.line} 行：${verdict.problem.message}`
  const { tally, issued, paperIssued, ballots, paperCollected } = verdict.outcome
  return { roll: round.roll, present: round.tally!.present, issued: issued + paperIssued, collected: ballots + paperCollected, counts: countsOf(round.question, tally!) }
}

/** A round counted once more from its ballots alone. */
function recount({ data, pack, engine }: Checking, round: PackedRound): Tally | string {
  const kept = data.votes.find(v => v.roundId === round._id)
  if (!kept) return '没有选票记录'
  if (kept.by === 'ballot') return pack.names.includes(kept.record) ? recountRecord(pack.text(kept.record), round, engine) : `缺少文件 ${kept.record}`
  const batches = data.batches.filter(b => b.roundId === round._id)
  if (kept.by === 'name') {
    const taken = new Set(round.counted)
    // A vote that came in after the count is in the record, and not in the result.
    const { tally, counted } = tallyOf(round, data.roll, kept.votes.filter(v => v.channel === 'paper' || taken.has(v.personId)), batches)
    return same(counted, [...round.counted].sort()) ? tally : '计入的选票与签到记录不符'
  }
  const sum = (of: (b: (typeof batches)[number]['settled']) => number) => batches.reduce((n, b) => n + of(b.settled), 0)
  const counts = batches.reduce<Counts>((all, b) => addCounts(all, b.settled.counts), countAll(round.question, kept.choices))
  const issued = kept.choices.length + (round.way === 'hands' ? sum(b => b.issued) : kept.papers)
  return { roll: round.roll, present: round.tally!.present, issued, collected: kept.choices.length + sum(b => b.collected), counts }
}

function roundProblem(checking: Checking, round: PackedRound): string | null {
  const { data } = checking
  const name = label(data, round)
  if (round.state === 'void') return null
  if (round.state !== 'counted' || !round.tally || !round.decision) return `${name}没有计票`
  if (round.roll !== data.session.rollCount) return `${name}的应到人数 ${round.roll} 与名册 ${data.session.rollCount} 人不符`
  const tally = recount(checking, round)
  if (typeof tally === 'string') return `${name}：${tally}`
  if (!same(tally, round.tally)) return `${name}重新计票的结果与记录的票数不符`
  const decision = decide(round.question, tally, rulesFor(data.session.kind, data.session.rules))
  return decision.outcome === round.decision.outcome && decision.sentence === round.decision.sentence ? null : `${name}的结论与票数不符：按票数应为“${decision.sentence}”`
}

function rollProblem({ session, roll }: PackData, sha256hex: Sha256Hex): string | null {
  const delegates = roll.filter(r => !r.observer).length
  if (delegates !== session.rollCount) return `名册上有 ${delegates} 位代表，会议记录的应到是 ${session.rollCount} 人`
  return rollHashOf(roll, sha256hex) === session.rollHash ? null : '名册被改动过：与会议开始时确定的名册校验值不符'
}

function resolutionProblem({ session, rounds }: PackData): string | null {
  const missing = session.resolution && rounds.find(r => r.state === 'counted' && ['passed', 'elected', 'appraised'].includes(r.decision!.outcome) && !session.resolution!.text.includes(r.decision!.sentence))
  return missing ? `决议里没有这一轮的结果：${missing.decision!.sentence}` : null
}

/**
 * The first thing that is wrong with an archive pack, in Chinese; null = everything in it fits together: every file its
 * hash, the log its chain and the records that it was made from, every round its ballots, every decision the rules.
 */
export function packProblem(pack: OpenPack, sha256hex: Sha256Hex, engine: Engine = pureEngine): string | null {
  if (!pack.names.includes('manifest.json')) return '缺少文件 manifest.json'
  const manifest = JSON.parse(pack.text('manifest.json')) as PackManifest
  const files = manifestProblem(pack, manifest)
  if (files) return files
  const data = Object.fromEntries(PACK_PARTS.map(p => [p, JSON.parse(pack.text(`${p}.json`))])) as unknown as PackData
  const links = JSON.parse(pack.text('log.json')) as Link<LogLine>[]
  const chained = chainProblem(links, sha256hex, manifest.chain)
  if (chained) return chained
  if (!same(links.map(l => l.event), logOf(data))) return '操作记录与各项记录不符，有记录被增加、删去或改动'
  const rolled = rollProblem(data, sha256hex)
  if (rolled) return rolled
  for (const round of data.rounds) {
    const problem = roundProblem({ data, pack, engine }, round)
    if (problem) return problem
  }
  return resolutionProblem(data)
}
