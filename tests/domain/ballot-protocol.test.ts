import { invert } from '@noble/curves/abstract/modular.js'
import { bytesToNumberBE } from '@noble/curves/utils.js'
import { blindSign, newIssuerKey, nodeEngine, unwrapKey, wrapKey } from '../../cloudfunctions/_kit/ballot-crypto'
import { ballotId, demandReceipt, receiptCode } from '../../domain/ballot/ballot'
import { demandBallot } from '../../domain/ballot/cast'
import { judge } from '../../domain/ballot/complaint'
import { fromText, toText } from '../../domain/ballot/bytes'
import { canonical } from '../../domain/ballot/canonical'
import { pureEngine } from '../../domain/ballot/engine'
import { bucketOf, findInBucket, findOnBoard } from '../../domain/ballot/find'
import { decideIssuance, demandPaperChannel, type Drawn } from '../../domain/ballot/issuance'
import { hallCode, openRound } from '../../domain/ballot/manifest'
import { board, leafOf } from '../../domain/ballot/merkle'
import { deviceKeyOf, drawRequest, markBallot, paperOf, tokenOf } from '../../domain/ballot/paper'
import { verifyRecord } from '../../domain/ballot/record'
import { held, issuerKey, secretOf, World } from './ballot-world'

const world = held({ people: 7 }, ['y', 'n', 'a'])
const { round } = world

describe('every retry is the same bytes', () => {
  const seat = world.seats[0]!
  const seed = secretOf(`seed/demo-1/${seat}`)

  test('a phone that was killed at any step goes on with what it had', () => {
    const first = world.drawn[0]!
    const paper = paperOf(seed, round)
    expect(paper).toEqual(first.paper)
    expect(drawRequest(round, paper, seat, deviceKeyOf(secretOf(seat)))).toEqual(first.request)
    const tokens = first.answers.map((answer, i) => tokenOf(round, paper, i, answer))
    expect(canonical(markBallot(round, paper, tokens, { marks: 'y', writeIns: [] }))).toBe(canonical(world.ballots[0]))
  })

  test('another manifest, another paper: nothing of the first is seen in the second', () => {
    const other = paperOf(seed, new World({ people: 7, round: 'demo-2' }).round)
    const first = world.drawn[0]!.paper
    expect([other.pub, other.prefix, ...other.blinded]).not.toEqual(expect.arrayContaining([first.pub]))
    expect(other.prefix).not.toBe(first.prefix)
    expect(other.blinded[0]).not.toBe(first.blinded[0])
  })
})

describe('an issuer', () => {
  const seat = world.seats[0]!
  const { request, answers } = world.drawn[0]!
  const line = { devicePub: request.devicePub }
  const drawn: Drawn = { channel: 'phone', blinded: request.blinded, answer: answers[1]! }
  const decide = (value: unknown, on: { devicePub: string } | null = line, before: Drawn | null = null) => decideIssuance(round, 1, value, on, before, nodeEngine)
  const another = () => drawRequest(round, paperOf(secretOf('second seed'), round), seat, deviceKeyOf(secretOf(seat)))

  test('signs once, repeats its answer, and never signs a second paper', () => {
    expect(decide(request)).toEqual({ do: 'sign', blinded: request.blinded[1] })
    expect(decide(request, line, drawn)).toEqual({ do: 'repeat', answer: answers[1] })
    expect(() => decide(another(), line, drawn)).toThrow(expect.objectContaining({ code: 'OTHER_PAPER' }))
    expect(() => decide(request, line, { channel: 'paper' })).toThrow(expect.objectContaining({ code: 'CHANNEL_PAPER' }))
  })

  test('hands out a paper ballot only to one who has not drawn on the phone', () => {
    expect(demandPaperChannel(null)).toBeUndefined()
    expect(demandPaperChannel({ channel: 'paper' })).toBeUndefined()
    expect(() => demandPaperChannel(drawn)).toThrow(expect.objectContaining({ code: 'CHANNEL_PHONE' }))
  })

  test.each<[string, () => unknown, string]>([
    ['of somebody not on the roll', () => decide(request, null), 'NOT_ON_ROLL'],
    ['of a seat without a phone', () => decide(request, { devicePub: '' }), 'NOT_ON_ROLL'],
    ['from another phone', () => decide({ ...request, devicePub: world.drawn[1]!.request.devicePub }), 'NOT_ON_ROLL'],
    ['under a key of another phone', () => decide({ ...request, deviceSig: world.drawn[1]!.request.deviceSig }), 'DEVICE_SIGNATURE'],
    ['for another seat', () => decide({ ...request, seat: world.seats[1]! }), 'DEVICE_SIGNATURE'],
    ['of another round', () => decide({ ...request, manifest: new World().round.hash }), 'MANIFEST_OTHER'],
    ['with too few numbers', () => decide({ ...request, blinded: request.blinded.slice(1) }), 'BLINDED'],
    ...[0n, 1n, bytesToNumberBE(fromText(issuerKey(1).modulus)) - 1n, bytesToNumberBE(fromText(issuerKey(1).modulus))].map(n =>
      [`for the number ${String(n).slice(-12)}`, () => {
        const blinded = [request.blinded[0]!, toText(Uint8Array.from(Buffer.from(n.toString(16).padStart(512, '0'), 'hex')))]
        return decide(drawRequest(round, { ...world.drawn[0]!.paper, blinded }, seat, deviceKeyOf(secretOf(seat))))
      }, 'BLINDED'] as [string, () => unknown, string]),
  ])('refuses a request %s', (_name, act, code) => {
    expect(act).toThrow(expect.objectContaining({ code }))
  })

  test('makes fresh keys, kept under a secret of its environment', async () => {
    const key = await newIssuerKey()
    expect(fromText(key.modulus)).toHaveLength(256)
    const wrapped = wrapKey('secret of the environment', 'issuer/demo-1', key.privateKey)
    expect(unwrapKey('secret of the environment', 'issuer/demo-1', wrapped)).toEqual(key.privateKey)
    expect(() => unwrapKey('secret of the environment', 'issuer/demo-2', wrapped)).toThrow()
    expect(() => unwrapKey('another secret', 'issuer/demo-1', wrapped)).toThrow()
    const blinded = paperOf(secretOf('x'), round).blinded[0]!
    expect(() => blindSign(key.privateKey, issuerKey(0).modulus, blinded)).toThrow()
  })
})

describe('an issuer that wants to mark one voter', () => {
  test('and signs with another key is refused by the phone', async () => {
    const key = await newIssuerKey()
    const { paper } = world.drawn[0]!
    // The value must lie below the other modulus to be signed at all; half of all keys are of use to the attacker.
    const value = (bytesToNumberBE(fromText(paper.blinded[0]!)) % bytesToNumberBE(fromText(key.modulus))).toString(16).padStart(512, '0')
    const answer = blindSign(key.privateKey, key.modulus, toText(Uint8Array.from(Buffer.from(value, 'hex'))))
    expect(() => tokenOf(round, paper, 0, answer)).toThrow(expect.objectContaining({ code: 'TOKEN', message: expect.stringContaining('厂工会') }))
  })

  test('and shows one phone a manifest with another key: the code is not the one in the hall, and its papers are worth nothing', () => {
    const { manifest } = round
    const marked = openRound({ ...manifest, issuers: [{ ...manifest.issuers[0]!, modulus: issuerKey(1).modulus }, { ...manifest.issuers[1]!, modulus: issuerKey(0).modulus }] })
    expect(hallCode(marked)).not.toBe(hallCode(round))
    const paper = paperOf(secretOf('marked'), marked)
    const tokens = paper.blinded.map((blinded, i) => tokenOf(marked, paper, i, blindSign(issuerKey(1 - i).privateKey, issuerKey(1 - i).modulus, blinded)))
    const ballot = markBallot(marked, paper, tokens, { marks: 'y', writeIns: [] })
    expect(demandBallot(marked, ballot, pureEngine)).toBe(ballot)
    expect(() => demandBallot(round, ballot, pureEngine)).toThrow(expect.objectContaining({ code: 'TOKEN' }))
  })
})

test('nobody can link: every paper drawn fits every ballot cast, a blinding factor is computed for each pair', () => {
  let pairs = 0
  for (const [i, { modulus }] of round.manifest.issuers.entries()) {
    const n = bytesToNumberBE(fromText(modulus))
    for (const drawn of world.drawn) {
      for (const ballot of world.ballots) {
        const answer = bytesToNumberBE(fromText(drawn.answers[i]!))
        const factor = (answer * invert(bytesToNumberBE(fromText(ballot.tokens[i]!)), n)) % n
        const opened = bytesToNumberBE(pureEngine.rsaPublic(modulus, fromText(ballot.tokens[i]!))!)
        const raised = pureEngine.rsaPublic(modulus, Uint8Array.from(Buffer.from(factor.toString(16).padStart(512, '0'), 'hex')))!
        expect((opened * bytesToNumberBE(raised)) % n).toBe(bytesToNumberBE(fromText(drawn.request.blinded[i]!)))
        pairs++
      }
    }
  }
  expect(pairs).toBe(2 * 7 * 7)
})

test('no field of a ballot stands in anything that was drawn', () => {
  const drawnText = world.listLines().join()
  for (const { pub, prefix, sig, tokens } of world.ballots) for (const text of [pub, prefix, sig, ballotId(pub), ...tokens]) expect(drawnText).not.toContain(text)
})

describe('查验', () => {
  const opening = world.opening()
  const lines = world.boardLines()
  const final = world.final(opening)
  const find = (own = world.ballots[0]!, shown = lines, head: unknown = final) => findOnBoard(round, own, shown, head, pureEngine)

  test('the own ballot is found in the whole board, at its place', () => {
    for (const ballot of world.ballots) expect(find(ballot)).toEqual({ place: lines.indexOf(canonical(ballot)) + 1, of: 7 })
  })

  test('in the list of hashes too', () => {
    expect(find(world.ballots[3]!, world.hashesOf(lines))).toEqual({ place: lines.indexOf(canonical(world.ballots[3]!)) + 1, of: 7 })
  })

  test('in its bucket, whose root stands in the head', () => {
    const all = board()
    for (const line of lines) all.add(leafOf(line))
    const buckets = all.buckets()
    for (const ballot of world.ballots) {
      const bucket = lines.filter(line => leafOf(line)[0] === bucketOf(ballot))
      expect(findInBucket(round, ballot, buckets, bucket, final, pureEngine)).toEqual({ place: lines.indexOf(canonical(ballot)) + 1, of: 7 })
      expect(() => findInBucket(round, ballot, buckets, [...bucket, ...bucket], final, pureEngine)).toThrow(expect.objectContaining({ code: 'ORDER' }))
      expect(() => findInBucket(round, ballot, buckets, [], final, pureEngine)).toThrow(expect.objectContaining({ code: 'HEAD_ROOT' }))
    }
    const altered = buckets.map((bucket, i) => (i === 0 ? { ...bucket, size: bucket.size + 1 } : bucket))
    expect(() => findInBucket(round, world.ballots[0]!, altered, [], final, pureEngine)).toThrow(expect.objectContaining({ code: 'HEAD_ROOT' }))
  })

  test('a board made for one phone is not the one that was signed', () => {
    expect(() => find(world.ballots[0]!, lines.slice(1))).toThrow(expect.objectContaining({ code: 'HEAD_SIZE' }))
    const other = held({ people: 7 }, ['n'])
    expect(() => find(world.ballots[0]!, other.boardLines())).toThrow(expect.objectContaining({ code: 'HEAD_ROOT' }))
    expect(() => find(world.ballots[0]!, lines, { ...final, sigs: final.sigs.slice(1) })).toThrow(expect.objectContaining({ code: 'HEAD_SIGNATURE' }))
    expect(() => find(world.ballots[0]!, lines, opening)).toThrow(expect.objectContaining({ code: 'HEAD_CHAIN' }))
    expect(() => find(world.ballots[0]!, [...lines].reverse())).toThrow(expect.objectContaining({ code: 'ORDER' }))
  })

  describe('a ballot that the box accepted and dropped', () => {
    const own = world.ballots[2]!
    const receipt = world.receipt(own)
    const left = world.ballots.filter(ballot => ballot !== own)
    const shortLines = world.boardLines(left)
    const shortHead = world.final(opening, shortLines, world.tally())

    test('is not found, and receipt and board prove it to anybody', () => {
      expect(find(own, shortLines, shortHead)).toEqual({ place: 0, of: 6 })
      expect(demandReceipt(round, own, receipt, pureEngine)).toBe(receipt)
      expect(judge(round, own, receipt, shortLines, shortHead, nodeEngine)).toBe('dropped')
      expect(judge(round, own, receipt, lines, final, nodeEngine)).toBe('counted')
    })

    test('a made-up complaint proves nothing', () => {
      const never = markBallot(round, world.drawn[2]!.paper, world.drawn[2]!.tokens, { marks: 'y', writeIns: [] })
      expect(() => judge(round, never, receipt, shortLines, shortHead, nodeEngine)).toThrow(expect.objectContaining({ code: 'RECEIPT' }))
      expect(() => judge(round, own, { ...receipt, sig: own.sig }, shortLines, shortHead, nodeEngine)).toThrow(expect.objectContaining({ code: 'RECEIPT' }))
      expect(() => judge(round, { ...own, sig: receipt.sig }, receipt, shortLines, shortHead, nodeEngine)).toThrow(expect.objectContaining({ code: 'BALLOT_SIGNATURE' }))
    })

    test('the code that the voter sees is short and is not that of anything on the board', () => {
      expect(receiptCode(receipt)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(receiptCode(receipt)).toBe(receiptCode(world.receipt(own)))
      expect(lines.join()).not.toContain(receipt.sig)
    })
  })
})

test('the opening record is checked by itself before casting', () => {
  const opening = ['[', ...[canonical(round.manifest), ...world.listLines(), canonical(world.opening())].map((line, i, all) => (i < all.length - 1 ? `${line},` : line)), ']']
  expect(verifyRecord(opening, nodeEngine, { until: 'opening' })).toMatchObject({ ok: true, outcome: { state: 'opening', issued: 7, ballots: 0 } })
  expect(verifyRecord(opening, nodeEngine)).toMatchObject({ ok: false, problem: { code: 'INCOMPLETE' } })
})
