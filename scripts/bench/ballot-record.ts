import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { constants, createPrivateKey, createPublicKey, generateKeyPairSync, publicEncrypt, randomBytes, sign, type KeyObject } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { newIssuerKey, newSigningKey, signDigest } from '../../cloudfunctions/_kit/ballot-crypto'
import { ballotDigest, type Ballot } from '../../domain/ballot/ballot'
import { compareBytes } from '../../domain/ballot/bytes'
import { canonical } from '../../domain/ballot/canonical'
import { destroyedDigest } from '../../domain/ballot/destroyed'
import { drawDigest } from '../../domain/ballot/draw'
import { finalHead, headDigest, openingHead, type BareHead } from '../../domain/ballot/heads'
import { openRound, tokenMessage, type Manifest, type Round } from '../../domain/ballot/manifest'
import { board, leafOf, rootOf, rootOfBuckets } from '../../domain/ballot/merkle'
import { counting } from '../../domain/ballot/tally'

/**
 * Makes the record of an invented round with very many voters: `node ballot-record.mjs PEOPLE FILE`. The answers are
 * drawn first and the requests computed from them, and tokens are signed openly: the same bytes as by blinding, sooner.
 */
interface Range { from: number; to: number; keys: string[] }

const seatOf = (i: number) => `seat-${String(i).padStart(7, '0')}`
const MARKS = 'yynya'

const edKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { pub: publicKey.export({ format: 'jwk' }).x!, privateKey }
}

const signed = (statement: Uint8Array, key: KeyObject) => sign(null, statement, key).toString('base64url')

/** A worker's share of the people: first their device keys, then, with the manifest, what they drew and cast. */
function serve({ from, to, keys }: Range): void {
  const devices = Array.from({ length: to - from }, edKey)
  parentPort!.postMessage(devices.map(({ pub }, i) => canonical({ kind: 'roll', devicePub: pub, seat: seatOf(from + i) })))
  parentPort!.once('message', (manifest: Manifest) => {
    const round = openRound(manifest)
    const issuers = keys.map(der => createPrivateKey({ key: Buffer.from(der, 'base64'), format: 'der', type: 'pkcs8' }))
    const publics = issuers.map(key => createPublicKey(key))
    const issued = devices.map((device, i) => issuedLine(round, publics, seatOf(from + i), device))
    const ballots = devices.map((_, i) => ballotLine(round, issuers, MARKS[(from + i) % MARKS.length]!))
    parentPort!.postMessage({ issued, ballots })
  })
}

function issuedLine(round: Round, publics: KeyObject[], seat: string, device: ReturnType<typeof edKey>): string {
  const answers = publics.map(() => { const answer = randomBytes(256); answer[0]! &= 0x7f; return answer })
  const blinded = answers.map((answer, i) => publicEncrypt({ key: publics[i]!, padding: constants.RSA_NO_PADDING }, answer).toString('base64url'))
  return canonical({
    kind: 'issued', answers: answers.map(answer => answer.toString('base64url')), blinded, devicePub: device.pub,
    deviceSig: signed(drawDigest(round, seat, blinded), device.privateKey), seat,
  })
}

function ballotLine(round: Round, issuers: KeyObject[], marks: string): string {
  const paper = edKey()
  const prefix = randomBytes(32)
  const message = Buffer.concat([prefix, tokenMessage(round, paper.pub)])
  const tokens = issuers.map(key => sign('sha384', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }).toString('base64url'))
  const ballot: Ballot = { kind: 'ballot', choice: { marks, writeIns: [] }, prefix: prefix.toString('base64url'), pub: paper.pub, round: round.manifest.round, sig: '', tokens }
  return canonical({ ...ballot, sig: signed(ballotDigest(round, ballot), paper.privateKey) })
}

async function make(people: number, file: string): Promise<void> {
  const issuers = await Promise.all([newIssuerKey(), newIssuerKey()])
  const signers = new Map(await Promise.all(['box', 'issuer/0', 'issuer/1', 'scrutineer/0', 'scrutineer/1'].map(async name => [name, await newSigningKey()] as const)))
  const pub = (name: string) => signers.get(name)!.pub
  const keys = issuers.map(({ privateKey }) => privateKey.toString('base64'))
  const half = Math.ceil(people / 2)
  const workers = [{ from: 0, to: half, keys }, { from: half, to: people, keys }].map(range => new Worker(fileURLToPath(import.meta.url), { workerData: range }))
  const roll = (await Promise.all(workers.map(worker => once(worker, 'message')))).flatMap(([lines]) => lines as string[])
  const round = openRound({
    kind: 'manifest', version: 1, round: 'bench-1', previous: '', question: { kind: 'approval', text: '集体合同（草案）', entries: [{ id: 'm1', name: '集体合同（草案）' }] },
    rule: 'bench', issuers: issuers.map(({ modulus }, i) => ({ modulus, name: `issuer ${i}`, pub: pub(`issuer/${i}`) })), boxPub: pub('box'),
    scrutineers: [0, 1].map(i => ({ name: `scrutineer ${i}`, pub: pub(`scrutineer/${i}`) })), rollHash: rootOf(roll.map(leafOf)), rollSize: people, board: 'open',
  })
  for (const worker of workers) worker.postMessage(round.manifest)
  const shares = (await Promise.all(workers.map(worker => once(worker, 'message')))).map(([share]) => share as { issued: string[]; ballots: string[] })
  await Promise.all(workers.map(worker => worker.terminate()))
  await write(file, recordLines(round, roll, shares.flatMap(s => s.issued), shares.flatMap(s => s.ballots), (name, statement) => signDigest(signers.get(name)!.privateKey, statement)))
}

function recordLines(round: Round, roll: string[], issued: string[], ballots: string[], signAs: (name: string, statement: Uint8Array) => string): string[] {
  const sealed = (head: BareHead, names: string[]) => canonical({ ...head, sigs: names.map(by => ({ by, sig: signAs(by, headDigest(round, head)) })) })
  const opening = openingHead(round, issued.length, rootOf(issued.map(leafOf)))
  const sorted = ballots.map(line => ({ line, leaf: leafOf(line) })).sort((a, b) => compareBytes(a.leaf, b.leaf))
  const cast = board()
  const count = counting(round.manifest.question)
  for (const { line, leaf } of sorted) {
    cast.add(leaf)
    count.add((JSON.parse(line) as Ballot).choice)
  }
  const final = finalHead(round, opening, sorted.length, rootOfBuckets(cast.buckets()), rootOf([]), count.tally())
  return [
    canonical(round.manifest), ...roll.flatMap((line, i) => [line, issued[i]!]), sealed(opening, ['box', 'issuer/0', 'issuer/1', 'scrutineer/0', 'scrutineer/1']),
    ...[0, 1].map(issuer => canonical({ kind: 'destroyed', issuer, sig: signAs(`issuer/${issuer}`, destroyedDigest(round, issuer)) })),
    ...sorted.map(({ line }) => line), canonical({ kind: 'tally', ...count.tally() }), sealed(final, ['box', 'scrutineer/0', 'scrutineer/1']),
  ]
}

async function write(file: string, lines: string[]): Promise<void> {
  const out = createWriteStream(file)
  out.write('[\n')
  for (const [i, line] of lines.entries()) if (!out.write(i < lines.length - 1 ? `${line},\n` : `${line}\n`)) await once(out, 'drain')
  out.end(']\n')
  await once(out, 'finish')
}

if (!isMainThread) serve(workerData as Range)
else void make(Number(process.argv[2]), process.argv[3]!)
