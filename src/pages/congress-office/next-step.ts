import type { SessionAct } from '../../../types/congress-acts'
import type { GateState } from '../../../types/congress-session'
import { labelOf } from './act-forms'
import { may, partTexts, type OneSession, type Part } from './session-part'

/** Where something that is missing is done. */
export type Way =
  | { to: 'act'; act: SessionAct; text: string }
  | { to: 'part'; part: Part; text: string }
  | { to: 'page'; url: string; text: string }

type Place = { act: SessionAct } | { part: Part } | { page: (view: OneSession) => string; text: string }

const termPage = { page: (view: OneSession) => `/pages/congress-office/term?id=${view.session.termId}`, text: '看代表和结构' }

/** By the gates' ids (domain/congress/gate-list.ts). */
const places: Record<string, Place> = {
  date: { page: view => `/pages/congress-office/session-edit?id=${view.session._id}`, text: '定日期' },
  agendaTold: { act: 'announce' },
  papers: { part: 'papers' },
  read: { part: 'papers' },
  motions: { act: 'motionWindow' },
  qualification: { act: 'qualify' },
  roll: termPage,
  mix: termPage,
  opening: { part: 'roll' },
  presidium: { act: 'presidium' },
  presidiumMix: { act: 'presidium' },
  agenda: { act: 'adoptAgenda' },
  discussion: { part: 'opinions' },
  opinions: { part: 'opinions' },
  quorum: { part: 'roll' },
  matters: { part: 'votes' },
  joint: { part: 'matters' },
  resolution: { part: 'resolution' },
  published: { act: 'publish' },
  reported: { act: 'report' },
  sealed: { part: 'archive' },
}

/** What this person can do about a gate that is not met; undefined = only wait, or let it pass. */
export function wayOf(gate: GateState, view: OneSession): Way | undefined {
  const place = places[gate.id]
  if (!place) return undefined
  if ('act' in place) return may(view, place.act) ? { to: 'act', act: place.act, text: labelOf(place.act, view.session) } : undefined
  if ('part' in place) return { to: 'part', part: place.part, text: `去${partTexts[place.part]}` }
  return { to: 'page', url: place.page(view), text: place.text }
}

export const isOpen = (gate: GateState): boolean => gate.met || gate.override === 'confirmed'

/** The one main act of the session now: what the first gate in the way needs, or the next stage. */
export function nextStep(view: OneSession): Way | undefined {
  if (view.session.notice === null && may(view, 'notify')) return { to: 'act', act: 'notify', text: labelOf('notify', view.session) }
  if (view.gates.every(isOpen)) return may(view, 'advance') ? { to: 'act', act: 'advance', text: labelOf('advance', view.session) } : undefined
  for (const gate of view.gates) {
    if (isOpen(gate)) continue
    const way = wayOf(gate, view)
    if (way) return way
  }
  return undefined
}
