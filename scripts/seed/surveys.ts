import { createHash } from 'node:crypto'
import type { PersonDoc } from '../../cloudfunctions/_kit/documents'
import type { SurveyAnswerDoc, SurveyDoc, SurveySeatDoc, SurveyTallyDoc } from '../../cloudfunctions/_kit/survey-documents'
import { groupsOf, unitGroup, type Asked } from '../../domain/survey/audience'
import { questionsOf } from '../../domain/survey/questions'
import { pack, tallyOf } from '../../domain/survey/tally'
import { surveyTemplates } from '../../domain/survey/templates'
import type { Values } from '../../types/survey-answers'
import { DAY, morning, tenantId } from './congress-kit'
import { people } from './people'
import { offices, units } from './units'

export const OPEN_SURVEY = 'survey-demo-canteen'
export const TOLD_SURVEY = 'survey-demo-satisfaction'
export const ANONYMOUS_SURVEY = 'survey-demo-openness'

const everybody = people.filter(p => p.tenantId === tenantId)
const pathOf = (p: PersonDoc) => units.find(u => u._id === p.unitId)!.path
const asked = (p: PersonDoc): Asked => ({ path: pathOf(p), tenantId, memberships: p.memberships })

/** How many people of the enterprise are asked when everybody is. */
export function expectation(): Pick<SurveyDoc, 'expected' | 'expectedUnits' | 'unitNames'> {
  const expectedUnits: Record<string, number> = {}
  for (const p of everybody) {
    const group = unitGroup(pathOf(p), tenantId)
    expectedUnits[group] = (expectedUnits[group] ?? 0) + 1
  }
  const unitNames = Object.keys(expectedUnits).map(group => ({ group, name: units.find(u => u._id === group)!.name }))
  return { expected: everybody.length, expectedUnits, unitNames }
}

function survey(_id: string, template: string, startsAt: number, endsAt: number, more: Partial<SurveyDoc> = {}): SurveyDoc {
  const { title, intro, definition } = surveyTemplates.find(t => t.key === template)!
  const by = '赵敏'
  return {
    _id, tenantId, rev: 2, title, intro, thanks: '谢谢您的参与。', mode: 'confidential', definition, audience: { units: [], roles: [], term: null }, startsAt, endsAt,
    settings: { editable: true, pace: 'question', threshold: 5, by: ['unit', 'role'], leaders: true, pairs: [], quotaBy: null, quotas: [] },
    kept: 'published', version: 1, questions: questionsOf(definition).length, ...expectation(), buckets: 1, withdrawnAt: null, publishedRev: 1, counting: null, anonymous: null, ballot: null,
    events: [{ act: 'create', by, at: startsAt - DAY }, { act: 'publish', by, at: startsAt - DAY }], createdAt: startsAt - DAY, ...more,
  }
}

const WORDS = ['夜班补贴偏低，希望适当提高', '希望适当提高夜班补贴', '更衣室太挤', '多组织技能培训', '夏天车间太热，请加装风扇', '车间夏天太热，希望加装风扇', '工会活动很好，请多办一些']

/** Answers that differ from person to person and are the same each time. */
function valuesOf(n: number): Values {
  const columns = ['o1', 'o2', 'o1', 'o1', 'o2', 'o1', 'o3', 'o1', 'o2', 'o4', 'o1', 'o2', 'o1']
  const [marks, promoters] = [[5, 4, 4, 5, 3, 4, 5, 2, 4, 5], [10, 9, 8, 10, 7, 9, 6, 10, 8, 9, 3]]
  return {
    items1: { rows: Object.fromEntries(Array.from({ length: 8 }, (_, row) => [`r${row + 1}`, columns[(n * (row + 2) + row * 5) % columns.length]!])) },
    overall1: marks[n % marks.length]!, nps1: promoters[n % promoters.length]!, ...(n % 4 === 0 ? { advice1: WORDS[n % WORDS.length]! } : {}),
  }
}

/** Two thirds answered; of the offices 机关 three people only, so that a group is too small to be told. */
const answering = everybody.filter((p, i) => (unitGroup(pathOf(p), tenantId) === offices._id ? i < 6 : i % 3 > 0))

/** An anonymous one that people may join until the day after tomorrow; some have. Nobody holds the keys of their phones. */
function anonymous(now: number): { survey: SurveyDoc; seats: SurveySeatDoc[] } {
  const [startsAt, drawFrom, answerFrom, endsAt] = [-1, 2, 4, 18].map(days => morning(now, days)) as [number, number, number, number]
  const made = survey(ANONYMOUS_SURVEY, 'open1', startsAt, endsAt, {
    mode: 'anonymous', anonymous: { drawFrom, answerFrom, split: true, single: false },
    settings: { editable: false, pace: 'section', threshold: 5, by: ['unit'], leaders: false, pairs: [], quotaBy: null, quotas: [] },
    ballot: { phase: 'joining', drawFrom, drawUntil: answerFrom, closesAt: null, waits: null, why: '', due: drawFrom, leaseUntil: 0, sealKeys: [] },
  })
  const hashOf = (what: string, p: PersonDoc) => createHash('sha256').update(`${ANONYMOUS_SURVEY}|${what}|${p._id}`).digest('base64url')
  const seats = everybody.filter((p, i) => p.wx.startsWith('none:') && i % 4 === 0).map((p): SurveySeatDoc => ({
    _id: `${ANONYMOUS_SURVEY}.${p._id}`, tenantId, rev: 0, surveyId: ANONYMOUS_SURVEY, personId: p._id, group: unitGroup(pathOf(p), tenantId), pub: hashOf('phone', p), lot: hashOf('lot', p), listed: false,
  }))
  return { survey: made, seats }
}

/** A survey that is open, one that is over and told to those who were asked, and an anonymous one that is being joined. */
export function demoSurveys(now: number): { surveys: SurveyDoc[]; surveyAnswers: SurveyAnswerDoc[]; surveyTallies: SurveyTallyDoc[]; surveySeats: SurveySeatDoc[] } {
  const begun = morning(now, -30)
  const over = survey(TOLD_SURVEY, 'satis1', begun, begun + 14 * DAY, {
    kept: 'shared', rev: 4,
    events: [{ act: 'create', by: '赵敏', at: begun - DAY }, { act: 'publish', by: '赵敏', at: begun - DAY }, { act: 'close', by: '系统', at: begun + 14 * DAY + 60_000 }, { act: 'share', by: '赵敏', at: begun + 15 * DAY }],
  })
  const surveyAnswers = answering.map((p, n): SurveyAnswerDoc => ({
    // Over long ago: nobody comes back to these, so they need no key.
    _id: createHash('sha256').update(`${TOLD_SURVEY}|${p._id}`).digest('base64url'), tenantId, rev: 0, surveyId: TOLD_SURVEY, version: 1, bucket: 0, edition: 1, dirty: '',
    groups: groupsOf(over.settings.by, asked(p)), values: valuesOf(n),
  }))
  const surveyTallies = [{ _id: `${TOLD_SURVEY}.0`, tenantId, rev: 0, surveyId: TOLD_SURVEY, bucket: 0, version: 1, at: begun + 14 * DAY + 60_000, ...pack(over.definition, tallyOf(over.definition, surveyAnswers)) }]
  const { survey: joining, seats: surveySeats } = anonymous(now)
  return { surveys: [survey(OPEN_SURVEY, 'canteen1', morning(now, -2), morning(now, 12)), over, joining], surveyAnswers, surveyTallies, surveySeats }
}
