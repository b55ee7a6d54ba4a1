import { sha256 } from '@noble/hashes/sha2.js'
import { blindSign } from '../../cloudfunctions/_kit/ballot-crypto'
import { ballotLeaf, receiptDigest, type Ballot, type Receipt } from '../../domain/ballot/ballot'
import { compareBytes, fromText, toText, utf8 } from '../../domain/ballot/bytes'
import { canonical } from '../../domain/ballot/canonical'
import { publicKeyOf, sign } from '../../domain/ballot/ed25519'
import { batchDigest, type Batch } from '../../domain/ballot/batch'
import { destroyedDigest } from '../../domain/ballot/destroyed'
import type { DrawRequest } from '../../domain/ballot/draw'
import { finalHead, headDigest, openingHead, type BareHead, type Head, type Signed } from '../../domain/ballot/heads'
import type { IssuedLine } from '../../domain/ballot/lines'
import { openRound, type Manifest, type Round } from '../../domain/ballot/manifest'
import { board, leafLine, leafOf, rootOf, rootOfBuckets } from '../../domain/ballot/merkle'
import { deviceKeyOf, drawRequest, markBallot, paperOf, tokenOf, type Paper } from '../../domain/ballot/paper'
import { choiceOf, type Question } from '../../domain/ballot/question'
import { counting, plus, type Tally } from '../../domain/ballot/tally'
import issuerKeys from '../fixtures/ballot/issuer-keys.json'

/** An invented round of voting, whole: everybody's keys, and each step as the people in it take it. */

export const secretOf = (name: string): Uint8Array => sha256(utf8(`test/${name}`))
export const pubOf = (name: string): string => toText(publicKeyOf(secretOf(name)))
export const issuerKey = (i: number) => ({ modulus: issuerKeys.keys[i]!.modulus, privateKey: Buffer.from(issuerKeys.keys[i]!.pkcs8, 'base64') })

export const approval: Question = { kind: 'approval', text: '集体合同（草案）', entries: [{ id: 'm1', name: '集体合同（草案）' }] }

export interface Plan {
  people?: number
  /** How many of them, from the end, vote on paper. */
  onPaper?: number
  issuers?: 1 | 2
  question?: Question
  board?: Manifest['board']
  round?: string
}

export interface Drawn { seat: string; paper: Paper; request: DrawRequest; answers: string[]; tokens: string[] }

export const seatOf = (i: number): string => `seat-${String(i + 1).padStart(4, '0')}`

const rollLine = (seat: string, hasPhone: boolean): string => canonical({ kind: 'roll', devicePub: hasPhone ? pubOf(seat) : '', seat })

export const signed = (message: Uint8Array, names: string[]): Signed[] =>
  names.map(by => ({ by, sig: toText(sign(message, secretOf(by))) }))

export class World {
  readonly round: Round
  readonly seats: string[]
  readonly roll: string[]
  readonly onPaper: string[]
  readonly drawn: Drawn[] = []
  readonly ballots: Ballot[] = []
  readonly batches: Batch[] = []
  readonly issuers: number

  constructor({ people = 6, onPaper = 0, issuers = 2, question = approval, board: shown = 'open', round = 'demo-1' }: Plan = {}) {
    this.issuers = issuers
    this.seats = Array.from({ length: people }, (_, i) => seatOf(i))
    this.onPaper = this.seats.slice(people - onPaper)
    this.roll = this.seats.map(seat => rollLine(seat, !this.onPaper.includes(seat)))
    this.round = openRound({
      kind: 'manifest', version: 1, round, previous: '', question, rule: { base: 'all-delegates', passes: 'more-than-half' },
      issuers: ['厂工会', '市总工会（见证）'].slice(0, issuers).map((name, i) => ({ modulus: issuerKey(i).modulus, name, pub: pubOf(`issuer/${i}`) })),
      boxPub: pubOf('box'), scrutineers: ['监票人甲', '监票人乙', '监票人丙'].map((name, i) => ({ name, pub: pubOf(`scrutineer/${i}`) })),
      rollHash: rootOf(this.roll.map(leafOf)), rollSize: people, board: shown,
    })
  }

  draw(seat: string, seed = secretOf(`seed/${this.round.manifest.round}/${seat}`)): Drawn {
    const paper = paperOf(seed, this.round)
    const request = drawRequest(this.round, paper, seat, deviceKeyOf(secretOf(seat)))
    const answers = request.blinded.map((blinded, i) => blindSign(issuerKey(i).privateKey, issuerKey(i).modulus, blinded))
    const drawn = { seat, paper, request, answers, tokens: answers.map((answer, i) => tokenOf(this.round, paper, i, answer)) }
    this.drawn.push(drawn)
    return drawn
  }

  cast(drawn: Drawn, marks: string, writeIns: string[] = []): Ballot {
    const ballot = markBallot(this.round, drawn.paper, drawn.tokens, choiceOf(marks, writeIns, this.round.manifest.question))
    this.ballots.push(ballot)
    return ballot
  }

  receipt(ballot: Ballot): Receipt {
    const leaf = toText(ballotLeaf(ballot))
    return { kind: 'receipt', leaf, round: ballot.round, sig: toText(sign(receiptDigest(this.round, leaf), secretOf('box'))) }
  }

  /** A batch of paper ballots that two scrutineers entered; some void. */
  batch(marks: string[], spoilt = 0): Batch {
    const count = counting(this.round.manifest.question)
    for (const mark of marks) count.add({ marks: mark, writeIns: [] })
    const tally = { ...count.tally(), void: spoilt }
    const bare = { kind: 'batch' as const, collected: marks.length + spoilt, issued: this.onPaper.length, n: this.batches.length, tally }
    const batch = { ...bare, sigs: signed(batchDigest(this.round, bare), ['scrutineer/0', 'scrutineer/1']) }
    this.batches.push(batch)
    return batch
  }

  issuedLine({ seat, request, answers }: Drawn): string {
    const line: IssuedLine = { kind: 'issued', answers, blinded: request.blinded, devicePub: request.devicePub, deviceSig: request.deviceSig, seat }
    return canonical(line)
  }

  /** `issued` and `paper` lines by seat. */
  drawLines(): Map<string, string> {
    return new Map([
      ...this.drawn.map(drawn => [drawn.seat, this.issuedLine(drawn)] as const),
      ...this.onPaper.map(seat => [seat, canonical({ kind: 'paper', seat })] as const),
    ])
  }

  /** Roll and papers drawn, seat by seat. */
  listLines(draws = this.drawLines()): string[] {
    return this.roll.flatMap((line, i) => (draws.has(this.seats[i]!) ? [line, draws.get(this.seats[i]!)!] : [line]))
  }

  sign(head: BareHead, by = ['box', ...Array.from({ length: this.issuers }, (_, i) => `issuer/${i}`), 'scrutineer/0', 'scrutineer/2']): Head {
    return { ...head, sigs: signed(headDigest(this.round, head), by) }
  }

  opening(lists = this.listLines()): Head {
    const drawnLeaves = lists.filter(line => !line.includes('"kind":"roll"')).map(leafOf)
    return this.sign(openingHead(this.round, drawnLeaves.length, rootOf(drawnLeaves)))
  }

  destroyedLines(): string[] {
    return Array.from({ length: this.issuers }, (_, issuer) =>
      canonical({ kind: 'destroyed', issuer, sig: toText(sign(destroyedDigest(this.round, issuer), secretOf(`issuer/${issuer}`))) }))
  }

  /** Ballots in the order of the board. */
  boardLines(ballots = this.ballots): string[] {
    return ballots.map(ballot => canonical(ballot)).sort((a, b) => compareBytes(leafOf(a), leafOf(b)))
  }

  hashesOf(boardLines: string[]): string[] {
    return boardLines.map(line => leafLine(leafOf(line)))
  }

  tally(): Tally {
    const count = counting(this.round.manifest.question)
    for (const ballot of this.ballots) count.add(ballot.choice)
    return this.batches.reduce((sum, batch) => plus(sum, batch.tally), count.tally())
  }

  final(opening: Head, boardLines = this.boardLines(), tally = this.tally()): Head {
    const papers = rootOf(this.batches.map(({ sigs: _sigs, ...batch }) => leafOf(canonical(batch))))
    return this.sign(finalHead(this.round, opening, boardLines.length, boardRoot(boardLines), papers, tally), ['box', 'scrutineer/0', 'scrutineer/1'])
  }

  /** The elements of the whole public record. */
  record({ lists = this.listLines(), boardLines = this.boardLines(), tally = this.tally() } = {}): string[] {
    const opening = this.opening(lists)
    const shown = this.round.manifest.board === 'sealed' ? this.hashesOf(boardLines) : boardLines
    return [
      canonical(this.round.manifest), ...lists, canonical(opening), ...this.destroyedLines(), ...shown,
      ...this.batches.map(batch => canonical(batch)), canonical({ kind: 'tally', ...tally }), canonical(this.final(opening, boardLines, tally)),
    ]
  }
}

export function boardRoot(lines: string[]): string {
  const all = board()
  for (const line of lines) all.add(line.startsWith('{"hash"') ? fromText(JSON.parse(line).hash) : leafOf(line))
  return rootOfBuckets(all.buckets())
}

/** Everybody draws; the phones vote in turn with these marks; the rest of the marks are those of the paper ballots. */
export function held(plan: Plan, marks: string[]): World {
  const world = new World(plan)
  const phones = world.seats.filter(seat => !world.onPaper.includes(seat))
  phones.forEach((seat, i) => world.cast(world.draw(seat), marks[i % marks.length]!))
  if (world.onPaper.length > 0) world.batch(world.onPaper.map((_, i) => marks[i % marks.length]!))
  return world
}
