import { canonical, type Canon } from '../../domain/ballot/canonical'
import { openRound, type Manifest, type Round } from '../../domain/ballot/manifest'
import { demandsSealed, type Question } from '../../domain/ballot/question'
import { Refusal, stale } from '../../domain/refusal'
import { addMissing } from './add-missing'
import { newSigningKey } from './ballot-crypto'
import { bareRound, issuerKeys } from './ballot-issuer'
import { bySeat, rollRoot, roundOf, wrapped } from './ballot-round'
import { askWitness, hasWitness } from './ballot-witness'
import { config } from './config'
import type { BallotRoundDoc } from './documents'
import type { NewDoc, Store } from './store'

const MOST_DELAY = 60
const MOST_SCRUTINEERS = 20
const BATCH = 500

/** A round of papers that is to be set up. */
export interface Opening {
  roundId: string
  tenantId: string
  question: Question
  previous: string
  /** The rule in the words of whoever leads the round; the longest delay is added to it. */
  rule: { [name: string]: Canon }
  /** Under which name the union office issues, and whether it does so without a witness. */
  union: string
  single: boolean
  /** At least two. */
  scrutineers: readonly { name: string; pub: string }[]
  roll: BallotRoundDoc['roll']
  /** Told when the question is no longer the one that papers were set up for. */
  changed: string
}

function manifestOf({ roundId, question, previous, rule, scrutineers, roll }: Opening, issuers: Manifest['issuers'], boxPub: string): Manifest {
  return {
    kind: 'manifest', version: 1, round: roundId, previous, question, rule: { ...rule, delay: Number(config().ZDT_BALLOT_DELAY ?? MOST_DELAY) },
    issuers, boxPub, scrutineers: scrutineers.slice(0, MOST_SCRUTINEERS).map(({ name, pub }) => ({ name, pub })),
    rollHash: rollRoot(roll), rollSize: roll.length, board: demandsSealed(question, roll.length) ? 'sealed' : 'open',
  }
}

/**
 * Sets a round of secret ballot up: keys, manifest, roll of seats; at the witness too. The first to write the manifest
 * decides; whoever comes second, or again after a kill, goes on with that one.
 */
export async function setUp(bare: Store, opening: Opening): Promise<Round> {
  const { roundId, single, question, tenantId } = opening
  const doc = (await bare.ballotRounds.get(roundId)) ?? (await prepare(bare, opening))
  const round = roundOf(doc)
  if (round.manifest.issuers.length === (single ? 2 : 1)) throw new Refusal('STALE', '这一轮已经按另一种签发方式准备好了。请作废后重新开始')
  // Killed after the manifest, and the question edited since: the manifest may be known, so it is never replaced.
  if (canonical(round.manifest.question) !== canonical(question)) throw new Refusal('STALE', opening.changed)
  if (doc.state !== 'preparing') return round
  await addMissing(bare.ballotRoll, doc.roll.map(line => ({ ...line, _id: `${roundId}.${line.seat}`, tenantId, round: roundId, paper: false })), BATCH)
  if (round.manifest.issuers.length > 1) await openAtWitness(round, doc.roll)
  await bare.ballotRounds.change({ _id: roundId, state: 'preparing' }, { state: 'drawing', roll: [] })
  return round
}

async function prepare(bare: Store, opening: Opening): Promise<BallotRoundDoc> {
  const { roundId, tenantId, union, single, roll } = opening
  if (!single && !hasWitness()) throw new Refusal('WITNESS_DOWN', '还没有设置见证方。可以改由本单位工会单独签发选票')
  const [keys, box, witness] = await Promise.all([issuerKeys(roundId), newSigningKey(), single ? undefined : askWitness<'prepare'>({ op: 'prepare', round: roundId })])
  const issuers = [{ modulus: keys.modulus, name: union, pub: keys.wordPub }, ...(witness ? [{ modulus: witness.modulus, name: witness.name, pub: witness.pub }] : [])]
  const manifest = canonical(openRound(manifestOf(opening, issuers, box.pub)).manifest)
  const doc: NewDoc<BallotRoundDoc> = { ...bareRound(roundId, keys), tenantId, manifest, roll, box: wrapped('box', roundId, box.privateKey) }
  await bare.ballotRounds.add(doc)
  const first = await bare.ballotRounds.get(roundId)
  if (!first) throw stale('这一轮表决')
  return first
}

async function openAtWitness(round: Round, roll: readonly { seat: string; devicePub: string }[]): Promise<void> {
  const lines = [...roll].sort(bySeat).map(({ devicePub, seat }) => ({ devicePub, seat }))
  const { hash } = await askWitness<'open'>({ op: 'open', round: round.manifest.round, manifest: round.manifest, roll: lines })
  if (hash !== round.hash) throw new Refusal('WITNESS_DOWN', '见证方确认的投票设置与本单位的不一致，不能开始。请作废后重新开始')
}
