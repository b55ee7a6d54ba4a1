import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import type { Ballot } from '../../domain/ballot/ballot'
import { fromText, toText } from '../../domain/ballot/bytes'
import { canonical } from '../../domain/ballot/canonical'
import { publicKeyOf, sign } from '../../domain/ballot/ed25519'
import { finalHead, openingHead, type Head } from '../../domain/ballot/heads'
import { drawDigest } from '../../domain/ballot/draw'
import { hallCode } from '../../domain/ballot/manifest'
import { leafOf, rootOf } from '../../domain/ballot/merkle'
import { recordText, verifyRecord, type Problem, type Wanted } from '../../domain/ballot/record'
import { boardRoot, held, pubOf, secretOf, seatOf, signed, World } from './ballot-world'

/** Whoever keeps the files changes something afterwards; the verifier names the first thing wrong. */

const world = held({ people: 9, onPaper: 2 }, ['y', 'y', 'n', 'a'])
const record = world.record()

type Json = Record<string, unknown>
const read = (line: string) => JSON.parse(line) as Json
const at = (kind: string, nth = 0) => record.map((line, i) => (read(line).kind === kind ? i : -1)).filter(i => i >= 0).at(nth)!

/** The record with one line changed, without a signature being made anew. */
const changed = (index: number, change: (value: Json) => Json): string[] => record.map((line, i) => (i === index ? canonical(change(read(line))) : line))
const without = (index: number): string[] => record.filter((_, i) => i !== index)
const swapped = (i: number): string[] => record.map((line, k) => (k === i ? record[i + 1]! : k === i + 1 ? record[i]! : line))

function problem(lines: string[], wanted?: Wanted): Problem {
  const verdict = verifyRecord(recordText(lines).split('\n').slice(0, -1), nodeEngine, wanted)
  if (verdict.ok) throw new Error('found nothing wrong')
  return verdict.problem
}

/** Line number in the file of an element of the record. */
const fileLine = (index: number) => index + 2

const otherBytes = (text: unknown): string => {
  const bytes = fromText(text as string)
  bytes[bytes.length - 1]! ^= 1
  return toText(bytes)
}

test('unchanged, nothing is wrong, and the hall code is the one shown', () => {
  expect(verifyRecord(recordText(record).split('\n').slice(0, -1), nodeEngine, { code: hallCode(world.round).toLowerCase() }).ok).toBe(true)
})

const b = at('ballot')
const tallyAt = at('tally')

test.each<[string, () => string[], string, number]>([
  ['the question is another', () => changed(0, m => ({ ...m, question: { ...(m.question as Json), text: '另一份草案' } })), 'DEVICE_SIGNATURE', 2],
  ['an issuer key is another', () => changed(0, m => ({ ...m, issuers: [(m.issuers as Json[])[0]!, { ...(m.issuers as Json[])[1]!, modulus: `_${((m.issuers as Json[])[1]!.modulus as string).slice(1)}` }] })), 'DEVICE_SIGNATURE', 2],
  ['an issuer key is even', () => changed(0, m => ({ ...m, issuers: [(m.issuers as Json[])[0]!, { ...(m.issuers as Json[])[1]!, modulus: otherBytes((m.issuers as Json[])[1]!.modulus) }] })), 'ISSUER_KEY', 0],
  ['a device key on the roll is another', () => changed(1, roll => ({ ...roll, devicePub: pubOf('ghost') })), 'NOT_ON_ROLL', 2],
  ['a seat is added to the roll', () => [record[0]!, canonical({ kind: 'roll', devicePub: '', seat: 'seat-0000' }), ...record.slice(1)], 'ROLL_SIZE', at('head') + 1],
  ['a name on the roll is another', () => changed(at('roll', -1), roll => ({ ...roll, seat: 'seat-9999' })), 'NOT_ON_ROLL', at('paper', -1)],
  ['one phone for two seats', () => changed(at('roll', 1), roll => ({ ...roll, devicePub: read(record[1]!).devicePub })), 'DEVICE_TWICE', at('roll', 1)],
  ['a paper drawn is left out', () => without(2), 'HEAD_SIZE', at('head') - 1],
  ['a paper is drawn twice', () => [...record.slice(0, 3), record[2]!, ...record.slice(3)], 'DRAWN_TWICE', 3],
  ['a seat draws on the phone and on paper', () => [...record.slice(0, 3), canonical({ kind: 'paper', seat: seatOf(0) }), ...record.slice(3)], 'DRAWN_TWICE', 3],
  ['a request is another', () => changed(2, d => ({ ...d, blinded: (d.blinded as string[]).toReversed() })), 'DEVICE_SIGNATURE', 2],
  ['an answer is another', () => changed(2, d => ({ ...d, answers: (d.answers as string[]).toReversed() })), 'ISSUER_ANSWER', 2],
  ['an answer is left out', () => changed(2, d => ({ ...d, answers: [(d.answers as string[])[0]!, ''] })), 'HEAD_ROOT', at('head')],
  ['the opening head counts more', () => changed(at('head'), h => ({ ...h, size: 20 })), 'HEAD_SIGNATURE', at('head')],
  ['the opening head lacks the witness', () => changed(at('head'), h => ({ ...h, sigs: (h.sigs as Json[]).filter(s => s.by !== 'issuer/1') })), 'HEAD_SIGNATURE', at('head')],
  ['a head has one scrutineer twice', () => changed(at('head', 1), h => ({ ...h, sigs: [...(h.sigs as Json[]).slice(0, 2), (h.sigs as Json[])[1]!] })), 'HEAD_SIGNATURE', at('head', 1)],
  ['a head has one scrutineer only', () => changed(at('head', 1), h => ({ ...h, sigs: (h.sigs as Json[]).slice(0, 2) })), 'HEAD_SIGNATURE', at('head', 1)],
  ['a scrutineer signs as another', () => changed(at('head', 1), h => ({ ...h, sigs: [(h.sigs as Json[])[0]!, { ...(h.sigs as Json[])[1]!, by: 'scrutineer/1' }, { ...(h.sigs as Json[])[2]!, by: 'scrutineer/2' }] })), 'HEAD_SIGNATURE', at('head', 1)],
  ['a scrutineer who does not exist', () => changed(at('head', 1), h => ({ ...h, sigs: [...(h.sigs as Json[]), { by: 'scrutineer/7', sig: (h.sigs as Json[])[0]!.sig }] })), 'HEAD_SIGNATURE', at('head', 1)],
  ['a key is not said to be destroyed', () => without(at('destroyed', 1)), 'DESTROYED', at('destroyed', 1)],
  ['a destruction is said by another', () => changed(at('destroyed', 1), d => ({ ...d, sig: read(record[at('destroyed')]!).sig })), 'DESTROYED', at('destroyed', 1)],
  ['a choice is another', () => changed(b, x => ({ ...x, choice: { marks: (x.choice as Json).marks === 'n' ? 'y' : 'n', writeIns: [] } })), 'BALLOT_SIGNATURE', b],
  ['a choice that is none', () => changed(b, x => ({ ...x, choice: { marks: 'z', writeIns: [] } })), 'CHOICE', b],
  ['a token is another', () => changed(b, x => ({ ...x, tokens: [otherBytes((x.tokens as string[])[0]), (x.tokens as string[])[1]] })), 'TOKEN', b],
  ['a ballot is deleted', () => without(b), 'TALLY', tallyAt - 1],
  ['a ballot is there twice', () => [...record.slice(0, b + 1), ...record.slice(b)], 'BALLOT_TWICE', b + 1],
  ['two ballots have changed places', () => swapped(b), 'ORDER', b + 1],
  ['the tally has one more', () => changed(tallyAt, t => ({ ...t, marks: [[5, 2, 2]] })), 'TALLY', tallyAt],
  ['the tally has one moved', () => changed(tallyAt, t => ({ ...t, marks: [[(t.marks as number[][])[0]![0]! + 1, (t.marks as number[][])[0]![1]! - 1, (t.marks as number[][])[0]![2]!]] })), 'TALLY', tallyAt],
  ['a paper batch counts another', () => changed(at('batch'), x => ({ ...x, tally: { ...(x.tally as Json), marks: [[0, 2, 0]] } })), 'BATCH_SIGNATURE', at('batch')],
  ['a paper batch with one scrutineer', () => changed(at('batch'), x => ({ ...x, sigs: (x.sigs as Json[]).slice(0, 1) })), 'BATCH_SIGNATURE', at('batch')],
  ['a paper batch that does not add up', () => changed(at('batch'), x => ({ ...x, collected: 1 })), 'BATCH', at('batch')],
  ['a paper batch is left out', () => without(at('batch')), 'BATCH', tallyAt - 1],
  ['the final head is left out', () => record.slice(0, -1), 'INCOMPLETE', record.length - 1],
  ['the final head is the opening one', () => [...record.slice(0, -1), record[at('head')]!], 'ORDER', record.length - 1],
  ['something after the end', () => [...record, record[b]!], 'ORDER', record.length],
  ['the manifest twice', () => [record[0]!, ...record], 'ORDER', 1],
  ['no manifest', () => record.slice(1), 'ORDER', 0],
  ['nothing', () => [''], 'NOT_CANONICAL', 0],
  ['a line written in another way', () => record.map((line, i) => (i === b ? line.replace(',"', ', "') : line)), 'NOT_CANONICAL', b],
  ['a line with a field twice', () => record.map((line, i) => (i === b ? line.replace('"kind"', '"kind":"ballot","kind"') : line)), 'NOT_CANONICAL', b],
  ['a line with a field more', () => changed(b, x => ({ ...x, time: 1 })), 'SHAPE', b],
])('%s', (_name, make, code, index) => {
  expect(problem(make())).toEqual({ code, line: fileLine(index), message: expect.stringMatching(/[\u4e00-\u9fff]/) })
})

test('whoever writes everything anew cannot write the code that the hall has seen', () => {
  const other = held({ people: 9, onPaper: 2, question: { kind: 'approval', text: '另一份草案', entries: [{ id: 'm1', name: '另一份草案' }] } }, ['n'])
  expect(problem(other.record(), { code: hallCode(world.round) })).toMatchObject({ code: 'HALL_CODE', line: 2 })
})

describe('with box and scrutineers in on it, who sign what they are given', () => {
  test('heads over lists that are not the published ones', () => {
    const opening = world.opening()
    const wrongRoot: Head = world.sign(openingHead(world.round, opening.size, rootOf([])))
    expect(problem(record.map((line, i) => (i === at('head') ? canonical(wrongRoot) : line)))).toMatchObject({ code: 'HEAD_ROOT' })
    const other = world.sign(openingHead(world.round, opening.size + 1, opening.root))
    expect(problem([...record.slice(0, -1), canonical(world.final(other))])).toMatchObject({ code: 'HEAD_CHAIN' })
    const lines = world.boardLines()
    const short = world.sign(finalHead(world.round, opening, lines.length, boardRoot(lines.slice(1)), rootOf(world.batches.map(x => leafOf(canonical(x)))), world.tally()))
    expect(problem([...record.slice(0, -1), canonical(short)])).toMatchObject({ code: 'HEAD_ROOT' })
    const size = world.sign(finalHead(world.round, opening, lines.length - 1, boardRoot(lines), rootOf(world.batches.map(x => leafOf(canonical(x)))), world.tally()))
    expect(problem([...record.slice(0, -1), canonical(size)])).toMatchObject({ code: 'HEAD_SIZE' })
    const tally = { ...world.tally(), marks: [[9, 0, 0]] }
    expect(problem([...record.slice(0, -1), canonical(world.final(opening, lines, tally))])).toMatchObject({ code: 'TALLY' })
    expect(problem(world.record({ tally }))).toMatchObject({ code: 'TALLY' })
    const noPaper = world.sign(finalHead(world.round, opening, lines.length, boardRoot(lines), rootOf([]), world.tally()))
    expect(problem([...record.slice(0, -1), canonical(noPaper)])).toMatchObject({ code: 'HEAD_ROOT' })
  })

  test('a second ballot of one paper', () => {
    const w = new World({ people: 4 })
    for (const seat of w.seats) w.draw(seat)
    for (const drawn of w.drawn.slice(0, 3)) w.cast(drawn, 'y')
    const again = w.cast(w.drawn[0]!, 'n')
    expect(problem(w.record())).toMatchObject({ code: 'BALLOT_TWICE' })
    expect(again.pub).toBe(w.ballots[0]!.pub)
  })

  test('more ballots than papers, by both issuers together', () => {
    const w = held({ people: 3 }, ['y'])
    const extra = w.draw(w.seats[0]!, secretOf('another seed'))
    w.cast(extra, 'y')
    w.drawn.pop()
    expect(problem(w.record())).toMatchObject({ code: 'MORE_BALLOTS_THAN_PAPERS' })
  })

  test('a paper that one issuer made alone, in place of one that was not cast', () => {
    const w = new World({ people: 3 })
    for (const seat of w.seats) w.draw(seat)
    w.cast(w.drawn[0]!, 'y')
    const alone = w.draw(w.seats[1]!, secretOf('another seed'))
    w.drawn.pop()
    const { tokens } = w.drawn[1]!
    w.cast({ ...alone, tokens: [alone.tokens[0]!, tokens[1]!] }, 'y')
    expect(problem(w.record())).toMatchObject({ code: 'TOKEN', message: expect.stringContaining('市总工会') })
  })

  test('papers that nobody drew: no device signs for them', () => {
    const w = new World({ people: 3 })
    w.draw(w.seats[0]!)
    const { paper, answers } = w.draw(w.seats[1]!)
    w.drawn.pop()
    const forged = (devicePub: string, key: Uint8Array) => canonical({
      kind: 'issued', answers, blinded: paper.blinded, devicePub,
      deviceSig: toText(sign(drawDigest(w.round, w.seats[1]!, paper.blinded), key)), seat: w.seats[1]!,
    })
    const padded = (line: string) => w.record({ lists: w.listLines(new Map([...w.drawLines(), [w.seats[1]!, line]])) })
    expect(problem(padded(forged(pubOf(w.seats[1]!), secretOf('operator'))))).toMatchObject({ code: 'DEVICE_SIGNATURE' })
    expect(problem(padded(forged(toText(publicKeyOf(secretOf('operator'))), secretOf('operator'))))).toMatchObject({ code: 'NOT_ON_ROLL' })
  })

  test('a roll made anew, device keys and all', () => {
    const w = held({ people: 3 }, ['y'])
    const ghost = canonical({ kind: 'roll', devicePub: pubOf('ghost'), seat: w.seats[2]! })
    const lists = w.listLines().filter(line => !(line.includes('"kind":"issued"') && line.includes(w.seats[2]!))).map(line => (line === w.roll[2] ? ghost : line))
    expect(problem(w.record({ lists }))).toMatchObject({ code: 'ROLL' })
  })

  test('paper batches for papers that were not handed out', () => {
    const w = held({ people: 4, onPaper: 1 }, ['y'])
    w.batch(['y'])
    expect(problem(w.record())).toMatchObject({ code: 'BATCH' })
    const one = held({ people: 4, onPaper: 1 }, ['y'])
    one.batches[0] = { ...one.batches[0]!, sigs: signed(new Uint8Array(3), ['scrutineer/0', 'scrutineer/1']) }
    expect(problem(one.record())).toMatchObject({ code: 'BATCH_SIGNATURE' })
  })
})

describe('a sealed board', () => {
  const names = ['赵', '钱', '孙', '李', '周'].map((name, i) => ({ id: `c${i}`, name }))
  const sealed = held({ people: 5, question: { kind: 'election', text: '选举', entries: names, seats: 2, writeIns: 1 }, board: 'sealed' }, ['yynnn', 'ynaay', 'aaaaa'])
  const shown = sealed.record()

  test('the public record holds hashes and the tally; the scrutineers recount the ballots', () => {
    expect(verifyRecord(recordText(shown).split('\n').slice(0, -1), nodeEngine)).toMatchObject({ ok: true, outcome: { state: 'hashes', ballots: 5 } })
    expect(shown.filter(line => read(line).kind === 'ballot')).toEqual([])
    const board = sealed.boardLines()
    const theirs = shown.flatMap(line => (read(line).kind === 'leaf' ? [board.shift()!] : [line]))
    expect(verifyRecord(recordText(theirs).split('\n').slice(0, -1), nodeEngine)).toMatchObject({ ok: true, outcome: { state: 'counted', ballots: 5 } })
  })

  test.each<[string, (lines: string[]) => string[], string]>([
    ['a hash is another', lines => lines.map(line => (read(line).kind === 'leaf' && line === lines.findLast(l => read(l).kind === 'leaf') ? canonical({ kind: 'leaf', hash: toText(new Uint8Array(32).fill(255)) }) : line)), 'HEAD_ROOT'],
    ['hashes and ballots mixed', lines => { const i = lines.findLastIndex(l => read(l).kind === 'leaf'); return lines.map((line, k) => (k === i ? sealed.boardLines().at(-1)! : line)) }, 'ORDER'],
    ['a tally that no five ballots give', lines => lines.map(line => (read(line).kind === 'tally' ? canonical({ ...read(line), marks: [[5, 0, 0], [5, 0, 0], [5, 0, 0], [0, 5, 0], [0, 5, 0]] }) : line)), 'TALLY'],
    ['a tally of four', lines => lines.map(line => (read(line).kind === 'tally' ? canonical({ ...read(line), valid: 4, marks: Array.from({ length: 5 }, () => [0, 0, 4]) }) : line)), 'TALLY'],
  ])('%s', (_name, change, code) => {
    expect(problem(change([...shown]))).toMatchObject({ code })
  })

  test('a board that should be open may not be hashes, and one that would show fingerprints may not be open', () => {
    expect(problem(record.map(line => (read(line).kind === 'ballot' ? canonical({ kind: 'leaf', hash: toText(leafOf(line)) }) : line)))).toMatchObject({ code: 'NOT_SEALED', line: fileLine(b) })
    expect(() => new World({ people: 5, question: sealed.round.manifest.question })).toThrow('逐张公开会暴露填票人')
  })
})

test('a paper with one answer only is drawn, but no ballot can come of it', () => {
  const w = held({ people: 3 }, ['y'])
  w.drawn[2]!.answers[1] = ''
  expect(problem(w.record())).toMatchObject({ code: 'MORE_BALLOTS_THAN_PAPERS' })
  w.ballots.pop()
  expect(verifyRecord(recordText(w.record()).split('\n').slice(0, -1), nodeEngine)).toMatchObject({ ok: true, outcome: { issued: 2, incomplete: 1 } })
})

test('a ballot of another round is none of this one, nor are its papers', () => {
  const other = held({ people: 9, onPaper: 2, round: 'demo-2' }, ['y'])
  const put = (ballot: Ballot) => problem([...record.slice(0, b), canonical(ballot), ...record.slice(b + 1)])
  expect(put(other.ballots[0]!)).toMatchObject({ code: 'MANIFEST_OTHER', line: fileLine(b) })
  expect(put({ ...other.ballots[0]!, round: 'demo-1' })).toMatchObject({ code: 'TOKEN' })
  const borrowed = world.cast({ ...world.drawn[0]!, tokens: other.drawn[0]!.tokens }, 'y')
  world.ballots.pop()
  expect(put(borrowed)).toMatchObject({ code: 'TOKEN', line: fileLine(b) })
  const crossed = world.cast({ ...world.drawn[0]!, tokens: world.drawn[0]!.tokens.toReversed() }, 'y')
  world.ballots.pop()
  expect(put(crossed)).toMatchObject({ code: 'TOKEN' })
})
