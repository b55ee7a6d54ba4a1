import type { Motion, MotionEvent } from '../types/motion'
import { blankLife } from './motion-case'
import type { Viewer } from './motion-viewer'

const holds = (v: Viewer, ...roles: string[]) => v.roles.some(r => roles.includes(r.role))
const isProposer = (m: Motion, v: Viewer) => v.personId !== undefined && (v.personId === m.proposerId || m.parts.some(p => p.personId === v.personId))

/** The union's office, the bodies that decide on motions, and the leader of the whole. */
const office = (v: Viewer) => v.roles.some(r => ['staff', 'station', 'committee', 'presidium', 'leader'].includes(r.role) && r.unitId === v.tenantId)
const union = (v: Viewer) => v.roles.some(r => (r.role === 'staff' || r.role === 'station') && r.unitId === v.tenantId)

/** The departments that have it, and their leaders. */
const desk = (m: Motion, v: Viewer) =>
  [m.lead, ...m.assist].some(u => u !== null && v.roles.some(r => (r.role === 'handler' || r.role === 'leader') && r.unitId === u.unitId))

/**
 * Only a worker: neither office nor department nor delegate, and not asked about this motion. What workers read of
 * motions is what was published 公开, after private parts were taken out.
 */
export const isOutsider = (m: Motion, v: Viewer): boolean =>
  !isProposer(m, v) && !m.cosigners.some(c => c.personId === v.personId) && !holds(v, 'staff', 'station', 'committee', 'presidium', 'leader', 'handler', 'delegate')

/** In place of a name that is not made public. */
export const SOME_DELEGATE = '职工代表'

/** Stands for whoever's id is not shown. */
const NOBODY = 'not-public'

/** What workers need not know of how it came to be. */
const inner: readonly string[] = ['file', 'invite', 'accept', 'decline', 'cosign', 'reply', 'returnReply']

const withoutNote = ({ note: _note, ...event }: MotionEvent): MotionEvent => event

/** 不满意：原因 without the reason. */
const ratingOnly = ({ note, ...event }: MotionEvent): MotionEvent => ({ ...event, ...(note ? { note: note.split('：')[0] } : {}) })

/** Who was asked and did not agree is known to the proposer, the office and the person, to nobody else. */
function withoutDeclined(m: Motion, v: Viewer): Motion {
  const named = m.cosigners.filter(c => c.answer === 'accepted' || c.personId === v.personId)
  return { ...m, cosigners: named, events: m.events.filter(e => e.act !== 'decline').map(e => (e.act === 'invite' || e.act === 'file' ? withoutNote(e) : e)) }
}

/** A reply counts when it is signed 签发; before that it is a draft of the department. */
function withoutDrafts(m: Motion): Motion {
  return { ...m, replies: m.replies.filter(r => r.signedAt !== null), events: m.events.map(e => (e.act === 'reply' || e.act === 'returnReply' ? withoutNote(e) : e)) }
}

/** Why somebody was not content is between the proposers and those who must do better. */
function withoutReasons(m: Motion): Motion {
  return { ...m, ratings: m.ratings.map(r => ({ ...r, note: '' })), events: m.events.map(e => (e.act === 'rate' ? ratingOnly(e) : e)) }
}

/** That it exists, what it is about and how far it is. Each field is named: one that is added later is not shown by default. */
function outline(m: Motion): Motion {
  const { _id, state, category, delegation, needed, createdAt, updatedAt, submittedAt, rev } = m
  const { session, number, serial, byDelegation, terms, filedAt, lead, assist, assignedAt, due, round, onTime, overdueAt, rateBy, promise, published, closedAt } = m
  const proposers = [m.proposerName, ...m.parts.map(p => p.name)]
  return {
    ...blankLife, _id, state, category, delegation, needed, createdAt, updatedAt, submittedAt, rev,
    session, number, serial, byDelegation, terms, filedAt, lead, assist, assignedAt, due, round, onTime, overdueAt, rateBy, promise, closedAt,
    title: published?.title ?? m.title, reason: '', proposal: '', pictures: [], proposerId: NOBODY, proposerName: SOME_DELEGATE, cosigners: [], parts: [],
    // Where it is public for some units only, `published` of the server says to whom.
    published: published?.unitIds.length === 0 ? published : null,
    events: m.events.filter(e => !inner.includes(e.act)).map(e => ({ ...withoutNote(e), by: proposers.includes(e.by) ? SOME_DELEGATE : e.by })),
  }
}

/** What somebody who may read a motion is shown of it. */
export function sightOf(m: Motion, v: Viewer): Motion {
  if (isOutsider(m, v)) return outline(m)
  const proposer = isProposer(m, v)
  let seen = m
  if (v.personId !== m.proposerId && !union(v)) seen = withoutDeclined(seen, v)
  if (!office(v) && !desk(m, v)) seen = withoutDrafts(seen)
  if (!office(v) && !desk(m, v) && !proposer) seen = withoutReasons(seen)
  return seen
}
