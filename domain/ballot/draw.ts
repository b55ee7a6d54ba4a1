import { statement } from './canonical'
import type { Round } from './manifest'

/** What a phone asks every issuer: the blinded messages for all of them, under one signature of its device key. */
export interface DrawRequest {
  manifest: string
  seat: string
  devicePub: string
  blinded: string[]
  deviceSig: string
}

export const drawStatement = (round: Round, seat: string, blinded: readonly string[]): Uint8Array =>
  statement('draw', { blinded, manifest: round.hash, seat })
