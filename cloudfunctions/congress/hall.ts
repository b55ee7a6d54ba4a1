import { Refusal, notFound } from '../../domain/refusal'
import { byDelegation } from '../../domain/congress/delegations'
import { quorate, quorumNeeded } from '../../domain/congress/numbers'
import { isChair as leads } from '../../domain/congress/session-graph'
import type { Attendance } from '../../types/congress-session'
import type { Round } from '../../types/congress-round'
import type { RollDoc, RoundDoc, SessionDoc } from '../_kit/documents'
import type { Caller, Me } from '../_kit/identity'
import { keyedHash } from '../_kit/secrets'
import type { Store } from '../_kit/store'
import { sightOfMe, viewerOf } from './viewer'

export const rowId = (sessionId: string, personId: string) => `${sessionId}.${personId}`
export const noDevice = (personId: string) => `none:${personId}`

/** What a session knows a phone by: not who it is, only that it is the same one. */
export function deviceOf(caller: Caller, sessionId: string): string {
  const account = caller.openid ? `wx:${caller.openid}` : `web:${caller.token}`
  return keyedHash(`device:${sessionId}:${account}`).slice(0, 32)
}

type Chaired = Pick<SessionDoc, 'presidium'>

/** Chairs 会议主持: union staff, and the presidium elected for this session. */
export const isChair = (me: Me, session: Chaired): boolean => leads(session, viewerOf(me))

export function demandChair(me: Me, session: Chaired): void {
  if (!isChair(me, session)) throw new Refusal('NOT_ALLOWED', '只有工会工作人员和本次会议的主席团成员可以办理')
}

/** May look into the hall: whoever sees the session as one of its own people or its office. */
export function demandSeen(me: Me, session: SessionDoc, row: RollDoc | undefined, now: number): void {
  const sight = sightOfMe(session, me, now, row)
  if (sight === 'none' || sight === 'worker') throw notFound('次会议')
}

/** Longer than a call may take (cloudbaserc.json): a round that was named before this and is not there was given up half way. */
const NAMING_MS = 30_000

/** The session named its round a moment ago, and whoever did is about to write it. */
export const isNaming = ({ namedAt = 0 }: Pick<SessionDoc, 'namedAt'>, now: number): boolean => now - namedAt < NAMING_MS

/** Is anything of attendance still to be recorded? */
export const meeting = (session: Pick<SessionDoc, 'stage'>): boolean => ['preparatory', 'discussion', 'formal'].includes(session.stage)

export function demandMeeting(session: Pick<SessionDoc, 'stage'>): void {
  if (!meeting(session)) throw new Refusal('WRONG_STAGE', session.stage === 'preparing' ? '会议还没有开始，名册尚未确定' : '会议已经结束，不再签到')
}

/** One round trip: attendance in all and by delegation, by the roll as it is now. */
export async function attendanceOf(store: Store, session: SessionDoc): Promise<Attendance> {
  const groups = await store.roll.countBy({ sessionId: session._id }, ['observer', 'delegation', 'present'])
  const delegations = new Map<string, { name: string; roll: number; present: number }>()
  let observers = 0
  for (const { observer, delegation, present, n } of groups) {
    if (observer) {
      if (present) observers += n
      continue
    }
    const found = delegations.get(delegation) ?? { name: delegation, roll: 0, present: 0 }
    delegations.set(delegation, { ...found, roll: found.roll + n, present: found.present + (present ? n : 0) })
  }
  const all = [...delegations.values()].sort((a, b) => byDelegation(a.name, b.name))
  const present = all.reduce((n, d) => n + d.present, 0)
  const roll = session.rollCount
  return { roll, present, needed: quorumNeeded(roll, session.rules), quorate: roll > 0 && quorate(present, roll, session.rules), observers, delegations: all }
}

/** Voters by phone and ballots on paper of a round so far: one round trip. */
export async function castSoFar(store: Store, roundId: string): Promise<{ voted: number; papers: number }> {
  const groups = await store.votes.countBy({ roundId }, ['channel'])
  const of = (channel: string) => groups.find(g => g.channel === channel)?.n ?? 0
  return { voted: of('phone'), papers: of('paper') }
}

/** A round as it may be shown: what is kept, and how many have voted; a count in the making shows nothing. */
export const roundView = (doc: RoundDoc, soFar?: { voted: number; papers: number; ballot?: Round['ballot'] }, missing: string | null = null): Round =>
  ({ ...doc, ...(doc.state === 'counted' ? {} : soFar), missing })
