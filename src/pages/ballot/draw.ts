import { fromText } from '../../../domain/ballot/bytes'
import { openRound, type Round } from '../../../domain/ballot/manifest'
import { deviceKeyOf, drawRequest, paperOf, tokenOf } from '../../../domain/ballot/paper'
import { Refusal } from '../../../domain/refusal'
import type { DrawAnswer, PublicRound } from '../../../types/ballot'
import { askAnonymously } from '../../services/box'
import type { HeldPaper } from '../../services/credentials'

/** The manifest as the phone checks it, and that it is this round's. @throws Refusal */
export const checkedRound = (manifest: string, roundId: string): Round => {
  const round = openRound(JSON.parse(manifest))
  if (round.manifest.round !== roundId) throw new Refusal('MANIFEST_OTHER', '服务器给出的不是这一轮投票。请不要投，并告诉监票人')
  return round
}

export const emptyPaper = (sessionId: string, seat: string, seed: string, manifest: string, issuers: number): HeldPaper => ({
  sessionId, seat, seed, manifest, tokens: Array.from({ length: issuers }, () => ''),
  ballot: '', receipt: null, code: '', undecided: false, refused: '', place: null, of: 0,
})

/**
 * 领票: asks every issuer that has not answered yet, always with the same bytes, and keeps each answer at once.
 * @param secret of the device key that is on the roll
 * @throws Refusal, CallError
 */
export const drawMissing = async (shown: PublicRound, held: HeldPaper, secret: string, keep: (paper: HeldPaper) => void): Promise<void> => {
  if (held.manifest !== shown.manifest) throw new Refusal('MANIFEST_CHANGED', '领票以后，服务器给出的投票设置变了。请不要投，马上告诉监票人')
  const round = openRound(JSON.parse(held.manifest))
  const paper = paperOf(fromText(held.seed), round)
  const body = JSON.stringify({ round: round.manifest.round, request: drawRequest(round, paper, held.seat, deviceKeyOf(fromText(secret))) })
  let now = held
  for (const [i, url] of shown.issuers.entries()) {
    if (now.tokens[i]) continue
    const { answer } = await askAnonymously<DrawAnswer>(url, body)
    const token = tokenOf(round, paper, i, answer)
    now = { ...now, tokens: now.tokens.map((old, j) => j === i ? token : old) }
    keep(now)
  }
}
