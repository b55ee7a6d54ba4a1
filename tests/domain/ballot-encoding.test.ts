import { createHash, hkdfSync } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { compareText, fromText, toText, utf8 } from '../../domain/ballot/bytes'
import { canonical, hashOf, statement } from '../../domain/ballot/canonical'
import { expand, extract } from '../../domain/ballot/hkdf'
import { board, leafOf, merkle, rootOfBuckets } from '../../domain/ballot/merkle'
import { phoneBytes, phoneScript } from '../../scripts/lib/ballot-bundle'
import { secretOf, World } from './ballot-world'

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })

describe('bytes and text', () => {
  test('UTF-8 is that of the platform', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => {
      expect(Buffer.from(utf8(text)).equals(Buffer.from(text, 'utf8'))).toBe(true)
    }))
  })

  test.each(['\ud800', '\udc00', 'a\ud83d', '\udc00\ud800', '\ud800\ud800\udc00'])('text without UTF-8 is refused (%j)', text => {
    expect(() => utf8(text)).toThrow(refused('NOT_CANONICAL'))
    expect(() => canonical({ text })).toThrow(refused('NOT_CANONICAL'))
  })

  test('base64url there and back', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      expect(toText(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromText(toText(bytes))).toEqual(bytes)
    }))
  })

  test.each(['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'A+', 'A/', 'A A', 'AÀ', '一', 'AA\n'])('text that is not the one encoding of its bytes is refused (%j)', text => {
    expect(() => fromText(text)).toThrow(refused('SHAPE'))
  })

  test('names are ordered by their code points', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
    }))
    expect(compareText('\uffee', '\u{20000}')).toBeLessThan(0)
  })
})

describe('canonical JSON', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,8}$/)
  const { value } = fc.letrec(tie => ({
    value: fc.oneof({ maxDepth: 3 }, fc.string({ unit: 'binary' }), fc.maxSafeNat(), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(name, tie('value'), { maxKeys: 4 })),
  }))

  test('is JSON of the same value, and one text of it whatever the order of the fields', () => {
    fc.assert(fc.property(value, v => {
      const text = canonical(v)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(v)))
      expect(canonical(JSON.parse(text))).toBe(text)
    }))
    expect(canonical({ b: 1, a: [{ d: 'x', c: '' }], B: 2 })).toBe('{"B":2,"a":[{"c":"","d":"x"}],"b":1}')
    expect(canonical('\u0000\u001f"\\/\n\u007f\u2028中😀')).toBe('"\\u0000\\u001f\\"\\\\/\\n\u007f\u2028中😀"')
  })

  test.each([[-1], [-0], [1.5], [NaN], [Infinity], [2 ** 53], [null], [true], [undefined], [{ a: undefined }], [{ 'a b': 1 }], [{ '': 1 }], [{ 名: 1 }], [JSON.parse('{"__proto__":1}')], [1n], [() => 1]])(
    'refuses %p', v => {
      expect(() => canonical(v)).toThrow(refused('NOT_CANONICAL'))
    })

  test('refuses what is nested too deep, without running out of stack', () => {
    expect(() => canonical(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toThrow(refused('NOT_CANONICAL'))
  })

  test('a statement is label, zero, text', () => {
    expect(Buffer.from(statement('test', { a: '票' })).toString('hex')).toBe(Buffer.from('zhidaitong-ballot/1/test\0{"a":"票"}').toString('hex'))
    expect(hashOf('test', {})).toBe(createHash('sha256').update('zhidaitong-ballot/1/test\0{}').digest('base64url'))
  })
})

test('HKDF is that of the platform', () => {
  const bytes = (maxLength: number) => fc.uint8Array({ maxLength })
  fc.assert(fc.property(bytes(64), bytes(64), bytes(100), fc.integer({ min: 1, max: 400 }), (salt, secret, info, length) => {
    expect(Buffer.from(expand(extract(salt, secret), info, length)).equals(Buffer.from(hkdfSync('sha256', secret, salt, info, length)))).toBe(true)
  }))
})

describe('the Merkle tree', () => {
  const sha = (...parts: Uint8Array[]) => Uint8Array.from(createHash('sha256').update(Buffer.concat(parts)).digest())

  /** RFC 6962 §2.1, as it is written there. */
  function mth(leaves: Uint8Array[]): Uint8Array {
    if (leaves.length <= 1) return leaves[0] ?? sha()
    let k = 1
    while (k * 2 < leaves.length) k *= 2
    return sha(Uint8Array.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)))
  }

  test.each([0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100])('of %i leaves is that of RFC 6962', size => {
    const leaves = Array.from({ length: size }, (_, i) => leafOf(`line ${i}`))
    const tree = merkle()
    for (const leaf of leaves) tree.add(leaf)
    expect(tree.root()).toEqual(mth(leaves))
    expect(tree.size()).toBe(size)
  })

  test('a leaf is never a node', () => {
    expect(leafOf('中')).toEqual(sha(Uint8Array.of(0), Buffer.from('中')))
  })

  test('a board is the tree over its 256 buckets', () => {
    const leaves = Array.from({ length: 600 }, (_, i) => leafOf(`ballot ${i}`)).sort(Buffer.compare)
    const all = board()
    for (const leaf of leaves) all.add(leaf)
    const lines = Array.from({ length: 256 }, (_, n) => {
      const mine = leaves.filter(leaf => leaf[0] === n)
      return `{"kind":"bucket","n":${n},"root":"${toText(mth(mine))}","size":${mine.length}}`
    })
    expect(rootOfBuckets(all.buckets())).toBe(toText(mth(lines.map(leafOf))))
    expect(all.size()).toBe(600)
  })
})

test('the whole of the phone\'s path runs where there is neither TextEncoder nor Buffer nor crypto, with the same bytes', async () => {
  const world = new World({ people: 3 })
  const seat = world.seats[0]!
  const drawn = world.draw(seat)
  const ballot = world.cast(drawn, 'y')
  const given = { manifest: world.round.manifest, seat, answers: drawn.answers, receipt: world.receipt(ballot), lines: world.boardLines(), head: world.final(world.opening()) }
  const input = JSON.stringify({ ...given, seed: toText(secretOf(`seed/demo-1/${seat}`)), device: toText(secretOf(seat)) })
  const text = runInNewContext(`${await phoneScript()}
    if (typeof TextEncoder + typeof Buffer + typeof crypto !== 'undefinedundefinedundefined') throw new Error('the context is not bare')
    const b = ballot, given = JSON.parse(input)
    b.expectFewSignatures()
    const round = b.openRound(given.manifest)
    const paper = b.paperOf(b.fromText(given.seed), round)
    const request = b.drawRequest(round, paper, given.seat, b.deviceKeyOf(b.fromText(given.device)))
    const tokens = given.answers.map((answer, i) => b.tokenOf(round, paper, i, answer))
    const own = b.markBallot(round, paper, tokens, b.choiceOf('y', [], round.manifest.question))
    b.demandReceipt(round, own, given.receipt, b.pureEngine)
    JSON.stringify({ request, own, found: b.findOnBoard(round, own, given.lines, given.head, b.pureEngine) })`, { input }) as string
  expect(JSON.parse(text)).toEqual({ request: drawn.request, own: ballot, found: { place: 1, of: 1 } })
})

test('a phone loads no more than 50 kB for it', async () => {
  expect(await phoneBytes()).toBeLessThanOrEqual(50_000)
})
