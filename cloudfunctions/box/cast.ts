import { ballotId, ballotLeaf, ballotLine, receiptDigest, type Ballot, type Receipt } from '../../domain/ballot/ballot'
import { demandBallot } from '../../domain/ballot/cast'
import { toText } from '../../domain/ballot/bytes'
import type { Round } from '../../domain/ballot/manifest'
import { SHAPE, no } from '../../domain/ballot/problems'
import { Refusal } from '../../domain/refusal'
import type { CastAnswer } from '../../types/ballot'
import { nodeEngine, signDigest } from '../_kit/ballot-crypto'
import type { Anonymous } from '../_kit/serve-anonymous'
import { oneBeside, type Store } from '../_kit/store'
import { valuesOn } from '../_kit/survey-ballot'
import { roundFor } from './rounds'

/**
 * 投票: takes a ballot in. Its shape first, then its checks, and nothing is written before they have passed: one insert
 * under the hash of the paper's key, then one look at the round. What is in before the closing was written is counted.
 */
export async function cast({ body, store }: Anonymous): Promise<CastAnswer> {
  const { round, boxKey, definition } = await roundFor(store, roundNamed(body))
  const ballot = demandBallot(round, body, nodeEngine)
  if (definition && !valuesOn(definition, ballot.choice.marks)) throw new Refusal('BAD_ANSWER', '答卷和题目对不上，票箱没有收下。您填写的内容还在手机上，请联系工会')
  const _id = ballotId(ballot.pub)
  const own = await store.ballots.add({ _id, ...ballot })
  const state = own ? await stateOf(store, ballot.round) : await repeated(store, _id, ballot)
  if (state === 'open' && boxKey) return { state: 'accepted', receipt: receiptOf(round, ballot, boxKey) }
  if (state === 'closing' || state === 'counted') return { state: 'undecided' }
  // Before the opening nothing may lie in the box.
  if (own) await store.ballots.remove({ _id })
  throw state === 'void' ? new Refusal('VOID', '这一轮已作废，票没有计入。如果重新投票，会再通知您') : new Refusal('NOT_OPEN', '投票还没有开始，请稍候')
}

const ID = /^[A-Za-z0-9._-]{8,80}$/

/** Which round a ballot says it is of; everything else about it is checked against that round. */
function roundNamed(body: unknown): string {
  const named = (body as { round?: unknown } | null | undefined)?.round
  if (typeof named !== 'string' || !ID.test(named)) throw no(SHAPE, '选票')
  return named
}

const stateOf = async (store: Store, _id: string) => (await store.ballotRounds.find({ _id }, { fields: ['state'], limit: 1 }))[0]?.state

/** The same bytes again get the same answer; other ones for the same paper are refused. */
async function repeated(store: Store, _id: string, ballot: Ballot) {
  const found = await store.ballots.joined(_id, { round: oneBeside('ballotRounds', '$round', { fields: ['state'] }) })
  if (found && ballotLine(found.doc) !== ballotLine(ballot)) throw new Refusal('BALLOT_TWICE', '这张选票已经投过，内容和现在的不同。投出的票不能更改，以票箱中的为准')
  return found?.beside.round[0]?.state
}

/** 回执: the same for the same ballot, however often it is asked for. */
function receiptOf(round: Round, ballot: Ballot, boxKey: Buffer): Receipt {
  const leaf = toText(ballotLeaf(ballot))
  return { kind: 'receipt', leaf, round: ballot.round, sig: signDigest(boxKey, receiptDigest(round, leaf)) }
}
