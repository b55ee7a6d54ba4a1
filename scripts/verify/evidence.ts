import { readFileSync } from 'node:fs'
import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import type { Ballot } from '../../domain/ballot/ballot'
import { judge, type Complaint } from '../../domain/ballot/complaint'
import type { Head } from '../../domain/ballot/heads'
import { leafLine, leafOf } from '../../domain/ballot/merkle'
import type { Round } from '../../domain/ballot/manifest'
import { framing } from '../../domain/ballot/record'
import { SHAPE, no } from '../../domain/ballot/problems'
import { linesOf } from './lines'

/** What a voter's phone hands out: the ballot as it was cast, and the box's receipt for it. */
interface Evidence { ballot: Ballot; receipt: unknown }

function readEvidence(path: string): Evidence {
  try {
    const { ballot, receipt } = JSON.parse(readFileSync(path, 'utf8')) as Evidence
    if (typeof ballot === 'object' && ballot !== null) return { ballot, receipt }
  } catch { /* said below */ }
  throw no(SHAPE, '凭据文件')
}

/** The board of a record as leaf hashes, which need little memory, and its final head. The record was found right before. */
async function boardOf(path: string): Promise<{ leaves: string[]; head: Head | null }> {
  const frame = framing()
  const leaves: string[] = []
  let head: Head | null = null
  for await (const lines of linesOf(path)) {
    for (const line of lines) {
      const element = frame.element(line)
      if (element === null) continue
      const { kind, n } = JSON.parse(element) as { kind: string; n?: number }
      if (kind === 'leaf') leaves.push(element)
      if (kind === 'ballot') leaves.push(leafLine(leafOf(element)))
      if (kind === 'head' && n === 1) head = JSON.parse(element) as Head
    }
  }
  return { leaves, head }
}

/** Judges a complaint 投诉 by a record that was found right. @throws Refusal when the evidence proves nothing */
export async function judgeEvidence(record: string, evidence: string, round: Round): Promise<Complaint> {
  const { ballot, receipt } = readEvidence(evidence)
  const { leaves, head } = await boardOf(record)
  return judge(round, ballot, receipt, leaves, head, nodeEngine)
}
