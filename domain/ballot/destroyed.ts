import { digest } from './canonical'
import type { Round } from './manifest'
import { bytes, integer, object, only } from './shape'

/** An issuer says that its signing key is gone. */
export interface Destroyed { kind: 'destroyed'; issuer: number; sig: string }

export const destroyedShape = object({ kind: only('destroyed'), issuer: integer(0, 3), sig: bytes(64) })

export const destroyedDigest = (round: Round, issuer: number): Uint8Array => digest('destroyed', { issuer, manifest: round.hash })
