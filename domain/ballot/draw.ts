import { digest } from './canonical'
import type { Round } from './manifest'

/** What a phone asks every issuer: the blinded messages for all of them, under one signature of its device key. */
export interface DrawRequest {
  manifest: string
  seat: string
  devicePub: string
  blinded: string[]
  deviceSig: string
}

export const drawDigest = (round: Round, seat: string, blinded: readonly string[]): Uint8Array =>
  digest('draw', { blinded, manifest: round.hash, seat })
