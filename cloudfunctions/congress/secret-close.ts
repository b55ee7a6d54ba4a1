import { decide } from '../../domain/congress/decide'
import { missingFor } from '../../domain/congress/round-tally'
import { rulesFor } from '../../domain/congress/session-rules'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import { finalOf, keepFinalRecord, markCounted } from '../_kit/ballot-count'
import { voidBallot } from '../_kit/ballot-draw'
import { readLines } from '../_kit/ballot-files'
import { voidRound } from '../_kit/ballot-issuer'
import { isFinal, keepOpeningRecord, keepSeal, signedHead } from '../_kit/ballot-seal'
import { ballotStore } from '../_kit/ballot-store'
import { command } from '../_kit/cloud'
import type { BallotRoundDoc, HeadDoc, RoundDoc, SessionDoc } from '../_kit/documents'
import type { Call, Handlers } from '../_kit/serve'
import { oneBeside, type Store } from '../_kit/store'
import { asSettled, beside, type Finished } from './count'
import { roundView } from './hall'
import { batchesOf, tallyOfBox } from './secret-count'
import { papersSoFar, withSigns } from './secret-view'

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
 * Goes on with a secret ballot whose box is shut: says what is missing, draws the count up, and publishes it once two
 * scrutineers have signed. Anybody may do it at any time and as often; each step is one conditional write.
 */
export async function finishSecret(call: Calling, roundId: string): Promise<Finished> {
  const { app, store } = call
  const bare = ballotStore(call)
  const { doc, session, ballot, batches } = await read(store, roundId)
  if (doc.state !== 'closing') {
    // Counted for the chairs, and the box was never told: a kill between the two.
    if (doc.state === 'counted' && ballot.state === 'closing') await markCounted(bare, roundId)
    return { round: doc, missing: null }
  }
  const wait = async (missing: string): Promise<Finished> => ({ round: doc, missing, soFar: { voted: (await papersSoFar(bare, roundId)).voted, papers: doc.papers } })
  const missing = missingFor('named', doc.papers, batches)
  if (missing) return wait(missing)
  const opening = (await bare.heads.get(`${roundId}.0`))!
  const box = { app, bare, ballot, opening, drawn: doc.ballot!.drawn }
  const final = await finalOf(box, batchesOf(doc, batches))
  if (!final) return voidStuffed(store, bare, doc)
  if (!isFinal(final)) return wait(WAIT_FOR_SEALS)
  await keepFinalRecord(box, final)
  const tally = tallyOfBox(doc, final)
  const decision = decide(doc.question, tally, rulesFor(session.kind, session.rules))
  const info = withSigns(doc.ballot!, 1, final.sigs)
  const round = await store.rounds.changeOne({ _id: roundId, state: 'closing' }, { state: 'counted', counted: [], tally, decision, voted: tally.collected, ballot: info })
  await markCounted(bare, roundId)
  return { round: round ?? (await store.rounds.get(roundId))!, missing: null }
}

/** As on paper: more ballots than papers, and the whole vote is void. */
async function voidStuffed(store: Store, bare: Store, doc: RoundDoc): Promise<Finished> {
  await voidRound(bare, doc._id)
  const decision: RoundDoc['decision'] = { outcome: 'void', sentence: STUFFED, articles: [], elected: [], runoff: null, vacant: 0 }
  const round = await store.rounds.changeOne({ _id: doc._id, state: 'closing' }, { state: 'void', decision })
  return { round: round ?? (await store.rounds.get(doc._id))!, missing: null }
}

/** Ends a round that came to nothing. */
export const voidSecret = (call: Calling, { _id, ballot }: RoundDoc): Promise<void> => voidBallot(ballotStore(call), _id, ballot!.issuers.length)

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
        const kept = await keepSeal(bare, ballot, head, { place, sig, batches })
        if (!kept) continue
        if (n === 1) {
          const { round: done, soFar, missing } = await finishSecret(call, roundId)
          return roundView({ ...done, ballot: withSigns(done.ballot!, 1, kept.sigs) }, soFar, missing)
        }
        await keepOpeningRecord(app, bare, ballot, kept)
        const shown = await store.rounds.changeOne({ _id: roundId, state: command.in(['drawn', 'open']) }, { [`ballot.scrutineers.${place}.opening` as const]: true })
        return roundView(shown ?? (await store.rounds.get(roundId))!)
      }
      throw stale('这一轮的签封')
    },
  },
}
