import * as z from 'zod/mini'
import { text } from './common'
import { Article } from './congress-rules'

/** How votes are given: secret ballot 无记名, by name 记名, show of hands 举手. */
export const Way = z.enum(['secret', 'named', 'hands'])
export type Way = z.infer<typeof Way>

const many = z.int().check(z.nonnegative(), z.maximum(1_000_000))

/** What stands on a ballot for a candidate or a leader; also a key in the database. */
export const KeyOfChoice = z.string().check(z.regex(/^[^.$\s]{1,64}$/u, '编号格式不对'))

/** A candidate 候选人. Someone who was written in before has `另选:` and the name as id. */
export const Candidate = z.strictObject({ id: KeyOfChoice, name: text(40, 1, '候选人姓名') })
export type Candidate = z.infer<typeof Candidate>

/** A leader who is appraised 被评议人. */
export const Appraised = z.strictObject({ id: KeyOfChoice, name: text(40, 1, '姓名'), post: text(60) })
export type Appraised = z.infer<typeof Appraised>

/** What one ballot asks; `equal` 等额 has as many candidates as seats, `surplus` 差额 more. */
export const Question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('motion') }),
  z.strictObject({
    kind: z.literal('elect'),
    seats: z.int().check(z.minimum(1, '应选名额至少 1 人'), z.maximum(200, '应选名额最多 200 人')),
    candidates: z.array(Candidate).check(z.minLength(1, '请至少列出一位候选人'), z.maxLength(300, '候选人最多 300 位')),
    writeIn: z.boolean(),
    form: z.enum(['equal', 'surplus']),
  }),
  z.strictObject({
    kind: z.literal('appraise'),
    leaders: z.array(Appraised).check(z.minLength(1, '请至少列出一位被评议人'), z.maxLength(300, '被评议人最多 300 位')),
    grades: z.array(text(10, 1, '等次')).check(z.minLength(2, '等次至少两档'), z.maxLength(6, '等次最多六档')),
  }),
])
export type Question = z.infer<typeof Question>
export type QuestionOf<K extends Question['kind']> = Extract<Question, { kind: K }>

/** What one ballot says. A candidate without a mark, or a leader without a grade, is an abstention 弃权; a grade is its place in the scale, from 0. */
export const Choice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('motion'), vote: z.enum(['yes', 'no', 'abstain']) }),
  z.strictObject({
    kind: z.literal('elect'),
    marks: z.record(KeyOfChoice, z.enum(['yes', 'no'])),
    writeIns: z.array(z.string().check(z.maxLength(40, '另选人姓名最多 40 个字'))).check(z.maxLength(200, '另选人最多 200 位')),
  }),
  z.strictObject({ kind: z.literal('appraise'), grades: z.record(KeyOfChoice, z.int().check(z.minimum(0), z.maximum(5))) }),
])
export type Choice = z.infer<typeof Choice>
export type ChoiceOf<K extends Choice['kind']> = Extract<Choice, { kind: K }>

const ballots = { valid: many, void: many }

/** Ballots added up: of phones, of a batch of papers, or of both together. */
export const Counts = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('motion'), yes: many, no: many, abstain: many, ...ballots }),
  z.strictObject({
    kind: z.literal('elect'),
    marks: z.record(KeyOfChoice, z.strictObject({ yes: many, no: many, blank: many })),
    writeIns: z.record(text(40, 1, '另选人姓名'), many),
    ...ballots,
  }),
  /** For each leader the ballots of each grade, and the blank ones last. */
  z.strictObject({ kind: z.literal('appraise'), leaders: z.record(KeyOfChoice, z.array(many).check(z.maxLength(7))), ...ballots }),
])
export type Counts = z.infer<typeof Counts>
export type CountsOf<K extends Counts['kind']> = Extract<Counts, { kind: K }>

/** A round that is over: roll 应到 = ALL delegates, present 实到 at its opening, ballots issued 发出 and collected 收回. */
export const Tally = z.strictObject({ roll: many, present: many, issued: many, collected: many, counts: Counts })
export type Tally = z.infer<typeof Tally>

/** short = too few were elected; runoff = a tie for the last seat; void = the whole vote; noQuorum = too few were present. */
export const Outcome = z.enum(['passed', 'failed', 'elected', 'short', 'runoff', 'appraised', 'void', 'noQuorum'])
export type Outcome = z.infer<typeof Outcome>

/** One leader's result, never per voter: ballots of each grade and the blank ones last, and the same in percent with one decimal, 100.0 in all. */
export const Appraisal = z.object({ id: z.string(), name: z.string(), post: z.string(), grades: z.array(z.int()), percent: z.array(z.number()) })
export type Appraisal = z.infer<typeof Appraisal>

export const Decision = z.object({
  outcome: Outcome,
  /** Why, in Chinese, with figures and article. */
  sentence: z.string(),
  articles: z.array(Article),
  elected: z.array(z.object({ id: z.string(), name: z.string(), yes: z.int() })),
  /** The next round that this one calls for: of those who tied (`runoff`), or of those not yet elected (`short`). */
  runoff: z.nullable(z.object({ seats: z.int(), candidates: z.array(z.object({ id: z.string(), name: z.string() })) })),
  /** Seats that nobody has won in this round. */
  vacant: z.int(),
  leaders: z.optional(z.array(Appraisal)),
})
export type Decision = z.infer<typeof Decision>
