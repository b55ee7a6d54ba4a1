import { dayOf } from '../../domain/calendar'
import { papersTold, roundTold, sessionTold } from '../../domain/notice/congress-events'
import { DAY, type Told } from '../../domain/notice/event'
import { askTold, certificateTold, courseTold } from '../../domain/notice/lesson-events'
import { motionTold } from '../../domain/notice/motion-events'
import { surveyTold } from '../../domain/notice/survey-events'
import { attempt } from '../_kit/attempt'
import { command } from '../_kit/cloud'
import type { RoundDoc, SessionDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { CertificateDoc, LessonAskDoc } from '../_kit/lesson-documents'
import type { TimerCall } from '../_kit/serve-timer'
import type { Field } from '../_kit/store'
import { OVERLAP, advance, collectLog, cursorOf, tellOf, write, type Found } from './collect'

/** A round is counted some time after it was closed. */
const COUNTING = DAY
/** Courses are told of so long before they are due. */
const AHEAD = 3 * DAY

const collectMotions = (call: TimerCall, until: number) => collectLog(call, until, {
  area: 'motions', table: call.platform.motions, field: 'updatedAt', fields: ['_id', 'tenantId', 'title', 'proposerName', 'due', 'assist', 'cosigners', 'events', 'updatedAt'],
  tell: (m, from) => m.events.flatMap((e, i) => (e.at < from ? [] : motionTold(m, e, i))),
})

const SESSION: (keyof SessionDoc)[] = ['_id', 'tenantId', 'termId', 'title', 'place', 'startsAt', 'rehearsal', 'kind', 'notice', 'invited', 'observers', 'events']
const ROUND: (keyof RoundDoc)[] = ['_id', 'tenantId', 'sessionId', 'title', 'way', 'state', 'openedAt', 'closedAt', 'decision', 'ballot']

async function collectCongress(call: TimerCall): Promise<number> {
  const { platform, now } = call
  const { at, since } = await cursorOf(call, 'congress')
  const from = at - OVERLAP
  const [sessions, opened, closed, papers] = await Promise.all([
    every(platform.sessions, { 'events.at': command.gte(from) }, SESSION),
    every(platform.rounds, { openedAt: command.gte(from) }, ROUND),
    every(platform.rounds, { closedAt: command.gte(Math.min(from, now - COUNTING)) }, ROUND),
    every(platform.sessionPapers, { deliveredAt: command.gte(from) }, ['_id', 'tenantId', 'sessionId', 'deliveredAt']),
  ])
  const ids = [...new Set([...opened, ...closed, ...papers].map(r => r.sessionId))].filter(id => !sessions.some(s => s._id === id))
  const others = ids.length ? await every(platform.sessions, { _id: command.in(ids) }, SESSION) : []
  const byId = new Map<string, SessionDoc>([...sessions, ...others].map(s => [s._id, s]))
  const termIds = [...new Set([...byId.values()].map(s => s.termId))]
  const terms = new Map((termIds.length ? await every(platform.terms, { _id: command.in(termIds) }, ['_id', 'name']) : []).map(t => [t._id, t.name]))
  const term = (s: SessionDoc) => terms.get(s.termId) ?? ''
  const of = (s: SessionDoc | undefined, tell: (s: SessionDoc) => Told[]): Promise<Found[]> => (s ? tellOf(call, s, () => tell(s)) : Promise.resolve([]))
  const rounds = [...new Map<string, RoundDoc>([...opened, ...closed].map(r => [r._id, r])).values()]
  const found = await Promise.all([
    ...sessions.map(s => of(s, () => s.events.flatMap((e, i) => (e.at < from ? [] : sessionTold(s, term(s), e, i))))),
    ...rounds.map(r => of(byId.get(r.sessionId), s => roundTold(r, s, term(s)))),
    ...papers.map(p => of(byId.get(p.sessionId), s => papersTold(s, p.deliveredAt!, dayOf(p.deliveredAt!)))),
  ])
  const written = await write(call, found.flat(), since)
  await advance(call, 'congress', now)
  return written
}

async function collectSurveys(call: TimerCall): Promise<number> {
  const { platform, now } = call
  const { at, since } = await cursorOf(call, 'surveys')
  const fields = ['_id', 'tenantId', 'title', 'mode', 'kept', 'startsAt', 'endsAt', 'audience', 'anonymous', 'ballot', 'events'] as const
  const [open, shared] = await Promise.all([
    every(platform.surveys, { kept: 'published', endsAt: command.gt(now) }, [...fields]), every(platform.surveys, { kept: 'shared', 'events.at': command.gte(at - OVERLAP) }, [...fields]),
  ])
  const found = await Promise.all([...open, ...shared].map(s => tellOf(call, s, () => surveyTold(s, now))))
  const written = await write(call, found.flat(), since)
  await advance(call, 'surveys', now)
  return written
}

async function collectCourses(call: TimerCall): Promise<number> {
  const { platform, now } = call
  const { at, since } = await cursorOf(call, 'courses')
  const fields = ['_id', 'tenantId', 'title', 'state', 'audience', 'compulsory', 'dueAt', 'events'] as const
  const [changed, due] = await Promise.all([
    every(platform.courses, { state: 'published', 'events.at': command.gte(at - OVERLAP) }, [...fields]),
    every(platform.courses, { state: 'published', dueAt: command.and([command.gt(now), command.lte(now + AHEAD)]) }, [...fields]),
  ])
  const found = await Promise.all([...changed, ...due].map(c => tellOf(call, c, () => courseTold(c, now))))
  const written = await write(call, found.flat(), since)
  await advance(call, 'courses', now)
  return written
}

const CERTIFICATE: Field<CertificateDoc>[] = ['_id', 'tenantId', 'courseId', 'courseTitle', 'personId', 'issuedAt', 'revoked']
const ASK: Field<LessonAskDoc>[] = ['_id', 'tenantId', 'courseId', 'courseTitle', 'text', 'answer', 'personId']
const certificate = (doc: CertificateDoc) => certificateTold({ ...doc, number: doc._id })

const collectLessons = async (call: TimerCall, until: number): Promise<number> => {
  const { platform } = call
  return await collectCourses(call)
    + await collectLog(call, until, { area: 'certificates', table: platform.certificates, field: 'issuedAt', fields: CERTIFICATE, tell: certificate })
    + await collectLog(call, until, { area: 'revocations', table: platform.certificates, field: 'revoked.at', fields: CERTIFICATE, tell: certificate })
    + await collectLog(call, until, { area: 'asks', table: platform.lessonAsks, field: 'answer.at', fields: ASK, tell: askTold })
}

/** Every area for itself: what keeps one from being read does not silence the others. */
export async function collect(call: TimerCall, until: number): Promise<number> {
  let written = 0
  for (const area of [collectMotions, collectCongress, collectSurveys, collectLessons]) written += await attempt('notices', call, () => area(call, until)) ?? 0
  return written
}
