import { concatBytes } from '@noble/hashes/utils.js'
import { toText, utf8 } from './bytes'
import { canonical } from './canonical'
import { sha256 } from './sha256'

const NODE = Uint8Array.of(1)

/** Hash of one line of a record, RFC 6962 §2.1: leaves and inner nodes can never be taken for each other. */
export const leafOf = (line: string): Uint8Array => sha256(utf8(`\0${line}`))

/** A ballot's line on a sealed board. */
export const leafLine = (leaf: Uint8Array): string => canonical({ kind: 'leaf', hash: toText(leaf) })

const nodeOf = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concatBytes(NODE, left, right))

/** A Merkle tree hash (RFC 6962 §2.1) that is fed leaf by leaf and keeps only the roots of its full subtrees. */
export function merkle() {
  const roots: { hash: Uint8Array; height: number }[] = []
  let size = 0
  return {
    add(leaf: Uint8Array): void {
      let top = { hash: leaf, height: 0 }
      while (roots.length > 0 && roots[roots.length - 1]!.height === top.height) {
        top = { hash: nodeOf(roots.pop()!.hash, top.hash), height: top.height + 1 }
      }
      roots.push(top)
      size++
    },
    size: () => size,
    root: (): Uint8Array => (roots.length === 0 ? sha256(new Uint8Array(0)) : roots.map(r => r.hash).reduceRight((right, left) => nodeOf(left, right))),
  }
}

export type Merkle = ReturnType<typeof merkle>

/** Root over leaves in the order given. */
export function rootOf(leaves: readonly Uint8Array[]): string {
  const tree = merkle()
  for (const leaf of leaves) tree.add(leaf)
  return toText(tree.root())
}

/** One of the 256 parts of a board: the ballots whose leaf hash begins with the byte `n`. */
export interface Bucket {
  kind: 'bucket'
  n: number
  root: string
  size: number
}

export const BUCKETS = 256

/** Root of a board, fed in the order of the leaf hashes: a tree over its buckets, so that a phone may load one bucket alone. */
export function board() {
  const buckets: Bucket[] = []
  let open = merkle()
  let size = 0
  const upTo = (n: number) => {
    while (buckets.length < n) {
      buckets.push({ kind: 'bucket', n: buckets.length, root: toText(open.root()), size: open.size() })
      open = merkle()
    }
  }
  return {
    add(leaf: Uint8Array): void {
      upTo(leaf[0]!)
      open.add(leaf)
      size++
    },
    size: () => size,
    /** Closes the board: all buckets, empty ones too. */
    buckets(): Bucket[] {
      upTo(BUCKETS)
      return buckets
    },
  }
}

export const rootOfBuckets = (buckets: readonly Bucket[]): string => rootOf(buckets.map(bucket => leafOf(canonical(bucket))))
