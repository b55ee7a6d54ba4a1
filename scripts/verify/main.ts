import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { isMainThread } from 'node:worker_threads'
import { parseArgs } from 'node:util'
import type { Complaint } from '../../domain/ballot/complaint'
import { hallCode, type Round } from '../../domain/ballot/manifest'
import type { Outcome } from '../../domain/ballot/recount'
import { tallyLines } from '../../domain/ballot/tally-words'
import { Refusal } from '../../domain/refusal'
import { checkFile, serveBlocks } from './check-file'
import { judgeEvidence } from './evidence'

const USAGE = `用法：npm run verify -- 公开记录.json [--code 会场校验码] [--opening] [--evidence 选票凭据.json] [--workers 2] [--json]
  --code     会场大屏上的校验码；给出后一并核对
  --opening  只核对投票开始前公布的部分（名册与领票）
  --evidence 再判断一份投诉：手机导出的凭据里的选票，是否在公开记录中`

const resultOf = (round: Round, { tally }: Outcome): string[] =>
  (tally ? [`有效票 ${tally.valid} 张，无效票 ${tally.void} 张`, ...tallyLines(round.manifest.question, tally).map(line => `  ${line}`)] : [])

function told(round: Round, outcome: Outcome): string {
  const { present, issued, incomplete, paperIssued, ballots, paperCollected, state } = outcome
  return [
    `核对通过：${round.manifest.question.text}（${round.manifest.round}）`,
    `校验码 ${hallCode(round)}，应与会场公布的一致`,
    `到会 ${present} 人；手机领票 ${issued} 张${incomplete ? `，另有 ${incomplete} 张未领全` : ''}，纸质领票 ${paperIssued} 张`,
    ...(state === 'opening' ? ['投票尚未封箱：以上为投票开始前的名册与领票'] : [`收回手机票 ${ballots} 张，纸质票 ${paperCollected} 张，均不多于发出数`]),
    ...(round.manifest.issuers.length === 1 ? ['本轮只有一个签发方：它若作弊多签选票，只能从领票名单上发现'] : []),
    ...(state === 'hashes' ? ['选票内容只由监票人保管：张数与校验值已核对，各项票数须由监票人用选票核对'] : []),
    ...resultOf(round, outcome),
  ].join('\n')
}

/** What came of a voter's evidence: `void` proves nothing. */
async function complaintOf(record: string, evidence: string, round: Round): Promise<{ found: Complaint | 'void'; words: string }> {
  try {
    const found = await judgeEvidence(record, evidence, round)
    return {
      found,
      words: found === 'counted' ? '投诉不成立：凭据里的选票在公开记录中，已经计入' : '投诉成立：票箱签发过这张选票的回执，但公开记录里没有它。票箱丢了这张票',
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { found: 'void', words: `凭据不成立：${error.message}` }
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { code: { type: 'string' }, opening: { type: 'boolean' }, evidence: { type: 'string' }, workers: { type: 'string' }, json: { type: 'boolean' } },
  })
  const path = positionals[0]
  if (!path || positionals.length > 1) throw new Error(USAGE)
  if (!existsSync(path)) throw new Error(`找不到文件：${path}`)
  const workers = Math.max(1, Number(values.workers ?? availableParallelism()) || 1)
  const { verdict, round } = await checkFile(path, workers, { code: values.code, until: values.opening ? 'opening' : 'closed' })
  if (!verdict.ok) process.exitCode = 1
  const complaint = verdict.ok && values.evidence ? await complaintOf(path, values.evidence, round!) : null
  if (complaint?.found !== undefined && complaint.found !== 'counted') process.exitCode = 1
  const used = process.resourceUsage()
  if (values.json) return console.log(JSON.stringify({ ...verdict, ...(complaint ? { complaint: complaint.found } : {}), maxRssKb: used.maxRSS, cpuMs: (used.userCPUTime + used.systemCPUTime) / 1000 }))
  if (!verdict.ok) return console.error(`核对不通过。第 ${verdict.problem.line} 行：${verdict.problem.message}（${verdict.problem.code}）`)
  console.log(told(round!, verdict.outcome))
  if (complaint) (complaint.found === 'counted' ? console.log : console.error)(complaint.words)
}

if (!isMainThread) serveBlocks()
else {
  main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 2
  })
}
