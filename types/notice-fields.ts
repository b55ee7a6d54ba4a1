import * as z from 'zod/mini'
import { Id, text } from './common'
import { EpisodeKey } from './lesson-course'
import { Role } from './member'

/**
 * Kinds of notice 通知: meeting 会议, vote 表决, motion 提案, lesson 培训, disclosure 厂务公开, survey 问卷, general 其他.
 * Which of them a person may do without is said in domain/notice/preferences.ts.
 */
export const NoticeKind = z.enum(['meeting', 'vote', 'motion', 'lesson', 'disclosure', 'survey', 'general'])
export type NoticeKind = z.infer<typeof NoticeKind>

/** Templates 模板 of subscription messages 订阅消息 as this product knows them; WeChat's own ids are configuration. */
export const TemplateKey = z.enum(['meeting', 'vote', 'reply', 'task', 'due', 'survey', 'lesson', 'disclosure'])
export type TemplateKey = z.infer<typeof TemplateKey>

/** WeChat's kinds of field. */
export const FieldKind = z.enum(['thing', 'time', 'date', 'phrase', 'number', 'character_string', 'name', 'amount', 'phone_number'])
export type FieldKind = z.infer<typeof FieldKind>

/** A field's name at WeChat: its kind and a number, `thing1`. */
export const FieldName = z.string().check(z.regex(/^[a-z_]{4,20}[0-9]{1,2}$/, '字段名不对'))

/** What goes into a template's fields, as it was written; the builder (domain/notice/build.ts) says what WeChat would get. */
export const FieldValues = z.record(FieldName, text(200, 0, '字段'))
export type FieldValues = z.infer<typeof FieldValues>

/** `sent`: what goes to WeChat, shortened by the rule that `shortened` tells of; `problem`: why WeChat would refuse it. */
export const FieldPreview = z.object({ name: z.string(), kind: FieldKind, label: z.string(), value: z.string(), sent: z.string(), shortened: z.boolean(), problem: z.nullable(z.string()) })
export type FieldPreview = z.infer<typeof FieldPreview>

/** A template of the registry; `ready`: its id is configured, so that messages can go out. */
export const Template = z.object({ key: TemplateKey, title: z.string(), scene: z.string(), fields: z.array(z.object({ name: z.string(), kind: FieldKind, label: z.string(), most: z.int() })), ready: z.boolean() })
export type Template = z.infer<typeof Template>

/** A page of the app and what it is called with: opens the very page that the notice is about. */
export const Link = z.strictObject({
  page: z.string().check(z.regex(/^pages\/[a-z-]{1,30}\/[a-z-]{1,30}$/, '页面地址格式不对')),
  params: z.record(z.string().check(z.regex(/^[a-zA-Z]{1,20}$/)), z.string().check(z.regex(/^[A-Za-z0-9_.-]{0,80}$/, '页面参数格式不对'))),
})
export type Link = z.infer<typeof Link>

/**
 * Who gets it. `group`: everyone of these units and below (none = the whole enterprise) who holds one of the roles (none =
 * any), delegates of the term when one is named; whoever joins the group later finds it in the inbox too. All others are a list
 * that is settled when the notice is planned: `people`; `motion`; by state: `notVoted` of a round by name, `notDrawn` of a secret ballot
 * before casting opens (who has not voted is unknowable), `unread` papers of a session, `unanswered` of a survey by name,
 * `unfinished` of a published course (or of one episode), `unconfirmed` of a notice that was to be confirmed 已知悉.
 * Of an anonymous survey nobody may know who answered: `notJoined` while people join 报名, `sheetNotDrawn` (joined, has no sheet yet)
 * while sheets are drawn 领卷, `sheetDrawn` (everybody who has one, answered or not) once that is over.
 */
export const NoticeAudience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('group'), units: z.array(Id).check(z.maxLength(100, '最多选 100 个单位')), roles: z.array(Role).check(z.maxLength(10)), term: z.nullable(text(20, 1, '届次')) }),
  z.strictObject({ kind: z.literal('people'), people: z.array(Id).check(z.minLength(1, '请至少选一位'), z.maxLength(500, '一次最多选 500 人；更多的人请按单位或身份选')) }),
  z.strictObject({ kind: z.literal('notVoted'), roundId: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}\.\d{1,2}$/, '轮次编号格式不对')) }),
  z.strictObject({ kind: z.literal('notDrawn'), roundId: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}\.\d{1,2}$/, '轮次编号格式不对')) }),
  z.strictObject({ kind: z.literal('unanswered'), surveyId: Id }),
  z.strictObject({ kind: z.literal('notJoined'), surveyId: Id }),
  z.strictObject({ kind: z.literal('sheetNotDrawn'), surveyId: Id }),
  z.strictObject({ kind: z.literal('sheetDrawn'), surveyId: Id }),
  z.strictObject({ kind: z.literal('unfinished'), courseId: Id, episode: z.nullable(EpisodeKey) }),
  z.strictObject({ kind: z.literal('unread'), sessionId: Id }),
  z.strictObject({ kind: z.literal('unconfirmed'), noticeId: Id }),
  z.strictObject({ kind: z.literal('motion'), motionId: Id, who: z.enum(['proposers', 'cosigners', 'handlers', 'assisting', 'all']) }),
], '发送对象不对')
export type NoticeAudience = z.infer<typeof NoticeAudience>
