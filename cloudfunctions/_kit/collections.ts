import type { CollectionName } from './documents'
import type { NoticeListDoc } from './notice-documents'
import { myAsk, myCertificate, myInstructor, myRollRow, mySend, mySession, myTerm } from './own-part'

export interface IndexSpec {
  name: string
  keys: { field: string; direction: 1 | -1 }[]
  unique: boolean
}

export interface CollectionSpec {
  name: CollectionName
  indexes: IndexSpec[]
  /** Fields that hold a person's id: what a person's own export collects. */
  personal: string[]
  /** Fields that such an export leaves out: secrets, other people. */
  withheld?: string[]
  /** Fields with an entry for each of several people: such an export keeps the person's own. */
  perPerson?: string[]
  /** What such an export shows instead of the document, where it names many people. */
  mine?: (doc: never, personId: string) => object
}

const index = (name: string, fields: string[], unique = false): IndexSpec => ({
  name,
  unique,
  keys: fields.map(f => (f.startsWith('-') ? { field: f.slice(1), direction: -1 } : { field: f, direction: 1 })),
})

/** Every collection and index, once: drives the local cloud and `npm run deploy`. All are ADMINONLY. */
export const collections: CollectionSpec[] = [
  {
    name: 'people',
    personal: ['_id'],
    withheld: ['web', 'code'],
    indexes: [
      index('wx', ['wx'], true),
      index('web', ['web'], true),
      index('employeeNo', ['tenantId', 'employeeNo'], true),
      index('phone', ['phone']),
      index('stagedPhone', ['settled', 'roster.after.phone']),
      index('listed', ['tenantId', 'live', 'name', '_id']),
      index('unit', ['tenantId', 'unitId', 'name', '_id']),
      index('role', ['tenantId', 'memberships.role', 'name', '_id']),
      index('imported', ['tenantId', 'roster.importId', 'settled']),
      index('erasure', ['tenantId', 'erasure.askedAt']),
      index('trial', ['trialUntil']),
      index('walk', ['tenantId', 'live', '_id']),
      index('walkUnit', ['tenantId', 'live', 'unitId', '_id']),
    ],
  },
  {
    name: 'units',
    personal: [],
    indexes: [index('tenant', ['tenantId', 'kind']), index('path', ['path']), index('code', ['code']), index('closed', ['closedOn'])],
  },
  {
    name: 'imports',
    personal: ['byId'],
    indexes: [index('slot', ['slot'], true), index('newest', ['tenantId', '-at']), index('open', ['settled', 'at']), index('state', ['state', 'at'])],
  },
  { name: 'importRows', personal: ['personId'], indexes: [index('outcome', ['importId', 'outcome', 'row']), index('person', ['personId'])] },
  { name: 'signIns', personal: ['personId'], withheld: ['secretHash'], indexes: [index('until', ['until']), index('person', ['personId'])] },
  { name: 'tries', personal: [], indexes: [index('until', ['until'])] },
  { name: 'claims', personal: [], indexes: [index('until', ['until'])] },
  { name: 'trials', personal: [], indexes: [index('tenant', ['tenantId', '-until'])] },
  {
    name: 'motions',
    personal: ['proposerId', 'asked'],
    withheld: ['asked', 'events', 'proposerId', 'proposerName', 'notes', 'replies', 'answer', 'settlement', 'words', 'wake', 'marks', 'standing', 'counted', 'uncounted', 'caseNo'],
    perPerson: ['cosigners', 'answers', 'ratings'],
    indexes: [
      index('newest', ['tenantId', '-updatedAt', '-_id']),
      index('state', ['tenantId', 'state', '-updatedAt', '-_id']),
      index('category', ['tenantId', 'category', '-updatedAt', '-_id']),
      index('session', ['tenantId', 'session', 'state', '-updatedAt', '-_id']),
      index('unit', ['tenantId', 'lead.unitId', 'state', '-updatedAt', '-_id']),
      index('proposer', ['tenantId', 'proposerId', '-updatedAt', '-_id']),
      index('asked', ['tenantId', 'asked', '-updatedAt', '-_id']),
      index('number', ['tenantId', 'session', 'caseNo'], true),
      index('parts', ['tenantId', 'merged.into']),
      index('due', ['tenantId', 'state', 'due', '_id']),
      index('lead', ['tenantId', 'lead.unitId', 'state', 'due', '_id']),
      index('assist', ['tenantId', 'assist.unitId', 'state']),
      index('extension', ['tenantId', 'extension.state', 'updatedAt', '_id']),
      index('promise', ['tenantId', 'promise.state', 'promise.on', '_id']),
      index('words', ['tenantId', 'words']),
      index('published', ['tenantId', '-published.at', '-_id']),
      index('counted', ['tenantId', 'session', 'standing', '-updatedAt', '-_id']),
      index('countedCategory', ['tenantId', 'session', 'category', 'standing', '-updatedAt', '-_id']),
      index('countedUnit', ['tenantId', 'session', 'lead.unitId', 'standing', '-updatedAt', '-_id']),
      index('countedDelegation', ['tenantId', 'session', 'delegation', 'standing', '-updatedAt', '-_id']),
      index('wake', ['wake']),
      index('changed', ['updatedAt', '_id']),
      index('inUnit', ['lead.unitId', 'state']),
      index('uncounted', ['uncounted', 'tenantId', '_id']),
    ],
  },
  { name: 'motionRules', personal: [], indexes: [] },
  { name: 'handouts', personal: ['byId'], withheld: ['cursor', 'parts', 'file'], indexes: [index('until', ['until']), index('by', ['byId'])] },
  { name: 'motionTallies', personal: [], indexes: [index('tenant', ['tenantId', '-session'])] },
  {
    name: 'merits',
    personal: [],
    withheld: ['scores'],
    indexes: [
      index('newest', ['tenantId', '-at', '-_id']),
      index('year', ['tenantId', 'year', 'state', '-at', '-_id']),
      index('motion', ['motionId']),
    ],
  },
  { name: 'congressRules', personal: [], indexes: [] },
  {
    name: 'terms',
    personal: ['elections.votes.personId', 'ends.personId', 'committees.members.personId', 'committees.head.personId'],
    mine: myTerm,
    indexes: [index('newest', ['tenantId', '-no', 'kind'], true)],
  },
  {
    name: 'sessions',
    personal: ['presidium.personId', 'observers.personId', 'invited', 'overrides.askedById', 'overrides.confirmedById', 'sealKeys.personId'],
    mine: mySession,
    indexes: [index('newest', ['tenantId', '-startsAt', '-_id']), index('term', ['tenantId', 'termId', 'no']), index('stage', ['tenantId', 'stage', '-startsAt']), index('told', ['events.at'])],
  },
  { name: 'matters', personal: [], indexes: [index('order', ['sessionId', 'order', '_id'])] },
  { name: 'sessionPapers', personal: [], indexes: [index('session', ['sessionId', '_id']), index('delivered', ['deliveredAt'])] },
  { name: 'paperReads', personal: ['personId'], indexes: [index('paper', ['paperId', 'personId']), index('session', ['sessionId', 'personId']), index('person', ['personId'])] },
  { name: 'opinions', personal: ['personId'], withheld: ['answer'], indexes: [index('session', ['sessionId', '-at', '-_id']), index('person', ['personId'])] },
  {
    name: 'roll',
    personal: ['personId'],
    mine: myRollRow,
    indexes: [
      index('device', ['sessionId', 'device'], true),
      index('listed', ['sessionId', 'observer', 'delegation', 'name', '_id']),
      index('present', ['sessionId', 'present', 'delegation', 'name', '_id']),
      index('person', ['personId', 'present']),
    ],
  },
  { name: 'rounds', personal: [], indexes: [index('matter', ['matterId', 'no']), index('session', ['sessionId', 'openedAt']), index('opened', ['openedAt']), index('closed', ['closedAt'])] },
  { name: 'votes', personal: ['personId'], indexes: [index('round', ['roundId', '_id']), index('person', ['personId'])] },
  { name: 'batches', personal: [], indexes: [index('round', ['roundId', 'no'])] },
  // Papers and ballots hold no person's id: an export of a person's data cannot find them, nor can anybody else.
  { name: 'ballotRounds', personal: [], indexes: [] },
  { name: 'ballotRoll', personal: [], indexes: [index('round', ['round', 'seat']), index('roll', ['rollId', 'round'])] },
  { name: 'issued', personal: [], indexes: [index('round', ['round', 'seat'])] },
  { name: 'ballots', personal: [], indexes: [index('round', ['round', '_id'])] },
  { name: 'heads', personal: [], indexes: [] },
  {
    name: 'surveys',
    personal: [],
    indexes: [
      index('newest', ['tenantId', '-createdAt', '-_id']),
      index('mine', ['tenantId', 'kept', '-endsAt']),
      index('over', ['kept', 'endsAt']),
      index('due', ['kept', 'ballot.due']),
      index('told', ['kept', 'events.at']),
    ],
  },
  {
    name: 'surveyAnswers',
    // Of a confidential survey there is no person in it: members/export.ts finds it by its keyed hash.
    personal: ['personId'],
    withheld: ['dirty', 'bucket'],
    indexes: [index('bucket', ['surveyId', 'bucket', '_id']), index('survey', ['surveyId', '_id']), index('dirty', ['dirty', 'surveyId', 'bucket']), index('person', ['personId'])],
  },
  { name: 'surveyTallies', personal: [], indexes: [index('survey', ['surveyId', 'bucket'])] },
  { name: 'surveyQuotas', personal: [], indexes: [] },
  { name: 'surveyDrafts', personal: ['personId'], indexes: [index('survey', ['surveyId']), index('person', ['personId'])] },
  {
    name: 'notices',
    personal: [],
    indexes: [
      index('newest', ['tenantId', '-createdAt', '-_id']),
      index('to', ['tenantId', 'to', '-shownAt', '-_id']),
      index('state', ['state', 'sendAt']),
      index('closing', ['closing']),
      index('by', ['byId']),
      index('acted', ['events.byId']),
      index('named', ['tenantId', 'message.values.thing2']),
    ],
  },
  {
    name: 'noticeLists',
    personal: ['people'],
    mine: (doc: NoticeListDoc) => ({ noticeId: doc.noticeId, shownAt: doc.shownAt }),
    indexes: [index('people', ['people', '-shownAt']), index('notice', ['noticeId', 'plan'])],
  },
  { name: 'noticeBoxes', personal: ['personId'], indexes: [index('tenant', ['tenantId', 'message', '_id']), index('person', ['personId'])] },
  { name: 'noticeCursors', personal: [], indexes: [] },
  {
    name: 'receipts',
    personal: ['personId'],
    indexes: [index('person', ['personId', '-shownAt']), index('notice', ['noticeId', '-readAt', '-_id']), index('confirmed', ['noticeId', 'confirmed', '-readAt', '-_id'])],
  },
  { name: 'credits', personal: ['personId'], indexes: [index('person', ['personId']), index('template', ['tenantId', 'template', 'personId'])] },
  {
    name: 'sends',
    personal: ['people'],
    mine: mySend,
    indexes: [index('notice', ['noticeId', 'plan', 'n']), index('wake', ['noticeId', 'wake'])],
  },
  {
    name: 'surveySeats',
    personal: ['personId'],
    withheld: ['lot'],
    // A record knows each phone's key once only: nobody may take part with somebody else's.
    indexes: [index('pub', ['surveyId', 'pub'], true), index('lot', ['surveyId', 'listed', 'group', 'lot']), index('person', ['personId'])],
  },
  { name: 'surveyRounds', personal: [], indexes: [index('survey', ['surveyId', 'no']), index('state', ['tenantId', 'state'])] },
  {
    name: 'courses',
    personal: [],
    indexes: [index('newest', ['tenantId', '-createdAt', '-_id']), index('published', ['tenantId', 'state', '-publishedAt']), index('instructor', ['tenantId', 'instructorId']), index('due', ['state', 'dueAt']), index('told', ['state', 'events.at'])],
  },
  { name: 'quizQuestions', personal: [], indexes: [index('course', ['courseId', 'episode', '_id'])] },
  { name: 'learners', personal: ['_id'], withheld: ['marks', 'bucket', 'changedAt', 'papers'], indexes: [index('changed', ['changedAt']), index('bucket', ['tenantId', 'bucket', '_id'])] },
  { name: 'learnTallies', personal: [], indexes: [index('tenant', ['tenantId', 'bucket'])] },
  { name: 'learnRounds', personal: [], indexes: [] },
  { name: 'lessonNotes', personal: ['personId'], indexes: [index('person', ['personId', '-at', '-_id']), index('course', ['personId', 'courseId', '-at', '-_id'])] },
  {
    name: 'lessonAsks',
    personal: ['personId'],
    mine: myAsk,
    indexes: [index('course', ['tenantId', 'courseId', '-at', '-_id']), index('person', ['personId']), index('queue', ['tenantId', 'answered', '-at', '-_id']), index('told', ['answer.at', '_id']), index('instructor', ['tenantId', 'instructorPersonId', 'answered', '-at', '-_id'])],
  },
  { name: 'certificates', personal: ['personId'], mine: myCertificate, indexes: [index('once', ['personId', 'courseId'], true), index('issued', ['issuedAt', '_id']), index('revoked', ['revoked.at', '_id']), index('newest', ['tenantId', '-issuedAt', '-_id']), index('course', ['tenantId', 'courseId', '-issuedAt', '-_id'])] },
  { name: 'instructors', personal: ['personId', 'nominatedById'], mine: myInstructor, indexes: [index('state', ['tenantId', 'state', 'name', '_id']), index('newest', ['tenantId', '-createdAt', '-_id']), index('person', ['personId'])] },
  { name: 'trainings', personal: [], indexes: [index('newest', ['tenantId', '-startsAt', '-_id'])] },
  { name: 'attendances', personal: ['personId'], indexes: [index('training', ['trainingId', '-at', '-_id']), index('person', ['personId', '-at']), index('tenant', ['tenantId'])] },
]
