import { readFileSync } from 'node:fs'
import { bytesToHex } from '@noble/curves/utils.js'
import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import { ballotId, ballotLeaf, ballotDigest, receiptCode } from '../../domain/ballot/ballot'
import { fromText, utf8 } from '../../domain/ballot/bytes'
import { drawDigest } from '../../domain/ballot/draw'
import { headHash, tallyHash } from '../../domain/ballot/heads'
import { expand, extract } from '../../domain/ballot/hkdf'
import { hallCode, tokenMessage } from '../../domain/ballot/manifest'
import { leafOf } from '../../domain/ballot/merkle'
import { recordText, verifyRecord } from '../../domain/ballot/record'
import { boardRoot, secretOf, World } from './ballot-world'

/** The round of docs/ballot-record.md §9, made anew: what the document says is what the code does. */
const world = new World({ people: 4, onPaper: 1 })
for (const seat of world.seats.slice(0, 3)) world.draw(seat)
world.cast(world.drawn[0]!, 'y')
world.cast(world.drawn[1]!, 'n')
world.batch(['y'])
const { round, drawn: [first], ballots: [ballot] } = world
const record = world.record()
const opening = world.opening()
const hex = (text: string) => bytesToHex(fromText(text))
const hexOf = (bytes: Uint8Array) => bytesToHex(bytes)
const seed = secretOf(`seed/demo-1/${first!.seat}`)
const key = extract(fromText(round.hash), seed)
const receipt = world.receipt(ballot!)

const values: [string, string][] = [
  ['M', hex(round.hash)],
  ['the hall\'s code', hallCode(round)],
  ['`statement("token", …)` of the first ballot, its first 40 bytes', hexOf(tokenMessage(round, ballot!.pub).subarray(0, 40))],
  ['leaf hash of the first `roll` line', hexOf(leafOf(world.roll[0]!))],
  ['`rollHash`', hex(round.manifest.rollHash)],
  ['seed of seat-0001', hexOf(seed)],
  ['K', hexOf(key)],
  ['`key`', hexOf(expand(key, utf8('zhidaitong-ballot/1/paper/key'), 32))],
  ['`prefix`', hexOf(expand(key, utf8('zhidaitong-ballot/1/paper/prefix'), 32))],
  ['`salt/1`', hexOf(expand(key, utf8('zhidaitong-ballot/1/paper/salt/1'), 48))],
  ['`blind/0`, its first 32 bytes', hexOf(expand(key, utf8('zhidaitong-ballot/1/paper/blind/0'), 272).subarray(0, 32))],
  ['`pub`', hex(first!.paper.pub)],
  ['`blinded[0]`, its first 32 bytes', hex(first!.request.blinded[0]!).slice(0, 64)],
  ['`D("draw", …)`', hexOf(drawDigest(round, first!.seat, first!.request.blinded))],
  ['`deviceSig`', hex(first!.request.deviceSig)],
  ['`tokens[0]`, its first 32 bytes', hex(ballot!.tokens[0]!).slice(0, 64)],
  ['`D("ballot", …)`', hexOf(ballotDigest(round, ballot!))],
  ['`sig`', hex(ballot!.sig)],
  ['name of the ballot', hex(ballotId(ballot!.pub))],
  ['its leaf hash', hexOf(ballotLeaf(ballot!))],
  ['`root` of the opening head', hex(opening.root)],
  ['hash of the opening head', hex(headHash(round, opening))],
  ['`boardRoot`', hex(boardRoot(world.boardLines()))],
  ['hash of the tally', hex(tallyHash(world.tally()))],
  ['hash of the final head', hex(headHash(round, world.final(opening)))],
  ['code after casting', receiptCode(receipt)],
]

const section = ['| value | hex |', '|---|---|', ...values.map(([name, value]) => `| ${name} | \`${value}\` |`)].join('\n')

test('the document\'s worked example is what the code computes', () => {
  expect(readFileSync('docs/ballot-record.md', 'utf8')).toContain(section)
})

test('the example record is the one of this round, and right', () => {
  const text = readFileSync('docs/ballot-record-example.json', 'utf8')
  expect(text).toBe(recordText(record))
  expect(verifyRecord(text.split('\n').slice(0, -1), nodeEngine, { code: hallCode(round) })).toMatchObject({ ok: true, outcome: { ballots: 2, issued: 3, paperCollected: 1 } })
})

test('the example states every element but a leaf', () => {
  const kinds = new Set(record.map(line => (JSON.parse(line) as { kind: string }).kind))
  expect([...kinds].sort()).toEqual(['ballot', 'batch', 'destroyed', 'head', 'issued', 'manifest', 'paper', 'roll', 'tally'])
})
