import { demandReceipt, type Ballot } from './ballot'
import { demandBallot } from './cast'
import type { Engine } from './engine'
import { findOnBoard } from './find'
import type { Round } from './manifest'

/** What came of a complaint (投诉) that an accepted ballot is missing. Anyone who has the evidence comes to the same. */
export type Complaint = 'counted' | 'dropped'

/**
 * Judges the evidence: the ballot, the box's receipt for it, and the board with its signed final head. `dropped` is
 * proof against the box: it signed for the ballot and signed a board without it.
 */
export function judge(round: Round, own: Ballot, receipt: unknown, lines: readonly string[], finalHead: unknown, engine: Engine): Complaint {
  demandBallot(round, own, engine)
  demandReceipt(round, own, receipt, engine)
  return findOnBoard(round, own, lines, finalHead, engine).place === 0 ? 'dropped' : 'counted'
}
