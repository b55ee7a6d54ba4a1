import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import { demandReceipt, type Ballot } from '../../domain/ballot/ballot'
import { fromText, toText } from '../../domain/ballot/bytes'
import { canonical } from '../../domain/ballot/canonical'
import { demandBallot } from '../../domain/ballot/cast'
import { pureEngine, type Engine } from '../../domain/ballot/engine'
import { decideIssuance } from '../../domain/ballot/issuance'
import { inspect } from '../../domain/ballot/lines'
import { openRound } from '../../domain/ballot/manifest'
import { tokenOf } from '../../domain/ballot/paper'
import { verifyRecord } from '../../domain/ballot/record'
import { Refusal } from '../../domain/refusal'
import { held } from './ballot-world'

/** Ten thousand things that somebody with bad intent could send or publish: each is refused in words, none is a fault, none gets in. */

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_000)
const CASES = 10_000

/** mulberry32. */
function randomFrom(start: number) {
  let state = start
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, pick: <T>(list: readonly T[]): T => list[below(list.length)]!, bytes: (n: number) => Uint8Array.from({ length: n }, () => below(256)) }
}

const random = randomFrom(seed)
const { below, pick } = random

const world = held({ people: 5, onPaper: 1 }, ['y', 'n', 'a'])
const other = held({ people: 5, onPaper: 1, round: 'demo-2' }, ['y', 'n', 'a'])
const { round } = world
const record = world.record()

const modulus = fromText(round.manifest.issuers[0]!.modulus)
const nPlus = (k: number) => { const n = Uint8Array.from(modulus); n[255]! += k; return n }

/** Bytes of the right length that mean something else, or of a wrong length. */
const spiteful = (length: number): Uint8Array => pick([
  () => new Uint8Array(length), () => new Uint8Array(length).fill(255), () => Uint8Array.from({ length }, (_, i) => (i === 0 ? 1 : 0)),
  () => Uint8Array.from({ length }, (_, i) => (i === length - 1 ? 1 : 0)), () => random.bytes(length),
  () => (length === 256 ? nPlus(pick([0, -1])) : random.bytes(length)),
  // Not below p, and the sign of zero, of Ed25519.
  () => Uint8Array.from({ length }, (_, i) => (i === 0 ? 0xed : i === 31 ? pick([0x7f, 0xff]) : 0xff)),
  () => Uint8Array.from({ length }, (_, i) => (i === 31 ? 0x80 : 0)),
  () => random.bytes(pick([0, 1, length - 1, length + 1, length * 2])),
])()

const junk = (): unknown => pick<() => unknown>([
  () => null, () => true, () => -1, () => 1.5, () => 2 ** 60, () => 1e400, () => '', () => '\ud800', () => 'x'.repeat(below(5000)), () => [], () => [[]], () => ({}),
  () => JSON.parse('{"__proto__":{"a":1}}'), () => ({ toString: 1 }), () => ({ length: 256 }), () => ({ $gt: '' }), () => JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`), () => undefined,
  () => toText(random.bytes(below(300))),
])()

type Json = Record<string, unknown>

/** Text of a value where it has one. */
function textOf(value: unknown): string {
  try {
    return canonical(value)
  } catch {
    return '{}'
  }
}

/** The same value with one spot changed, really changed. */
function bent<T>(value: T): unknown {
  for (;;) {
    const other = changedSpot(value)
    if (textOf(other) !== textOf(value)) return other
  }
}

function changedSpot(value: unknown): unknown {
  if (typeof value === 'string' && value.length >= 42) {
    const bytes = fromText(value)
    return pick([
      () => toText(spiteful(bytes.length)), () => { bytes[below(bytes.length)]! ^= 1 << below(8); return toText(bytes) },
      () => `${value}=`, () => value.slice(1), () => value.replace(/.$/, c => (c === '_' ? '-' : '_')), () => value.replaceAll('-', '+'), junk,
    ])()
  }
  if (typeof value === 'string') return pick([() => `${value}y`, () => value.slice(1), () => value.toUpperCase() === value ? 'z' : value.toUpperCase(), () => 'z'.repeat(500), junk])()
  if (Array.isArray(value)) {
    if (value.length === 0) return pick([() => ['李四'], () => [''], junk])()
    const i = below(value.length)
    return pick([() => value.slice(1), () => [...value, value[0]], () => value.map((v, k) => (k === i ? changedSpot(v) : v)), () => (value.length > 1 && value[0] !== value[1] ? value.toReversed() : []), junk])()
  }
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value)
    if (names.length === 0) return junk()
    const name = pick(names)
    const { [name]: gone, ...rest } = value as Json
    return pick([() => rest, () => ({ ...value, [pick(['openid', 'time', '_id', 'constructor'])]: 'x' }), () => ({ ...value, [name]: changedSpot(gone) }), () => ({ ...value, [name]: changedSpot(gone) }), junk])()
  }
  if (typeof value === 'number') return pick<() => unknown>([() => value + 1, () => -value - 1, () => String(value), junk])()
  return junk()
}

/** The refusal's code; a fault stays one. */
function once(act: () => unknown): string {
  try {
    act()
    return 'accepted'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

const twice = (act: (engine: Engine) => unknown): string => {
  const codes = [nodeEngine, pureEngine].map(engine => once(() => act(engine)))
  // A server and a phone that disagree would let somebody publish what only one of them believes.
  expect(codes[1]).toBe(codes[0])
  return codes[0]!
}

const choices = ['y', 'n', 'a']

/** A good ballot of this round whose paper is a replay, a mixture, or of another round. */
const mixed = (): unknown => {
  const a = pick(world.ballots)
  const b: Ballot = pick([...world.ballots, ...other.ballots].filter(ballot => ballot !== a))
  return { ...a, ...pick<Partial<Ballot>>([{ tokens: b.tokens, prefix: b.prefix }, { pub: b.pub }, { sig: b.sig }, { tokens: [b.tokens[0]!, a.tokens[1]!] }, { ...b, round: a.round, choice: { marks: pick(choices.filter(c => c !== b.choice.marks)), writeIns: [] } }]) }
}

const seat = (request: { devicePub: string }) => ({ devicePub: request.devicePub })

const attacks: (() => string)[] = [
  () => { const ballot = bent(pick(world.ballots)); return twice(engine => demandBallot(round, ballot, engine)) },
  () => { const ballot = mixed(); return twice(engine => demandBallot(round, ballot, engine)) },
  () => { const { request } = pick(world.drawn); const sent = bent(request); return twice(engine => decideIssuance(round, below(2), sent, seat(request), null, engine)) },
  () => { const { request } = pick(other.drawn); return twice(engine => decideIssuance(round, 0, request, seat(request), null, engine)) },
  () => { const ballot = pick(world.ballots); const receipt = bent(world.receipt(ballot)); return twice(engine => demandReceipt(round, ballot, receipt, engine)) },
  () => { const { paper, answers } = pick(world.drawn); const answer = toText(spiteful(256)); return answer === answers[0] ? 'same' : once(() => tokenOf(round, paper, 0, answer)) },
  () => { const value = bent(round.manifest); return once(() => { const opened = openRound(value); if (opened.hash !== round.hash) throw new Refusal('ANOTHER_ROUND', '') }) },
  () => { const i = below(record.length); return twice(engine => lineAgain(i, engine)) },
]

/** One line of the record as text, with a few characters changed. */
let spoilt = ''
function lineAgain(i: number, engine: Engine): void {
  if (engine === nodeEngine) {
    const line = record[i]!
    const at = below(line.length)
    spoilt = pick([
      () => line.slice(0, at), () => line.slice(0, at) + pick(['0', 'A', '"', '{', ',', '\u0000', '\ud800', '\\u0041', ' ']) + line.slice(at + 1),
      () => line.slice(0, at) + line.slice(at + 1), () => `${line} `, () => `[${line}]`, () => line.replace(/"kind":"\w+"/, '"kind":"constructor"'), () => line.replace(/"kind":"\w+"/, '"kind":{"toString":1}'),
    ])()
  }
  if (spoilt === record[i]) throw new Refusal('SAME', '')
  const fact = inspect(spoilt, i === 0 ? null : round, engine)
  // These carry no signature of their own: a head signs for them.
  if (['manifest', 'roll', 'paper', 'tally'].includes(fact.kind)) throw new Refusal('HEAD', '')
}

test(`ten thousand hostile things, none accepted, no fault, both engines of one mind (SEED=${seed})`, () => {
  const seen = new Map<string, number>()
  for (let i = 0; i < CASES; i++) {
    const code = attacks[i % attacks.length]!()
    if (code === 'accepted') throw new Error(`case ${i} of SEED=${seed} was accepted`)
    seen.set(code, (seen.get(code) ?? 0) + 1)
  }
  // Not all of them stopped at the door: the signatures were reached too.
  for (const code of ['SHAPE', 'NOT_CANONICAL', 'BALLOT_SIGNATURE', 'DEVICE_SIGNATURE', 'TOKEN', 'RECEIPT', 'MANIFEST_OTHER']) expect(seen.get(code) ?? 0).toBeGreaterThan(20)
  // And the honest are still heard.
  for (const ballot of world.ballots) expect(twice(engine => demandBallot(round, ballot, engine))).toBe('accepted')
}, 180_000)

test(`whole records with a line changed are never found right (SEED=${seed})`, () => {
  for (let i = 0; i < 100; i++) {
    const k = below(record.length)
    const text = textOf(bent(JSON.parse(record[k]!)))
    const lines = ['[', ...record.map((line, n) => `${n === k ? text : line}${n < record.length - 1 ? ',' : ''}`), ']']
    expect(verifyRecord(lines, nodeEngine)).toMatchObject({ ok: false })
  }
})
