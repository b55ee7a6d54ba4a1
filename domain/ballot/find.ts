import { compareBytes, fromText, sameBytes, textLength, toText } from './bytes'
import { ballotLeaf, type Ballot } from './ballot'
import type { Engine } from './engine'
import { demandHeadSigned, headShape, type Head } from './heads'
import type { Round } from './manifest'
import { board, BUCKETS, leafOf, merkle, rootOfBuckets, type Bucket } from './merkle'
import { whole, type Pieces } from './pieces'
import { HEAD_CHAIN, HEAD_ROOT, HEAD_SIZE, ORDER, SHAPE, demand } from './problems'
import { bytes, integer, list, object, only } from './shape'

/** 查验: where a ballot lies on the board, from 1; 0 = it is not there. */
export interface Found { place: number; of: number }

/** The final head as box and scrutineers signed it; the phone keeps nothing else of the record's beginning. */
function demandFinal(round: Round, value: unknown, engine: Engine): Head {
  headShape(value, '签封')
  const head = value as Head
  demand(head.n === 1 && head.closed === 1 && head.round === round.manifest.round, HEAD_CHAIN)
  demandHeadSigned(round, head, engine)
  return head
}

const [BEFORE, AFTER] = ['{"hash":"', '","kind":"leaf"}']

/** Leaf hash of a line of a board, which is a ballot or a leaf hash: an open board, too, may be loaded as hashes. */
function leafOfLine(line: string): Uint8Array {
  if (!line.startsWith(BEFORE)) return leafOf(line)
  const hash = line.slice(BEFORE.length, -AFTER.length)
  demand(line === BEFORE + hash + AFTER && hash.length === textLength(32), SHAPE)
  return fromText(hash)
}

/** Lines hashed without a pause: a few milliseconds on a slow phone. */
const AT_ONCE = 16

/** Leaf hashes in strict order. */
function* leavesInPieces(lines: readonly string[]): Pieces<Uint8Array[]> {
  const leaves: Uint8Array[] = []
  for (const line of lines) {
    const leaf = leafOfLine(line)
    demand(leaves.length === 0 || compareBytes(leaves[leaves.length - 1]!, leaf) < 0, ORDER)
    leaves.push(leaf)
    if (leaves.length % AT_ONCE === 0) yield
  }
  return leaves
}

const leavesOf = (lines: readonly string[]): Uint8Array[] => whole(leavesInPieces(lines))

const placeOf = (leaves: readonly Uint8Array[], own: Uint8Array): number => leaves.findIndex(leaf => sameBytes(leaf, own)) + 1

/**
 * Looks for the own ballot in the whole board, on the phone alone: which ballot is looked for is told to nobody. The
 * board must be the one that was signed, or each phone could be shown its own.
 */
export function* searchBoard(round: Round, own: Ballot, lines: readonly string[], finalHead: unknown, engine: Engine): Pieces<Found> {
  const head = demandFinal(round, finalHead, engine)
  yield
  demand(lines.length === head.size, HEAD_SIZE)
  const leaves = yield* leavesInPieces(lines)
  const all = board()
  for (const [i, leaf] of leaves.entries()) {
    all.add(leaf)
    if (i % AT_ONCE === 0) yield
  }
  demand(rootOfBuckets(all.buckets()) === head.root, HEAD_ROOT)
  return { place: placeOf(leaves, ballotLeaf(own)), of: head.size }
}

/** The same in one go. */
export const findOnBoard = (round: Round, own: Ballot, lines: readonly string[], finalHead: unknown, engine: Engine): Found =>
  whole(searchBoard(round, own, lines, finalHead, engine))

const bucketsShape = list(object({ kind: only('bucket'), n: integer(0, BUCKETS - 1), root: bytes(32), size: integer(0, 10_000_000) }), BUCKETS, BUCKETS)

/** Which of the 256 parts of a very large board a ballot belongs to. To load one part alone tells the server one ballot in 256. */
export const bucketOf = (own: Ballot): number => ballotLeaf(own)[0]!

/** Looks for the own ballot in its bucket; `buckets` = all 256, as they are signed in the final head's root. */
export function findInBucket(round: Round, own: Ballot, buckets: unknown, lines: readonly string[], finalHead: unknown, engine: Engine): Found {
  const head = demandFinal(round, finalHead, engine)
  bucketsShape(buckets, '分册')
  const all = buckets as Bucket[]
  demand(all.every((bucket, i) => bucket.n === i) && rootOfBuckets(all) === head.root, HEAD_ROOT)
  const mine = all[bucketOf(own)]!
  const leaves = leavesOf(lines)
  const tree = merkle()
  for (const leaf of leaves) tree.add(leaf)
  demand(leaves.length === mine.size && toText(tree.root()) === mine.root, HEAD_ROOT)
  const before = all.slice(0, mine.n).reduce((sum, bucket) => sum + bucket.size, 0)
  const place = placeOf(leaves, ballotLeaf(own))
  return { place: place === 0 ? 0 : before + place, of: head.size }
}
