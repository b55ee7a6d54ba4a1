import { constants, privateDecrypt, createPrivateKey, type KeyObject } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { newIssuerKey, newSigningKey, nodeEngine, signDigest } from '../../cloudfunctions/_kit/ballot-crypto'
import { unwrapped, wrapped } from '../../cloudfunctions/_kit/ballot-round'
import type { BallotRoundDoc } from '../../cloudfunctions/_kit/documents'
import type { Anonymous } from '../../cloudfunctions/_kit/serve-anonymous'
import type { Store } from '../../cloudfunctions/_kit/store'
import { cast } from '../../cloudfunctions/box/cast'
import { ballotDigest, type Ballot } from '../../domain/ballot/ballot'
import { fromText, utf8 } from '../../domain/ballot/bytes'
import { canonical } from '../../domain/ballot/canonical'
import { openRound, tokenMessage, type Round } from '../../domain/ballot/manifest'
import { rootOf } from '../../domain/ballot/merkle'
import { markBallot, paperOf, tokenOf } from '../../domain/ballot/paper'

/**
 * Prints, in microseconds a ballot of one core: what the box does with it, without the store; its bare signature checks
 * (two tokens, one signature) over messages that are ready; and the receipt's signature. The same ballots in turns, so
 * that a machine that is busy with something else slows all. With a file's name it writes the round and its ballots
 * there instead, for whoever casts them.
 */
const BALLOTS = 300
const TURNS = 12

async function ballots(count: number): Promise<{ doc: BallotRoundDoc; round: Round; all: Ballot[] }> {
  const issuers = await Promise.all([newIssuerKey(), newIssuerKey()])
  const [box, ...words] = await Promise.all(Array.from({ length: 5 }, newSigningKey))
  const round = openRound({
    kind: 'manifest', version: 1, round: 'bench-box-1', previous: '', question: { kind: 'approval', text: '集体合同（草案）', entries: [{ id: '1', name: '集体合同（草案）' }] }, rule: { delay: 60 },
    issuers: issuers.map(({ modulus }, i) => ({ modulus, name: `issuer ${i}`, pub: words[i]!.pub })), boxPub: box!.pub,
    scrutineers: [2, 3].map(i => ({ name: `scrutineer ${i}`, pub: words[i]!.pub })), rollHash: rootOf([]), rollSize: count, board: 'open',
  })
  const keys = issuers.map(i => createPrivateKey({ key: i.privateKey, format: 'der', type: 'pkcs8' }))
  const all = Array.from({ length: count }, (_, i) => {
    const paper = paperOf(sha256(utf8(`bench ${i}`)), round)
    const tokens = keys.map((key, k) => tokenOf(round, paper, k, signed(key, paper.blinded[k]!)))
    return markBallot(round, paper, tokens, { marks: 'y', writeIns: [] })
  })
  const doc = { _id: 'bench-box-1', tenantId: 'ent-huajiang', rev: 0, issuer: 0, modulus: '', key: '', word: '', wordPub: '', roll: [], closesAt: null, sealed: null, manifest: canonical(round.manifest), box: wrapped('box', 'bench-box-1', box!.privateKey), state: 'open' } satisfies BallotRoundDoc
  return { doc, round, all }
}

const signed = (key: KeyObject, value: string) => privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(value, 'base64url')).toString('base64url')

/** Answers as a database that takes no time. */
function storeOf(doc: BallotRoundDoc): Store {
  return { ballots: { add: async () => true }, ballotRounds: { get: async () => doc, find: async () => [{ state: 'open' }] } } as unknown as Store
}

async function main(): Promise<void> {
  const file = process.argv[2]
  const { doc, round, all } = await ballots(file ? Number(process.argv[3]) : BALLOTS)
  if (file) return writeFileSync(file, JSON.stringify({ doc, bodies: all.map(b => canonical(b)) }))
  const boxKey = unwrapped('box', doc._id, doc.box)
  const store = storeOf(doc)
  const bodies = all.map(b => canonical(b))
  const ready = all.map(b => ({
    message: concatBytes(fromText(b.prefix), tokenMessage(round, b.pub)), digest: ballotDigest(round, b), pub: fromText(b.pub), sig: fromText(b.sig), tokens: b.tokens.map(fromText),
  }))
  const times = { box: [] as number[], checks: [] as number[], receipt: [] as number[] }
  for (let turn = 0; turn < TURNS; turn++) {
    let start = performance.now()
    for (const body of bodies) {
      const answer = await cast({ body: JSON.parse(body), store } as Anonymous)
      if (JSON.stringify(answer).length < 100) throw new Error('not accepted')
    }
    times.box.push(performance.now() - start)
    start = performance.now()
    for (const { message, digest, pub, sig, tokens } of ready) {
      for (const [i, token] of tokens.entries()) if (!nodeEngine.verifyPss(round.manifest.issuers[i]!.modulus, message, token)) throw new Error('no token')
      if (!nodeEngine.verifyEd25519(pub, digest, sig)) throw new Error('no signature')
    }
    times.checks.push(performance.now() - start)
    start = performance.now()
    for (const { digest } of ready) signDigest(boxKey, digest)
    times.receipt.push(performance.now() - start)
  }
  const best = (list: number[]) => (Math.min(...list.slice(2)) / BALLOTS) * 1000
  process.stdout.write(JSON.stringify({ box: best(times.box), checks: best(times.checks), receipt: best(times.receipt) }))
}

void main()
