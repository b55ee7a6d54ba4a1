import { canonical } from '../../domain/ballot/canonical'
import { pureEngine } from '../../domain/ballot/engine'
import { demandHeadSigned, finalHead, headDigest, type Head } from '../../domain/ballot/heads'
import { leafOf, rootOf } from '../../domain/ballot/merkle'
import { whole } from '../../domain/ballot/pieces'
import { checkFinal, checkOpening, type Sealing } from '../../domain/ballot/to-seal'
import { boardRoot, held, signed, type World } from './ballot-world'

const election = { kind: 'election' as const, text: '选举', entries: [{ id: 'a', name: '丁一' }], seats: 1, writeIns: 0 }
const world = held({ people: 8, onPaper: 2, question: election }, ['y', 'n', 'a'])

const bare = ({ sigs: _sigs, ...head }: Head) => canonical({ ...head, sigs: [] })
const opening = (w: World): Sealing => ({ head: bare(w.opening()), lines: w.listLines(), batches: [], tally: null })

const unsigned = (w: World) => w.batches.map(({ sigs: _sigs, ...batch }) => canonical(batch))
const final = (w: World, lines = w.boardLines(), tally = w.tally()): Sealing => ({
  head: canonical({ ...finalHead(w.round, w.opening(), lines.length, boardRoot(lines), rootOf(unsigned(w).map(leafOf)), tally), sigs: [] }),
  lines, batches: unsigned(w), tally: canonical({ kind: 'tally', ...tally }),
})
const sealOpening = (given: Sealing) => whole(checkOpening(world.round, given, pureEngine))
const sealFinal = (given: Sealing, first = canonical(world.opening())) => whole(checkFinal(world.round, first, given, pureEngine))

test('the opening head that follows from the lists is signed; the signature is one that the record accepts', () => {
  const { head, outcome } = sealOpening(opening(world))
  expect(head).toEqual(headDigest(world.round, world.opening()))
  expect(outcome).toMatchObject({ present: 8, issued: 6, paperIssued: 2, incomplete: 0 })
  expect(() => demandHeadSigned(world.round, { ...world.opening(), sigs: signed(head, ['box', 'issuer/0', 'issuer/1', 'scrutineer/0', 'scrutineer/1']) }, pureEngine)).not.toThrow()
})

test('the final head: ballots, batches and sum are counted again', () => {
  const { tally, size, batches } = sealFinal(final(world))
  expect(tally).toEqual(world.tally())
  expect([size, batches.length]).toEqual([6, 1])
})

const lists = world.listLines()
const swapped = (lines: string[], from: RegExp, to: string) => lines.map(line => line.replace(from, to))

test.each<[string, () => unknown, string]>([
  ['somebody was left out of the roll', () => sealOpening({ ...opening(world), lines: lists.filter(l => !l.includes('seat-0008')) }), 'ROLL_SIZE'],
  ['a paper was left out', () => sealOpening({ ...opening(world), lines: lists.filter(l => !(l.includes('"kind":"issued"') && l.includes('seat-0003'))) }), 'HEAD_ROOT'],
  ['a phone on the roll was exchanged', () => sealOpening({ ...opening(world), lines: swapped(lists, /"devicePub":"[^"]{43}"/, `"devicePub":"${world.round.manifest.boxPub}"`) }), 'DEVICE_SIGNATURE'],
  ['a ballot among the lists', () => sealOpening({ ...opening(world), lines: [...lists, world.boardLines()[0]!] }), 'ORDER'],
  ['a head of another round', () => sealOpening({ ...opening(world), head: bare({ ...world.opening(), round: 'demo-2' }) }), 'HEAD_ROOT'],
  ['text that is no head', () => sealOpening({ ...opening(world), head: '{' }), 'SHAPE'],
  ['a ballot is missing', () => sealFinal(final(world, world.boardLines().slice(1))), 'TALLY'],
  ['a ballot twice', () => sealFinal(final(world, [world.boardLines()[0]!, ...world.boardLines()])), 'ORDER'],
  ['a ballot was altered', () => sealFinal(final(world, swapped(world.boardLines(), /"marks":"y"/, '"marks":"n"'))), 'BALLOT_SIGNATURE'],
  ['hashes where ballots must stand', () => sealFinal(final(world, world.hashesOf(world.boardLines()))), 'NOT_SEALED'],
  ['another sum', () => sealFinal({ ...final(world), tally: final(world).tally!.replace('"valid":8', '"valid":9') }), 'TALLY'],
  ['no sum', () => sealFinal({ ...final(world), tally: null }), 'INCOMPLETE'],
  ['more paper collected than issued', () => sealFinal({ ...final(world), batches: swapped(unsigned(world), /"issued":2/, '"issued":1') }), 'BATCH'],
  ['another opening', () => sealFinal(final(world), canonical({ ...world.opening(), size: 7 })), 'HEAD_SIGNATURE'],
  ['the final head in the place of the opening', () => sealFinal(final(world), canonical(world.final(world.opening()))), 'HEAD_CHAIN'],
])('%s: nothing is signed', (_, seal, code) => {
  expect(seal).toThrow(expect.objectContaining({ code }))
})

test('a sealed board may come as hashes: their number and the possible sum are all that can be checked', () => {
  const quiet = held({ people: 5, question: { ...election, writeIns: 1 }, board: 'sealed' }, ['y', 'n'])
  const given = final(quiet, quiet.hashesOf(quiet.boardLines()))
  expect(whole(checkFinal(quiet.round, canonical(quiet.opening()), given, pureEngine)).size).toBe(5)
  const ballots = final(quiet)
  expect(whole(checkFinal(quiet.round, canonical(quiet.opening()), ballots, pureEngine)).tally).toEqual(quiet.tally())
})
