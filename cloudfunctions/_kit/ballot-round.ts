import { canonical } from '../../domain/ballot/canonical'
import { openRound, type Round } from '../../domain/ballot/manifest'
import { leafOf, rootOf } from '../../domain/ballot/merkle'
import { unwrapKey, wrapKey } from './ballot-crypto'
import { config } from './config'
import type { BallotRoundDoc, BallotSeatDoc, IssuedDoc } from './documents'

/** What a key is wrapped for: none serves another round or another purpose. */
export type KeyPurpose = 'issuer' | 'word' | 'box'

export const wrapped = (purpose: KeyPurpose, round: string, key: Buffer): string => wrapKey(config().ZDT_SECRET, `${purpose}/${round}`, key)
export const unwrapped = (purpose: KeyPurpose, round: string, text: string): Buffer => unwrapKey(config().ZDT_SECRET, `${purpose}/${round}`, text)

const opened = new Map<string, { text: string; round: Round }>()
const KEPT = 32

/** The round of a manifest that the server wrote itself; checked and hashed once an instance. */
export function roundOf({ _id, manifest }: Pick<BallotRoundDoc, '_id' | 'manifest'>): Round {
  const known = opened.get(_id)
  if (known?.text === manifest) return known.round
  if (opened.size >= KEPT) opened.clear()
  const round = openRound(JSON.parse(manifest))
  opened.set(_id, { text: manifest, round })
  return round
}

export const rollLine = ({ devicePub, seat }: Pick<BallotSeatDoc, 'devicePub' | 'seat'>): string => canonical({ kind: 'roll', devicePub, seat })

export const issuedLine = ({ channel, seat, answers, blinded, devicePub, deviceSig }: IssuedDoc): string =>
  channel === 'paper' ? canonical({ kind: 'paper', seat }) : canonical({ kind: 'issued', answers, blinded, devicePub, deviceSig, seat })

export const bySeat = (a: { seat: string }, b: { seat: string }): number => (a.seat < b.seat ? -1 : a.seat > b.seat ? 1 : 0)

/** Root over the roll, in the order of seats. */
export const rollRoot = (roll: readonly Pick<BallotSeatDoc, 'devicePub' | 'seat'>[]): string => rootOf([...roll].sort(bySeat).map(line => leafOf(rollLine(line))))

/** Root over the papers handed out, in the order of seats. */
export const issuedRoot = (issued: readonly IssuedDoc[]): string => rootOf([...issued].sort(bySeat).map(line => leafOf(issuedLine(line))))
