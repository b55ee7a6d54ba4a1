import { canonical, type Canon } from '../../domain/ballot/canonical'
import { openRound, type Manifest, type Round } from '../../domain/ballot/manifest'
import { demandsSealed } from '../../domain/ballot/question'
import { paperQuestion } from '../../domain/congress/secret'
import { byDelegation } from '../../domain/congress/delegations'
import { Refusal, stale } from '../../domain/refusal'
import type { Question } from '../../types/congress-vote'
import { newSigningKey } from '../_kit/ballot-crypto'
import { bareRound, issuerKeys } from '../_kit/ballot-issuer'
import { bySeat, rollRoot, roundOf, wrapped } from '../_kit/ballot-round'
import { config } from '../_kit/config'
import type { BallotRoundDoc, BallotSeatDoc, MatterDoc, RollDoc, SessionDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import { isDuplicate, type NewDoc, type Store } from '../_kit/store'
import { askWitness, hasWitness } from './witness-client'

const MOST_DELAY = 60
const MOST_SCRUTINEERS = 20
const BATCH = 500

type Row = Pick<RollDoc, '_id' | 'personId' | 'name' | 'delegation' | 'present' | 'devicePub' | 'booth'>

/** Seats 席位号 of a session: its frozen roll by delegation and name, numbered. The same in every round. */
function seatNumbers(rows: readonly Pick<Row, '_id' | 'name' | 'delegation'>[]): Map<string, string> {
  const sorted = [...rows].sort((a, b) => byDelegation(a.delegation, b.delegation) || a.name.localeCompare(b.name, 'zh') || (a._id < b._id ? -1 : 1))
  return new Map(sorted.map((row, i) => [row._id, String(i + 1).padStart(4, '0')]))
}

/** Everybody with a vote on the session's roll: a round trip for each hundred. */
export const votersOf = (store: Store, sessionId: string): Promise<Row[]> =>
  every(store.roll, { sessionId, observer: false }, ['_id', 'personId', 'name', 'delegation', 'present', 'devicePub', 'booth']) as Promise<Row[]>

interface Opening {
  roundId: string
  matter: MatterDoc
  session: SessionDoc
  question: Question
  previous: string
  rule: { needed: number; roll: number }
  union: string
  single: boolean
  rows: readonly Row[]
}

function manifestOf({ roundId, matter, session, question, previous, rule, rows }: Opening, roll: readonly { seat: string; devicePub: string }[], issuers: Manifest['issuers'], boxPub: string): Manifest {
  const paper = paperQuestion(question, matter.title)
  const delay = Number(config().ZDT_BALLOT_DELAY ?? MOST_DELAY)
  const present = rows.filter(r => r.present).length
  return {
    kind: 'manifest', version: 1, round: roundId, previous, question: paper,
    rule: { ...rule, delay, present, session: session.title } as Canon,
    issuers, boxPub, scrutineers: (session.sealKeys ?? []).slice(0, MOST_SCRUTINEERS).map(({ name, pub }) => ({ name, pub })),
    rollHash: rollRoot(roll), rollSize: roll.length, board: demandsSealed(paper, roll.length) ? 'sealed' : 'open',
  }
}

/**
 * Sets a round of secret ballot up: keys, manifest, roll of seats; at the witness too. The first to write the manifest
 * decides; whoever comes second, or again after a kill, goes on with that one.
 */
export async function setUp(bare: Store, opening: Opening): Promise<Round> {
  const { roundId, session, single } = opening
  if ((session.sealKeys ?? []).length < 2) throw new Refusal('NO_SCRUTINEERS', '至少要有两名监票人。请他们先在手机上打开本次会议的“监票人签封”页面登记')
  const doc = (await bare.ballotRounds.get(roundId)) ?? (await prepare(bare, opening))
  const round = roundOf(doc)
  if (round.manifest.issuers.length === (single ? 2 : 1)) throw new Refusal('STALE', '这一轮已经按另一种签发方式准备好了。请作废后重新开始')
  // Killed after the manifest, and the matter edited since: the manifest may be known, so it is never replaced.
  if (canonical(round.manifest.question) !== canonical(paperQuestion(opening.question, opening.matter.title))) {
    throw new Refusal('STALE', '这一轮曾按改动前的议题准备过选票，不能再用。请把议题改回原样，或另列一个议题')
  }
  if (doc.state !== 'preparing') return round
  await addSeats(bare, doc.roll.map(line => ({ ...line, _id: `${roundId}.${line.seat}`, tenantId: session.tenantId, round: roundId, paper: false })))
  if (round.manifest.issuers.length > 1) await openAtWitness(round, doc.roll)
  await bare.ballotRounds.change({ _id: roundId, state: 'preparing' }, { state: 'drawing', roll: [] })
  return round
}

/** Who is present now, with the key of the phone. */
function rollOf(rows: readonly Row[]): BallotRoundDoc['roll'] {
  const seats = seatNumbers(rows)
  return rows.filter(r => r.present).map(r => ({ seat: seats.get(r._id)!, devicePub: r.devicePub ?? '', rollId: r._id })).sort(bySeat)
}

async function prepare(bare: Store, opening: Opening): Promise<BallotRoundDoc> {
  const { roundId, session, union, single } = opening
  if (!single && !hasWitness()) throw new Refusal('WITNESS_DOWN', '还没有设置见证方。可以改由本单位工会单独签发选票')
  const [keys, box, witness] = await Promise.all([issuerKeys(roundId), newSigningKey(), single ? undefined : askWitness<'prepare'>({ op: 'prepare', round: roundId })])
  const issuers = [{ modulus: keys.modulus, name: union, pub: keys.wordPub }, ...(witness ? [{ modulus: witness.modulus, name: witness.name, pub: witness.pub }] : [])]
  const roll = rollOf(opening.rows)
  const manifest = canonical(openRound(manifestOf(opening, roll, issuers, box.pub)).manifest)
  const doc: NewDoc<BallotRoundDoc> = { ...bareRound(roundId, keys), tenantId: session.tenantId, manifest, roll, box: wrapped('box', roundId, box.privateKey) }
  await bare.ballotRounds.add(doc)
  const first = await bare.ballotRounds.get(roundId)
  if (!first) throw stale('这一轮表决')
  return first
}

async function addSeats(bare: Store, docs: readonly NewDoc<BallotSeatDoc>[]): Promise<void> {
  for (let at = 0; at < docs.length; at += BATCH) {
    const part = docs.slice(at, at + BATCH)
    try {
      await bare.ballotRoll.addMany(part)
    } catch (e) {
      if (!isDuplicate(e)) throw e
      for (const doc of part) await bare.ballotRoll.add(doc)
    }
  }
}

async function openAtWitness(round: Round, roll: readonly { seat: string; devicePub: string }[]): Promise<void> {
  const lines = [...roll].sort(bySeat).map(({ devicePub, seat }) => ({ devicePub, seat }))
  const { hash } = await askWitness<'open'>({ op: 'open', round: round.manifest.round, manifest: round.manifest, roll: lines })
  if (hash !== round.hash) throw new Refusal('WITNESS_DOWN', '见证方确认的投票设置与本单位的不一致，不能开始。请作废后重新开始')
}
