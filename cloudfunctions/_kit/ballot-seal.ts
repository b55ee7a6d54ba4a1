import { batchDigest, type Batch } from '../../domain/ballot/batch'
import { canonical } from '../../domain/ballot/canonical'
import { demandHeadSigned, headDigest, scrutineersAmong, signersOf, type Signed } from '../../domain/ballot/heads'
import type { Round } from '../../domain/ballot/manifest'
import { recordText } from '../../domain/ballot/record'
import { Refusal } from '../../domain/refusal'
import { nodeEngine } from './ballot-crypto'
import { putText, readLines } from './ballot-files'
import { roundOf } from './ballot-round'
import type { CloudApp } from './cloud'
import type { BallotRoundDoc, HeadDoc } from './documents'
import type { Store } from './store'

/** 签封: what scrutineers sign, and whose signatures stand. */

/** A batch of paper ballots before it is signed. */
export type BareBatch = Omit<Batch, 'sigs'>

export const signedHead = ({ head, sigs }: Pick<HeadDoc, 'head' | 'sigs'>): string => canonical({ ...JSON.parse(head), sigs })

/** Under a head: does every signature stand that it needs? */
export function isSigned(round: Round, { head, sigs }: Pick<HeadDoc, 'head' | 'sigs'>): boolean {
  try {
    demandHeadSigned(round, { ...JSON.parse(head), sigs }, nodeEngine)
    return true
  } catch {
    return false
  }
}

/** Two scrutineers have signed the final head. */
export const isFinal = ({ sigs }: HeadDoc): boolean => scrutineersAmong(sigs) >= 2

const batchDigests = (round: Round, final: HeadDoc): Uint8Array[] => final.batches.map(line => batchDigest(round, JSON.parse(line) as BareBatch))

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

/** What a scrutineer has signed. `place`: which one of the manifest's; `batches`: one signature for each batch of paper ballots. */
export interface Seal { place: number; sig: string; batches: readonly string[] }

/**
 * Keeps one scrutineer's signatures under a head. Undefined = another's came first: to be read again.
 * @throws Refusal when they do not fit what is to be signed
 */
export async function keepSeal(bare: Store, ballot: BallotRoundDoc, head: HeadDoc, { place, sig, batches }: Seal): Promise<HeadDoc | undefined> {
  const round = roundOf(ballot)
  demandGood(round, place, head, sig, batches)
  const signed: Signed = { by: `scrutineer/${place}`, sig }
  const sigs = withSig(round, head.sigs, signed)
  const batchSigs = head.batchSigs.map((all, i) => withSig(round, all, { ...signed, sig: batches[i]! }))
  return bare.heads.changeOne({ _id: head._id, rev: head.rev }, { sigs, batchSigs })
}

/** Publishes the record of the draw once its head is signed. */
export async function keepOpeningRecord(app: CloudApp, bare: Store, ballot: BallotRoundDoc, head: HeadDoc): Promise<void> {
  if (head.record || !isSigned(roundOf(ballot), head)) return
  const lines = await readLines(app, head.file)
  const record = await putText(app, ballot, 'opening.json', recordText([ballot.manifest, ...lines, signedHead(head)]))
  await bare.heads.change({ _id: head._id }, { record })
}
