import { openSessionActs, type Sight } from '../../domain/congress/session-graph'
import type { congress } from '../../types/congress'
import type { OutputOf } from '../../types/contract'
import type { RoundRow } from '../../types/congress-round'
import type { GateState, Matter, Session } from '../../types/congress-session'
import type { MatterDoc, RoundDoc, SessionDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'
import type { Beside } from './session-read'
import { viewerOf } from './viewer'

type View = OutputOf<typeof congress.session>

/** Nothing of a decision leaves before the round is counted. */
const rowOf = (r: RoundDoc): RoundRow => ({ ...r, decision: r.state === 'counted' ? r.decision : null })

export const matterView = (m: MatterDoc, rounds: readonly RoundDoc[]): Matter =>
  ({ ...m, rounds: rounds.filter(r => r.matterId === m._id).sort((a, b) => a.no - b.no).map(rowOf) })

/** What everybody of the enterprise may know: the agenda, and the results once they are published. */
const publicPart = (doc: SessionDoc): Session => ({
  ...doc, notice: null, qualification: null, observers: [], overrides: [], events: [], discussions: [], archive: null,
  resolution: doc.resolution?.publishedAt ? doc.resolution : null,
})

export function sessionView(doc: SessionDoc, beside: Beside, gates: GateState[], me: Me, sight: Sight): View {
  const open = sight !== 'worker'
  const published = doc.resolution?.publishedAt != null
  return {
    session: open ? doc : publicPart(doc),
    matters: beside.matters.map(m => matterView(m, open || published ? beside.rounds : [])),
    gates, me: beside.mine[0] ?? null,
    acts: openSessionActs(doc, viewerOf(me)).map(r => r.act),
  }
}
