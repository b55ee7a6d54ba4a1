import { unpackStates } from '../../domain/notice/batch'
import type { RollDoc, SessionDoc, TermDoc } from './documents'
import type { CertificateDoc, InstructorDoc, LessonAskDoc } from './lesson-documents'
import type { SendDoc } from './notice-documents'

/** A person's own part of records that name many people: for the export of everything that is kept about somebody. */
type Person = { personId: string }
const of = (id: string) => (p: Person | null) => p?.personId === id

export const myTerm = (t: TermDoc, id: string): object => ({
  name: t.name,
  votes: t.elections.flatMap(({ heldOn, why, votes }) => votes.filter(of(id)).map(({ kind, yes, elected }) => ({ heldOn, why, kind, yes, elected }))),
  ends: t.ends.filter(of(id)).map(({ why, on }) => ({ why, on })),
  committees: t.committees.filter(c => of(id)(c.head) || c.members.some(of(id))).map(c => ({ name: c.name, head: of(id)(c.head) })),
})

export const mySession = (s: SessionDoc, id: string): object => ({
  title: s.title, startsAt: s.startsAt, rehearsal: s.rehearsal,
  invited: s.invited.includes(id), observer: s.observers.some(of(id)), presidium: s.presidium.some(of(id)),
  signedAt: s.resolution?.signatures.find(of(id))?.at ?? null,
  overrides: s.overrides.flatMap(({ gate, reason, askedById, askedAt, confirmedById, confirmedAt }) => [
    ...(askedById === id ? [{ gate, reason, askedAt }] : []), ...(confirmedById === id ? [{ gate, confirmedAt }] : []),
  ]),
})

export const myRollRow = ({ sessionId, name, delegation, kind, observer, present, marks }: RollDoc): object =>
  ({ sessionId, name, delegation, kind, observer, present, marks: marks.map(({ act, at, way }) => ({ act, at, way })) })

export const mySend = ({ noticeId, template, people, states }: SendDoc, id: string): object =>
  ({ noticeId, template, state: unpackStates(states)[people.indexOf(id)] })

/** A question to an instructor: what was asked and answered, not by whom. */
export const myAsk = ({ courseTitle, episode, ms, text, at, answer }: LessonAskDoc): object => ({ courseTitle, episode, ms, text, at, answer: answer && { text: answer.text, at: answer.at } })

export const myCertificate = ({ courseTitle, name, unitName, issuer, tenths, completedAt, issuedAt, revoked }: CertificateDoc): object =>
  ({ courseTitle, name, unitName, issuer, tenths, completedAt, issuedAt, revoked: revoked && { at: revoked.at, why: revoked.why } })

/** One's own profile as an instructor; of somebody whom one nominated, only that one did. */
export const myInstructor = ({ name, employeeNo, unitName, field, term, intro, photo, state, createdAt, personId: whose }: InstructorDoc, personId: string): object =>
  (whose === personId ? { name, employeeNo, unitName, field, term, intro, photo, state, createdAt } : { nominatedAt: createdAt, field })
