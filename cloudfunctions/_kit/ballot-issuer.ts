import { canonical } from '../../domain/ballot/canonical'
import { destroyedDigest } from '../../domain/ballot/destroyed'
import { headDigest, openingHead } from '../../domain/ballot/heads'
import type { Round } from '../../domain/ballot/manifest'
import { newIssuerKey, newSigningKey, signDigest } from './ballot-crypto'
import { issuedRoot, unwrapped, wrapped } from './ballot-round'
import { command } from './cloud'
import type { BallotRoundDoc, IssuedDoc } from './documents'
import { every } from './every'
import type { NewDoc, Store } from './store'

/** What both issuers do, the union office's and the witness's: each in its own environment, with its own keys. */

/** Fresh keys of an issuer for one round, wrapped. Takes a second of work at most. */
export async function issuerKeys(round: string): Promise<Pick<BallotRoundDoc, 'modulus' | 'key' | 'word' | 'wordPub'>> {
  const [{ modulus, privateKey }, word] = await Promise.all([newIssuerKey(), newSigningKey()])
  return { modulus, key: wrapped('issuer', round, privateKey), word: wrapped('word', round, word.privateKey), wordPub: word.pub }
}

/** A round of an issuer that is still to be filled in. */
export const bareRound = (_id: string, keys: Pick<BallotRoundDoc, 'modulus' | 'key' | 'word' | 'wordPub'>): NewDoc<BallotRoundDoc> =>
  ({ _id, state: 'preparing', manifest: '', issuer: 0, roll: [], box: '', closesAt: null, sealed: null, ...keys })

/**
 * Closes the draw: from then on no paper is issued. What had been written before is listed; whatever comes in while
 * this runs is either listed and answered, or neither.
 */
export async function closeDraw(store: Store, round: string): Promise<IssuedDoc[]> {
  await store.ballotRounds.change({ _id: round, state: 'drawing' }, { state: 'drawn' })
  await store.issued.change({ round, listed: false }, { listed: true })
  return listedPapers(store, round)
}

export const listedPapers = (store: Store, round: string): Promise<IssuedDoc[]> => every(store.issued, { round, listed: true })

export const openingOf = (round: Round, issued: readonly IssuedDoc[]) => openingHead(round, issued.length, issuedRoot(issued))

/**
 * An issuer signs the opening head and that its signing key is gone, in one write that takes the key away. Asked again
 * for the same head it answers the same; for another head it has no key any more. Undefined = another head was sealed.
 */
export async function sealDraw(store: Store, doc: BallotRoundDoc, round: Round, issued: readonly IssuedDoc[]): Promise<BallotRoundDoc['sealed'] | undefined> {
  const head = openingOf(round, issued)
  const text = canonical(head)
  if (doc.sealed) return doc.sealed.head === text ? doc.sealed : undefined
  const word = unwrapped('word', doc._id, doc.word)
  const sealed = { head: text, sig: signDigest(word, headDigest(round, head)), destroyed: signDigest(word, destroyedDigest(round, doc.issuer)) }
  const done = await store.ballotRounds.changeOne({ _id: doc._id, state: 'drawn', sealed: command.eq(null) }, { sealed, key: '', word: '' })
  const kept = done?.sealed ?? (await store.ballotRounds.get(doc._id))?.sealed
  return kept?.head === text ? kept : undefined
}

/** Ends a round that came to nothing: no key is left of it. */
export const voidRound = (store: Store, round: string): Promise<number> =>
  store.ballotRounds.change({ _id: round, state: command.nin(['counted', 'void']) }, { state: 'void', key: '', word: '', box: '' })
