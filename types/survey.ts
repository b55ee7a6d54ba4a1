import * as z from 'zod/mini'
import { Cursor, Done, FileId, Id, Instant, Nothing, Rev, SearchText, pageOf, text } from './common'
import type { Contract } from './contract'
import { Role } from './member'
import { Values } from './survey-answers'
import { Anonymous, Waits, surveyBallots } from './survey-ballot'
import { Definition, Key, Problem } from './survey-questions'
import { Comparison, Cross, Dimension, GroupRef, Pair, PairTable, Results, Turnout } from './survey-results'

/**
 * named 实名; confidential 保密: who answered is known, what they answered is not told with a name; anonymous 匿名: under the
 * papers of the secret ballot, so that not even the database could tell.
 */
export const SurveyMode = z.enum(['named', 'confidential', 'anonymous'])
export type SurveyMode = z.infer<typeof SurveyMode>

/**
 * Where it is now, by the clock: draft 草稿, waiting 未开始, open 进行中, counting 统计中 (over, being counted), closed 已结束, shared 已公布结果.
 * An anonymous one passes through joining 报名中, drawing 领卷中 and sealing 待监票人签封 before it is open, and may end as void 已作废.
 */
export const SurveyState = z.enum(['draft', 'waiting', 'joining', 'drawing', 'sealing', 'open', 'counting', 'closed', 'shared', 'void'])
export type SurveyState = z.infer<typeof SurveyState>

/** Who is asked: everyone of these units and below (none = the whole enterprise) who holds one of the roles (none = any), delegates of the term when one is named (`第六届`, as on the seat). */
export const Audience = z.strictObject({
  units: z.array(Id).check(z.maxLength(100, '最多选 100 个单位')),
  roles: z.array(Role).check(z.maxLength(10)),
  term: z.nullable(text(20, 1, '届次')),
})
export type Audience = z.infer<typeof Audience>

export const SurveySettings = z.strictObject({
  /** May answers be changed until the end? */
  editable: z.boolean(),
  /** One question a screen, or a section a page. */
  pace: z.enum(['question', 'section']),
  /** Groups of fewer people are not told: 1 (off, named only) or 3 to 50; 5 unless told. */
  threshold: z.int().check(z.minimum(1), z.maximum(50)),
  /** The splits that results are made for; only these are kept with an answer. */
  by: z.array(Dimension).check(z.maxLength(3)),
  /** Pairs of questions whose answers are crossed; only these are counted so. */
  pairs: z.array(Pair).check(z.maxLength(3, '两题交叉表最多 3 张')),
  /** Leaders 单位领导 may see the results too. */
  leaders: z.boolean(),
  /** At most so many answers of each of these groups; `quotaBy` null = no quotas 配额. */
  quotaBy: z.nullable(Dimension),
  quotas: z.array(z.strictObject({ group: GroupRef.shape.group, limit: z.int().check(z.minimum(1, '配额至少 1 人'), z.maximum(1000, '配额最多 1000 人')) })).check(z.maxLength(100)),
})
export type SurveySettings = z.infer<typeof SurveySettings>

/** What the maker of a survey writes. The window may be empty while it is a draft. */
const edit = {
  title: text(60, 1, '标题'),
  intro: text(1000),
  /** Shown when it is done. */
  thanks: text(300),
  mode: SurveyMode,
  definition: Definition,
  audience: Audience,
  startsAt: z.nullable(Instant),
  endsAt: z.nullable(Instant),
  settings: SurveySettings,
  /** Exactly when the mode is anonymous. */
  anonymous: z.nullable(Anonymous),
}
export const SurveyEdit = z.strictObject(edit)
export type SurveyEdit = z.infer<typeof SurveyEdit>

/** A survey as the office sees it. */
export const Survey = z.object({
  _id: Id,
  ...edit,
  state: SurveyState,
  /** Counts up each time it is taken back to be changed; answers name theirs. */
  version: z.int(),
  /** People asked, counted when it was published. */
  expected: z.int(),
  events: z.array(z.object({ act: z.string(), by: z.string(), at: Instant, note: z.optional(z.string()) })),
  /** Of an anonymous one: what keeps the draw from beginning; and of a void one, why it is. */
  waits: Waits,
  why: z.string(),
  createdAt: Instant,
  rev: Rev,
})
export type Survey = z.infer<typeof Survey>

export const SurveyRow = z.object({ _id: Id, title: z.string(), mode: SurveyMode, state: SurveyState, startsAt: z.nullable(Instant), endsAt: z.nullable(Instant), questions: z.int(), expected: z.int(), createdAt: Instant })
export type SurveyRow = z.infer<typeof SurveyRow>

/** A survey in a worker's list; `answered`: this person did, which nobody knows of an anonymous one; `joined`: took part in that 参加. */
export const MySurvey = z.object({
  _id: Id, title: z.string(), mode: SurveyMode, state: SurveyState, startsAt: Instant, endsAt: Instant, questions: z.int(), answered: z.boolean(), editable: z.boolean(),
  joined: z.boolean(), anonymous: z.nullable(Anonymous),
})
export type MySurvey = z.infer<typeof MySurvey>

/** What a person needs to answer it. Of an anonymous one what is answered is the definition in the round's manifest: this one is for reading beforehand. */
export const OpenSurvey = z.object({
  _id: Id, title: z.string(), intro: z.string(), thanks: z.string(), mode: SurveyMode, state: SurveyState, definition: Definition, version: z.int(), startsAt: Instant, endsAt: Instant,
  editable: z.boolean(), pace: SurveySettings.shape.pace, anonymous: z.nullable(Anonymous), waits: Waits, why: z.string(),
})
export type OpenSurvey = z.infer<typeof OpenSurvey>

/** Where a new survey comes from. */
const Source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('blank'), title: edit.title }),
  z.strictObject({ kind: z.literal('template'), template: Key }),
  z.strictObject({ kind: z.literal('copy'), surveyId: Id }),
  z.strictObject({ kind: z.literal('definition'), title: edit.title, definition: Definition }),
], '来源不对')

const ById = z.strictObject({ id: Id })
const Change = z.strictObject({ id: Id, rev: Rev })
const WithProblems = z.object({ survey: Survey, problems: z.array(Problem) })

export const surveys = {
  /** The five that come with the system. */
  templates: { input: Nothing, output: z.object({ items: z.array(z.object({ key: Key, title: z.string(), note: z.string(), questions: z.int() })) }) },
  /** For staff; leaders see those whose results they may see. The newest first. */
  list: { input: z.strictObject({ text: z.optional(SearchText), cursor: z.optional(Cursor) }), output: pageOf(SurveyRow) },
  /** The phone makes the id: a repeat of the same act is the same survey. A definition that does not hold is refused, the place named. */
  create: { input: z.strictObject({ id: Id, from: Source }), output: WithProblems },
  /** `problems`: what stands in the way of publishing. `answered`: somebody has, so the questions stay. */
  get: { input: ById, output: z.object({ survey: Survey, problems: z.array(Problem), answered: z.boolean() }) },
  /** Saves a draft, with its problems if it has any; only publishing demands that there be none. */
  save: { input: z.strictObject({ id: Id, rev: Rev, edit: SurveyEdit }), output: WithProblems },
  /** The logic of a definition that was not saved yet; the same check runs on the page (domain/survey/logic.ts). */
  check: { input: z.strictObject({ definition: Definition }), output: z.object({ problems: z.array(Problem) }) },
  /** How many people an audience has. */
  reach: { input: z.strictObject({ audience: Audience }), output: z.object({ people: z.int() }) },
  publish: { input: Change, output: Survey },
  /** Back to a draft, to be changed: only while nobody has answered. */
  withdraw: { input: Change, output: Survey },
  /** Extends it or ends it early: at least 60 seconds from now, as long as it is not over. */
  reschedule: { input: z.strictObject({ id: Id, rev: Rev, endsAt: Instant }), output: Survey },
  /** A draft only. */
  remove: { input: ById, output: Done },
  turnout: { input: ById, output: Turnout },
  /**
   * People of the audience who have answered, or have not: a page may hold few or none and still have a next. Of an anonymous
   * survey `answered` asks who joined, and once the draw has begun who has drawn a paper; `step` says which.
   */
  people: {
    input: z.strictObject({ id: Id, answered: z.boolean(), unitId: z.optional(Id), cursor: z.optional(Cursor) }),
    output: z.object({ ...pageOf(z.object({ personId: Id, name: z.string(), employeeNo: z.string(), unitName: z.string() })).shape, step: z.enum(['answered', 'joined', 'drawn']) }),
  },
  results: { input: z.strictObject({ id: Id, only: z.optional(GroupRef) }), output: Results },
  cross: { input: z.strictObject({ id: Id, question: Key, by: Dimension }), output: Cross },
  /** Two questions that the survey was told to cross. */
  pair: { input: z.strictObject({ id: Id, pair: Pair }), output: z.object({ threshold: z.int(), why: Results.shape.why, table: z.nullable(PairTable) }) },
  /** With an earlier round: questions with the same keys. */
  compare: { input: z.strictObject({ id: Id, withId: Id }), output: Comparison },
  /** Answers in words (also those to 其他), in no order that tells anything. `who` in named surveys only. */
  texts: {
    input: z.strictObject({ id: Id, question: Key, text: z.optional(SearchText), only: z.optional(GroupRef), cursor: z.optional(Cursor) }),
    output: pageOf(z.object({ text: z.string(), who: z.optional(z.string()) })),
  },
  /** Answers that say much the same, the largest group first; of the first 2,000 texts. `read`: how many were looked at. */
  alike: { input: z.strictObject({ id: Id, question: Key }), output: z.object({ read: z.int(), groups: z.array(z.object({ n: z.int(), texts: z.array(z.string()) })) }) },
  /** Pictures that were answered; addresses for about two hours. */
  pictures: { input: z.strictObject({ id: Id, question: Key, cursor: z.optional(Cursor) }), output: pageOf(z.object({ fileId: FileId, url: z.string(), who: z.optional(z.string()) })) },
  /** Shows the results to everybody who was asked, or takes that back. Once it is closed. */
  share: { input: z.strictObject({ id: Id, rev: Rev, on: z.boolean() }), output: Survey },

  /** Open ones that ask me, and those whose results are told; what waits for me first. */
  mine: { input: Nothing, output: z.object({ items: z.array(MySurvey) }) },
  /** `answer`: my own, where it may still be changed; `edition` goes back with the change. `draft`: in named mode, the last one from any phone. */
  open: {
    input: ById,
    output: z.object({
      survey: OpenSurvey, answered: z.boolean(), joined: z.boolean(),
      answer: z.nullable(z.object({ values: Values, edition: z.int() })),
      draft: z.nullable(z.object({ values: Values, device: Id, deviceName: z.string(), at: Instant })),
    }),
  },
  /** `edition` 0 = the first time; `version` = of the questions that the person saw. The same again is the same answer. */
  answer: { input: z.strictObject({ id: Id, version: Rev, edition: Rev, values: Values }), output: z.object({ edition: z.int() }) },
  /** Named mode only; the last one written stays. `before`: another phone's that it replaced. */
  saveDraft: {
    input: z.strictObject({ id: Id, values: Values, device: Id, deviceName: text(40) }),
    output: z.object({ at: Instant, before: z.nullable(z.object({ deviceName: z.string(), at: Instant })) }),
  },
  /** Results that were told 公布: totals only. */
  shared: { input: ById, output: Results },

  ...surveyBallots,
} as const satisfies Contract
