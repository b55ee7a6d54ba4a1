import '../../cloudfunctions/_kit/ballot-crypto'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { ballotDigest, ballotLine, type Ballot } from '../../domain/ballot/ballot'
import { fromText, toText, utf8 } from '../../domain/ballot/bytes'
import { canonical, digest } from '../../domain/ballot/canonical'
import type { Round } from '../../domain/ballot/manifest'
import { sha256 } from '../../domain/ballot/sha256'

/** The same as tests/domain/ballot-encoding.test.ts asks of the phone's own code, asked of what the server puts in its place. */
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })

test.each(['\ud800', '\udc00', 'a\ud83d', '\udc00\ud800', '\ud800\ud800\udc00'])('text without UTF-8 is refused (%j)', text => {
  expect(() => utf8(text)).toThrow(refused('NOT_CANONICAL'))
  expect(() => canonical({ text })).toThrow(refused('NOT_CANONICAL'))
})

test.each(['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'A+', 'A/', 'A A', 'AÀ', '一', 'AA\n'])('text that is not the one encoding of its bytes is refused (%j)', text => {
  expect(() => fromText(text)).toThrow(refused('SHAPE'))
})

test('bytes, texts and hashes are those of the standards', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }), (bytes, text) => {
    expect(Buffer.compare(fromText(toText(bytes)), bytes)).toBe(0)
    expect(Buffer.compare(utf8(text), Buffer.from(text, 'utf8'))).toBe(0)
    expect(Buffer.compare(sha256(bytes), createHash('sha256').update(bytes).digest())).toBe(0)
  }))
})

const text = fc.string({ unit: 'grapheme' })
const anyBallot: fc.Arbitrary<Ballot> = fc.record({
  kind: fc.constant('ballot' as const), choice: fc.record({ marks: text, writeIns: fc.array(text) }), prefix: text, pub: text, round: text, sig: text, tokens: fc.array(text),
})

test('a ballot is written as any value is, whatever the order of its names', () => {
  fc.assert(fc.property(anyBallot, text, (ballot, hash) => {
    const { sig: _sig, ...rest } = ballot
    const turned = Object.fromEntries(Object.entries(ballot).reverse()) as unknown as Ballot
    expect(ballotLine(turned)).toBe(canonical(ballot))
    expect(toText(ballotDigest({ hash } as Round, turned))).toBe(toText(digest('ballot', { ...rest, manifest: hash })))
  }))
})
