import { headDigest, signersOf, type Signed } from '../../domain/ballot/heads'
import type { Round } from '../../domain/ballot/manifest'
import { decide } from '../../domain/congress/decide'
import { missingFor } from '../../domain/congress/round-tally'
import { rulesFor } from '../../domain/congress/session-rules'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import { nodeEngine } from '../_kit/ballot-crypto'
import { putText, readLines } from '../_kit/ballot-files'
import { voidRound } from '../_kit/ballot-issuer'
import { roundOf } from '../_kit/ballot-round'
import { command } from '../_kit/cloud'
import type { BallotRoundDoc, HeadDoc, RoundDoc, SessionDoc } from '../_kit/documents'
import type { Call, Handlers } from '../_kit/serve'
import { oneBeside, type Store } from '../_kit/store'
import { asSettled, beside, type Finished } from './count'
import { roundView } from './hall'
import { batchDigests, drawUp, isFinal, recordOf, sameBatches, signedHead, tallyOfBox, type Box } from './secret-count'
import { askWitness } from './witness-client'
import { ballotStore, isSigned, papersSoFar, withSigns } from './secret-view'
import { recordText } from '../../domain/ballot/record'

type Seals = Pick<Handlers<typeof congress>, 'toSeal' | 'seal'>

type Calling = Pick<Call<unknown>, 'app' | 'store'>

interface Found { doc: RoundDoc; session: SessionDoc; ballot: BallotRoundDoc; batches: ReturnType<typeof asSettled> }

async function read(store: Store, roundId: string): Promise<Found> {
  const found = await store.rounds.joined(roundId, { ...beside, ballot: oneBeside('ballotRounds', '$_id') })
  const [session] = found?.beside.session ?? []
  const [ballot] = found?.beside.ballot ?? []
  if (!found || !session || !ballot) throw notFound('轮表决')
  return { doc: found.doc, session, ballot, batches: asSettled(found.beside.batches) }
}

export const WAIT_FOR_SEALS = '计票已完成，等两名监票人核对并签封'
const STUFFED = '收回的票多于发出的票，本轮投票无效，须重新进行'

/**
 * The final head. Whatever the box held when it was first drawn up is counted, and nothing later; only a corrected
 * batch of paper ballots draws it up anew, without signatures. Null = stuffed.
 */
async function finalOf(box: Box, batches: Found['batches']): Promise<HeadDoc | null> {
  const { bare, doc } = box
  for (;;) {
    const there = await bare.heads.get(`${doc._id}.1`)
    if (there && (isFinal(there) || sameBatches(there, doc, batches))) return there
    const fresh = await drawUp(box, batches)
    if (!fresh) return null
    const { _id, rev: _rev, ...all } = fresh
    if (!there && (await bare.heads.add(fresh))) return fresh
    const done = there && (await bare.heads.changeOne({ _id, rev: there.rev }, all))
    if (done) return done
  }
}

/**
 * Goes on with a secret ballot whose box is shut: says what is missing, draws the count up, and publishes it once two
 * scrutineers have signed. Anybody may do it at any time and as often; each step is one conditional write.
 */
export async function finishSecret(call: Calling, roundId: string): Promise<Finished> {
  const { app, store } = call
  const bare = ballotStore(call)
  const { doc, session, ballot, batches } = await read(store, roundId)
  if (doc.state !== 'closing') {
    // Counted for the chairs, and the box was never told: a kill between the two.
    if (doc.state === 'counted' && ballot.state === 'closing') await bare.ballotRounds.change({ _id: roundId, state: 'closing' }, { state: 'counted', box: '' })
    return { round: doc, missing: null }
  }
  const wait = async (missing: string): Promise<Finished> => ({ round: doc, missing, soFar: { voted: (await papersSoFar(bare, roundId)).voted, papers: doc.papers } })
  const missing = missingFor('named', doc.papers, batches)
  if (missing) return wait(missing)
  const opening = (await bare.heads.get(`${roundId}.0`))!
  const final = await finalOf({ app, bare, ballot, doc, opening }, batches)
  if (!final) return voidStuffed(store, bare, doc)
  if (!isFinal(final)) return wait(WAIT_FOR_SEALS)
  if (!final.record) {
    const record = await putText(app, ballot, 'record.json', await recordOf({ app, ballot, opening }, final))
    await bare.heads.change({ _id: final._id }, { record })
  }
  const tally = tallyOfBox(doc, final)
  const decision = decide(doc.question, tally, rulesFor(session.kind, session.rules))
  const info = withSigns(doc.ballot!, 1, final.sigs)
  const round = await store.rounds.changeOne({ _id: roundId, state: 'closing' }, { state: 'counted', counted: [], tally, decision, voted: tally.collected, ballot: info })
  await bare.ballotRounds.change({ _id: roundId, state: 'closing' }, { state: 'counted', box: '' })
  return { round: round ?? (await store.rounds.get(roundId))!, missing: null }
}

/** As on paper: more ballots than papers, and the whole vote is void. */
async function voidStuffed(store: Store, bare: Store, doc: RoundDoc): Promise<Finished> {
  await voidRound(bare, doc._id)
  const decision: RoundDoc['decision'] = { outcome: 'void', sentence: STUFFED, articles: [], elected: [], runoff: null, vacant: 0 }
  const round = await store.rounds.changeOne({ _id: doc._id, state: 'closing' }, { state: 'void', decision })
  return { round: round ?? (await store.rounds.get(doc._id))!, missing: null }
}

/** Ends a round that came to nothing, here and at the witness; a witness that is down learns of it by nobody's asking any more. */
export async function voidSecret(call: Calling, round: RoundDoc): Promise<void> {
  await voidRound(ballotStore(call), round._id)
  if (round.ballot!.issuers.length > 1) await askWitness<'void'>({ op: 'void', round: round._id }).catch(() => undefined)
}

/** Which scrutineer of the manifest the caller is. */
function placeOf(doc: RoundDoc, personId: string): number {
  const place = doc.ballot!.scrutineers.findIndex(s => s.personId === personId)
  if (place < 0) throw new Refusal('NOT_ALLOWED', '您不是这一轮登记的监票人，不能签封')
  return place
}

/** The head that waits for signatures now: the opening one after the draw, the final one after the closing. */
async function openHead(call: Calling, roundId: string): Promise<Found & { bare: Store; head: HeadDoc }> {
  const bare = ballotStore(call)
  const found = await read(call.store, roundId)
  if (!found.doc.ballot) throw new Refusal('WRONG_WAY', '这一轮不是手机无记名投票')
  const n = found.doc.state === 'drawn' ? 0 : 1
  const head = found.doc.state === 'drawn' || found.doc.state === 'closing' ? await bare.heads.get(`${roundId}.${n}`) : undefined
  if (!head) throw new Refusal('NOT_YET', found.doc.state === 'closing' ? '纸质票还没有录入完，暂时没有可签封的内容' : '现在没有需要签封的内容')
  return { ...found, bare, head }
}

export const secretSeals: Seals = {
  toSeal: {
    allow: ['scrutineer'],
    // With the file of the lines, which is no round trip to the database.
    trips: 4,
    async run(call) {
      const { input: { roundId }, me, app } = call
      const { doc, ballot, bare, head } = await openHead(call, roundId)
      placeOf(doc, me.person!._id)
      const opening = head.n === 1 ? await bare.heads.get(`${roundId}.0`) : undefined
      return { manifest: ballot.manifest, head: head.head, opening: opening ? signedHead(opening) : null, lines: await readLines(app, head.file), batches: head.batches, tally: head.tally || null, spoilt: head.spoilt }
    },
  },

  seal: {
    allow: ['scrutineer'],
    // The second signature of the final head goes on with the count, which reads the box in pages.
    trips: 120,
    async run(call) {
      const { input: { roundId, n, sig, batches }, me, store, app } = call
      for (let tries = 0; tries < 5; tries++) {
        const { doc, ballot, bare, head } = await openHead(call, roundId)
        const place = placeOf(doc, me.person!._id)
        if (head.n !== n) throw stale('这一轮的签封')
        const round = roundOf(ballot)
        demandGood(round, place, head, sig, batches)
        const signed: Signed = { by: `scrutineer/${place}`, sig }
        const sigs = withSig(round, head.sigs, signed)
        const batchSigs = head.batchSigs.map((all, i) => withSig(round, all, { ...signed, sig: batches[i]! }))
        const kept = await bare.heads.changeOne({ _id: head._id, rev: head.rev }, { sigs, batchSigs })
        if (!kept) continue
        if (n === 1) {
          const { round: done, soFar, missing } = await finishSecret(call, roundId)
          return roundView({ ...done, ballot: withSigns(done.ballot!, 1, sigs) }, soFar, missing)
        }
        if (isSigned(round, kept) && !kept.record) {
          const lines = await readLines(app, kept.file)
          const record = await putText(app, ballot, 'opening.json', recordText([ballot.manifest, ...lines, signedHead(kept)]))
          await bare.heads.change({ _id: kept._id }, { record })
        }
        const shown = await store.rounds.changeOne({ _id: roundId, state: command.in(['drawn', 'open']) }, { [`ballot.scrutineers.${place}.opening` as const]: true })
        return roundView(shown ?? (await store.rounds.get(roundId))!)
      }
      throw stale('这一轮的签封')
    },
  },
}

function demandGood(round: Round, place: number, head: HeadDoc, sig: string, batches: readonly string[]): void {
  const pub = Buffer.from(round.manifest.scrutineers[place]!.pub, 'base64url')
  const good = (digest: Uint8Array, text: string) => nodeEngine.verifyEd25519(pub, digest, Buffer.from(text, 'base64url'))
  const digests = batchDigests(round, head)
  const all = good(headDigest(round, JSON.parse(head.head)), sig) && batches.length === digests.length && digests.every((d, i) => good(d, batches[i]!))
  if (!all) throw new Refusal('BAD_SIGNATURE', '签名与要签封的内容不符。内容可能刚刚更正过，请刷新后重新核对')
}

/** Signatures stand in the order of the manifest, one of each signer. */
function withSig(round: Round, sigs: readonly Signed[], one: Signed): Signed[] {
  const order = signersOf(round)
  return [...sigs.filter(s => s.by !== one.by), one].sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by))
}
