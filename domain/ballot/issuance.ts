import { fromText } from './bytes'
import { drawDigest, type DrawRequest } from './draw'
import { isPlainKey } from './ed25519'
import type { Engine } from './engine'
import { MODULUS_BYTES, type Round } from './manifest'
import { BLINDED, CHANNEL_PAPER, CHANNEL_PHONE, DEVICE_SIGNATURE, KEY, MANIFEST_OTHER, NOT_ON_ROLL, OTHER_PAPER, demand, no } from './problems'
import { bytes, id, list, object } from './shape'

/** What a phone sends when it draws. */
export const drawShape = object({ manifest: bytes(32), seat: id, devicePub: bytes(32), blinded: list(bytes(MODULUS_BYTES), 1, 4), deviceSig: bytes(64) })

/** How a seat draws, as far as this issuer knows: one document a seat and round. */
export type Drawn = { channel: 'phone'; blinded: string[]; answer: string } | { channel: 'paper' }

export type Issuance = { do: 'sign'; blinded: string } | { do: 'repeat'; answer: string }

/**
 * What issuer number `issuer` does with a request. `seat` = the seat's line on the roll, `drawn` = what it has drawn
 * before; null = there is none. The same request gets the same answer again; a seat never gets a second paper.
 */
export function decideIssuance(
  round: Round, issuer: number, value: unknown, seat: { devicePub: string } | null, drawn: Drawn | null, engine: Engine,
): Issuance {
  drawShape(value, '领票')
  const request = value as DrawRequest
  demand(request.manifest === round.hash, MANIFEST_OTHER)
  demand(seat !== null && seat.devicePub !== '' && seat.devicePub === request.devicePub, NOT_ON_ROLL)
  demandDraw(round, request, engine)
  if (drawn === null) return { do: 'sign', blinded: request.blinded[issuer]! }
  if (drawn.channel === 'paper') throw no(CHANNEL_PAPER)
  demand(drawn.blinded.join() === request.blinded.join(), OTHER_PAPER)
  return { do: 'repeat', answer: drawn.answer }
}

/** May a seat be handed a paper ballot (纸质选票)? Only if it has not drawn on a phone. A second hand-out changes nothing. */
export function demandPaperChannel(drawn: Drawn | null): void {
  demand(drawn === null || drawn.channel === 'paper', CHANNEL_PHONE)
}

/** A request that its device really made, with numbers that an issuer may sign. */
export function demandDraw(round: Round, { seat, devicePub, blinded, deviceSig }: Omit<DrawRequest, 'manifest'>, engine: Engine): void {
  demand(blinded.length === round.manifest.issuers.length, BLINDED)
  const pub = fromText(devicePub)
  demand(isPlainKey(pub), KEY)
  demand(engine.verifyEd25519(pub, drawDigest(round, seat, blinded), fromText(deviceSig)), DEVICE_SIGNATURE)
  blinded.forEach((text, i) => demand(isBetween(fromText(text), fromText(round.manifest.issuers[i]!.modulus)), BLINDED))
}

/** 1 < value < n - 1: the ends are their own signatures. */
function isBetween(value: Uint8Array, modulus: Uint8Array): boolean {
  const last = MODULUS_BYTES - 1
  // n is odd, so n - 1 differs from it in the last byte alone.
  const most = Uint8Array.from(modulus)
  most[last]! -= 1
  const above = value.some((byte, i) => i < last && byte > 0) || value[last]! > 1
  for (let i = 0; i <= last; i++) if (value[i] !== most[i]) return above && value[i]! < most[i]!
  return false
}

/** Did the issuer answer with the signature of what it was asked? Anyone can tell: answer^e mod n is the request. */
export function isAnswer(round: Round, issuer: number, blinded: string, answer: string, engine: Engine): boolean {
  const opened = engine.rsaPublic(round.manifest.issuers[issuer]!.modulus, fromText(answer))
  const wanted = fromText(blinded)
  return opened !== null && opened.every((byte, i) => byte === wanted[i])
}
