import { sha256 } from '@noble/hashes/sha2.js'
import { blindSign, newIssuerKey, newSigningKey, signDigest } from '../../cloudfunctions/_kit/ballot-crypto'
import { ballotLeaf, receiptDigest } from '../../domain/ballot/ballot'
import { compareBytes, toText, utf8 } from '../../domain/ballot/bytes'
import { finalHead, headDigest, openingHead } from '../../domain/ballot/heads'
import { openRound } from '../../domain/ballot/manifest'
import { board, leafLine, leafOf, rootOf, rootOfBuckets } from '../../domain/ballot/merkle'
import { markBallot, paperOf, tokenOf } from '../../domain/ballot/paper'
import { counting } from '../../domain/ballot/tally'

/** Prints what thirty phones are told in a round of five hundred voters: manifest, answers, receipts, the board's hashes. */
const PHONES = 30
const VOTERS = 500

async function main(): Promise<void> {
  const issuers = await Promise.all([newIssuerKey(), newIssuerKey()])
  const names = ['box', 'issuer/0', 'issuer/1', 'scrutineer/0', 'scrutineer/1']
  const keys = new Map(await Promise.all(names.map(async name => [name, await newSigningKey()] as const)))
  const round = openRound({
    kind: 'manifest', version: 1, round: 'bench-1', previous: '', question: { kind: 'approval', text: '集体合同（草案）', entries: [{ id: 'm1', name: '集体合同（草案）' }] }, rule: 'bench',
    issuers: issuers.map(({ modulus }, i) => ({ modulus, name: `issuer ${i}`, pub: keys.get(`issuer/${i}`)!.pub })), boxPub: keys.get('box')!.pub,
    scrutineers: [0, 1].map(i => ({ name: `scrutineer ${i}`, pub: keys.get(`scrutineer/${i}`)!.pub })), rollHash: rootOf([]), rollSize: VOTERS, board: 'open',
  })
  const voters = Array.from({ length: PHONES }, (_, i) => {
    const seed = sha256(utf8(`seed ${i}`))
    const paper = paperOf(seed, round)
    const answers = paper.blinded.map((blinded, k) => blindSign(issuers[k]!.privateKey, issuers[k]!.modulus, blinded))
    const ballot = markBallot(round, paper, answers.map((answer, k) => tokenOf(round, paper, k, answer)), { marks: 'y', writeIns: [] })
    const leaf = toText(ballotLeaf(ballot))
    const receipt = { kind: 'receipt', leaf, round: 'bench-1', sig: signDigest(keys.get('box')!.privateKey, receiptDigest(round, leaf)) }
    return { seat: `seat-${i}`, seed: toText(seed), device: toText(sha256(utf8(`device ${i}`))), answers, ballot, receipt }
  })
  const others = Array.from({ length: VOTERS - PHONES }, (_, i) => leafOf(`another ballot ${i}`))
  const leaves = [...voters.map(({ ballot }) => ballotLeaf(ballot)), ...others].sort(compareBytes)
  const all = board()
  for (const leaf of leaves) all.add(leaf)
  const bare = finalHead(round, openingHead(round, VOTERS, rootOf([])), VOTERS, rootOfBuckets(all.buckets()), rootOf([]), counting(round.manifest.question).tally())
  const head = { ...bare, sigs: ['box', 'scrutineer/0', 'scrutineer/1'].map(by => ({ by, sig: signDigest(keys.get(by)!.privateKey, headDigest(round, bare)) })) }
  process.stdout.write(JSON.stringify({ manifest: round.manifest, voters, leaves: leaves.map(leafLine), head }))
}

void main()
