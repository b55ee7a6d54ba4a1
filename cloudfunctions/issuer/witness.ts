import { createHmac } from 'node:crypto'
import { canonical } from '../../domain/ballot/canonical'
import { inspect, type IssuedLine } from '../../domain/ballot/lines'
import { openRound, MODULUS_BYTES, type Round } from '../../domain/ballot/manifest'
import { isAnswer } from '../../domain/ballot/issuance'
import { bytes, bytesOrNone, either, id, list, object, only, text, type Shape } from '../../domain/ballot/shape'
import { Refusal } from '../../domain/refusal'
import { addMissing } from '../_kit/add-missing'
import { nodeEngine } from '../_kit/ballot-crypto'
import { bareRound, closeDraw, issuerKeys, listedPapers, sealDraw, voidRound } from '../_kit/ballot-issuer'
import { roundOf, rollRoot } from '../_kit/ballot-round'
import { config } from '../_kit/config'
import type { BallotRoundDoc, IssuedDoc } from '../_kit/documents'
import type { Anonymous } from '../_kit/serve-anonymous'
import { sameHash } from '../_kit/secrets'
import type { Store } from '../_kit/store'
import { WITNESS_NAME, type WitnessAnswers, type WitnessAsks } from '../_kit/witness-protocol'

const anything: Shape = value => { if (typeof value !== 'object' || value === null) throw new Refusal('BAD_INPUT', '投票设置不完整') }
const seats = list(object({ devicePub: bytesOrNone(32), seat: id }), 0, 20_000)
const round = text(8, 80)

const shape = either(
  object({ op: only('prepare'), round }),
  object({ op: only('open'), round, manifest: anything, roll: seats }),
  object({ op: only('close'), round }),
  object({ op: only('papers'), round, seats: list(id, 0, 20_000) }),
  object({ op: only('seal'), round, papers: list(id, 0, 20_000), answers: list(object({ answer: bytes(MODULUS_BYTES), seat: id }), 0, 20_000), others: list(anything, 0, 20_000) }),
  object({ op: only('void'), round }),
)

/**
 * The witness 见证方: an issuer in an environment of its own, of the upper union or the guidance station. It does what
 * the union office asks, and nothing that would let the office issue a paper alone: it signs only for seats of the roll
 * that it was given before the draw, whose phones asked for it themselves.
 */
export async function witness({ body, text: raw, header, store }: Anonymous): Promise<unknown> {
  const secret = config().ZDT_WITNESS_SECRET
  const mac = secret && createHmac('sha256', secret).update(raw).digest('hex')
  if (!mac || !sameHash(mac, header('x-zdt-mac') ?? '')) throw new Refusal('NOT_ALLOWED', '见证方不认识这个请求')
  shape(body, '见证')
  const asks = body as WitnessAsks
  switch (asks.op) {
    case 'prepare': return prepare(store, asks.round)
    case 'open': return open(store, asks)
    case 'close': return close(store, asks.round)
    case 'papers': return papers(store, asks)
    case 'seal': return seal(store, asks)
    case 'void': return { done: await voidRound(store, asks.round) }
  }
}

const there = async (store: Store, _id: string): Promise<BallotRoundDoc> => {
  const doc = await store.ballotRounds.get(_id)
  if (!doc) throw new Refusal('NOT_FOUND', '见证方没有这一轮')
  return doc
}

async function prepare(store: Store, _id: string): Promise<WitnessAnswers['prepare']> {
  const known = await store.ballotRounds.get(_id)
  if (!known) await store.ballotRounds.add({ ...bareRound(_id, await issuerKeys(_id)), tenantId: 'witness' })
  const { modulus, wordPub } = known ?? await there(store, _id)
  return { modulus, pub: wordPub, name: config().ZDT_ISSUER_NAME ?? WITNESS_NAME }
}

async function open(store: Store, { round: _id, manifest, roll }: Extract<WitnessAsks, { op: 'open' }>): Promise<WitnessAnswers['open']> {
  const doc = await there(store, _id)
  const opened = openRound(manifest)
  const mine = opened.manifest.issuers.findIndex(i => i.modulus === doc.modulus && i.pub === doc.wordPub)
  if (mine < 0 || opened.manifest.round !== _id) throw new Refusal('MANIFEST', '投票设置里没有见证方的公钥')
  if (opened.manifest.rollHash !== rollRoot(roll) || opened.manifest.rollSize !== roll.length) throw new Refusal('ROLL', '到会名册与投票设置里的校验值不一致')
  const text = canonical(manifest)
  if (doc.state !== 'preparing' && doc.manifest !== text) throw new Refusal('MANIFEST_OTHER', '见证方已经按另一份设置开始了这一轮')
  if (doc.state === 'preparing') {
    const docs = roll.map(({ seat, devicePub }) => ({ _id: `${_id}.${seat}`, tenantId: 'witness', round: _id, seat, devicePub, rollId: '', paper: false }))
    await addMissing(store.ballotRoll, docs, 500)
    await store.ballotRounds.change({ _id, state: 'preparing' }, { state: 'drawing', manifest: text, issuer: mine })
  }
  return { hash: opened.hash }
}

async function close(store: Store, _id: string): Promise<WitnessAnswers['close']> {
  const doc = await there(store, _id)
  if (doc.state === 'preparing' || doc.state === 'void') throw new Refusal('WRONG_STATE', '见证方没有开始这一轮')
  const issued = doc.sealed ? await listedPapers(store, _id) : await closeDraw(store, _id)
  return { issued: issued.map(i => ({ seat: i.seat, answer: i.answers[doc.issuer]! })) }
}

const lineOf = ({ answers, blinded, devicePub, deviceSig, seat }: IssuedDoc): IssuedLine => ({ kind: 'issued', answers, blinded, devicePub, deviceSig, seat })

async function papers(store: Store, { round: _id, seats }: Extract<WitnessAsks, { op: 'papers' }>): Promise<WitnessAnswers['papers']> {
  const wanted = new Set(seats)
  return { lines: (await listedPapers(store, _id)).filter(i => wanted.has(i.seat)).map(lineOf) }
}

const asDoc = (round: string, line: Omit<IssuedLine, 'kind'>, channel: IssuedDoc['channel']): IssuedDoc =>
  ({ ...line, _id: `${round}.${line.seat}`, rev: 0, round, channel, listed: true })

/**
 * The list that is sealed: what both have signed, what only one has, and what was handed out on paper. Nothing that the
 * witness has signed may be missing from it.
 */
async function seal(store: Store, { round: _id, papers: handed, answers, others }: Extract<WitnessAsks, { op: 'seal' }>): Promise<WitnessAnswers['seal']> {
  const doc = await there(store, _id)
  if (doc.state !== 'drawn') throw new Refusal('WRONG_STATE', '见证方的领票还没有结束')
  const opened = roundOf(doc)
  const own = new Map((await listedPapers(store, _id)).map(i => [i.seat, i]))
  const both = answers.map(({ seat, answer }) => withBoth(opened, doc.issuer, own.get(seat), answer, seat))
  const lacking = others.map(line => {
    inspect(canonical(line), opened, nodeEngine)
    if ((own.get(line.seat)?.answers[doc.issuer] ?? '') !== line.answers[doc.issuer]) throw missing(line.seat)
    return asDoc(_id, line, 'phone')
  })
  const onPaper = handed.map(seat => asDoc(_id, { seat, devicePub: '', blinded: [], deviceSig: '', answers: [] }, 'paper'))
  const listed = [...both, ...lacking, ...onPaper]
  const seats = new Set(listed.map(i => i.seat))
  for (const seat of own.keys()) if (!seats.has(seat)) throw missing(seat)
  const sealed = await sealDraw(store, doc, opened, listed)
  if (!sealed) throw new Refusal('HEAD_CHAIN', '见证方已经签封了另一份领票名单')
  return { sig: sealed.sig, destroyed: sealed.destroyed }
}

const missing = (seat: string) => new Refusal('ISSUED_MISSING', `领票名单与见证方的记录不一致（席位 ${seat}）`)

function withBoth(round: Round, mine: number, paper: IssuedDoc | undefined, answer: string, seat: string): IssuedDoc {
  const office = 1 - mine
  if (!paper) throw missing(seat)
  if (!isAnswer(round, office, paper.blinded[office]!, answer, nodeEngine)) throw new Refusal('ISSUER_ANSWER', `席位 ${seat} 的签发结果与领票请求不符`)
  return { ...paper, answers: paper.answers.map((a, i) => (i === office ? answer : a)) }
}
