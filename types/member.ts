import * as z from 'zod/mini'
import { Cursor, Day, Done, FileId, Id, Instant, Nothing, Rev, SearchText, TenantChoice, pageOf, text } from './common'
import type { Contract } from './contract'
import { ImportPreview, ImportRow, RosterImport } from './roster-import'
import { Unit, UnitKind, UnitName } from './unit'

/** Roles: worker 职工, delegate 职工代表, staff 工会工作人员, committee 提案委员会, presidium 主席团, handler 承办部门, leader 领导, scrutineer 监票人, instructor 讲师, station 指导站人员. */
export const Role = z.enum(['worker', 'delegate', 'staff', 'committee', 'presidium', 'handler', 'leader', 'scrutineer', 'instructor', 'station'])
export type Role = z.infer<typeof Role>

/** Kinds of delegate: worker 一线职工, technical 科技人员, manager 管理人员, leader 领导干部, other 其他. */
export const SeatKind = z.enum(['worker', 'technical', 'manager', 'leader', 'other'])
export type SeatKind = z.infer<typeof SeatKind>

/** A delegate's seat: term 届, delegation 代表团, district 选区. */
export const Seat = z.object({ term: text(20), delegation: text(40), district: text(40), kind: SeatKind })
export type Seat = z.infer<typeof Seat>

/** A dated membership: one role on one unit from a day to a day (both inclusive; `to` null = still). Never rewritten, only ended. */
export const Membership = z.object({
  id: Id,
  role: Role,
  unitId: Id,
  from: Day,
  to: z.nullable(Day),
  seat: z.optional(Seat),
})
export type Membership = z.infer<typeof Membership>

/** Registered for one thing only: the share of women among the delegates. Seen by the union's staff alone. */
export const Gender = z.enum(['woman', 'man'])
export type Gender = z.infer<typeof Gender>

export const PersonName = text(40, 1, '姓名')
export const EmployeeNo = z.string().check(z.regex(/^[A-Za-z0-9-]{1,20}$/, '工号由 1 到 20 位字母、数字或短横线组成'))
export const Phone = z.string().check(z.regex(/^1[3-9]\d{9}$/, '手机号应为 11 位'))

/** A person as others may see one: the phone number is masked (138****5678). */
export const Person = z.object({
  _id: Id,
  name: z.string(),
  employeeNo: z.string(),
  phoneMasked: z.string(),
  unitId: Id,
  unitName: z.string(),
  memberships: z.array(Membership),
  bound: z.boolean(),
  /** Told to staff, of one person at a time; null = not registered. */
  gender: z.optional(z.nullable(Gender)),
  rev: Rev,
})
export type Person = z.infer<typeof Person>

/** Who I am here. A visitor sees the demonstration unit, read-only. */
export const Me = z.object({
  state: z.enum(['visitor', 'bound', 'trial']),
  personId: z.optional(Id),
  name: z.optional(z.string()),
  employeeNo: z.optional(z.string()),
  phone: z.optional(z.string()),
  tenantId: Id,
  tenantName: z.string(),
  unitName: z.optional(z.string()),
  /** True in the demonstration unit, whose staff issue trial codes 体验码. */
  demonstration: z.optional(z.boolean()),
  /** Roles valid today, with the seat when there is one. */
  memberships: z.array(Membership),
  /** Version of the privacy notice that the person agreed to; absent = not yet. */
  consentVersion: z.optional(z.string()),
  /** When the trial or the H5 session ends. */
  until: z.optional(Instant),
})
export type Me = z.infer<typeof Me>

/** A roster entry that fits what the caller has proved, to choose from before binding. */
export const Candidate = z.object({ personId: Id, name: z.string(), employeeNo: z.string(), tenantName: z.string(), unitName: z.string() })
export type Candidate = z.infer<typeof Candidate>

/** `choose`: the phone number stands on several rosters; send the claim back with the person chosen. */
export const BindReply = z.object({
  state: z.enum(['bound', 'choose']),
  claim: z.optional(z.string()),
  candidates: z.optional(z.array(Candidate)),
})

export const PRIVACY_VERSION = '2026-11-22'
const Consent = z.literal(PRIVACY_VERSION, '请先阅读并同意隐私说明')

const PersonEdit = {
  name: PersonName,
  employeeNo: EmployeeNo,
  phone: z.union([Phone, z.literal('')], '手机号应为 11 位，或留空'),
  unitId: Id,
  gender: z.optional(z.nullable(Gender)),
}

export const members = {
  me: { input: Nothing, output: Me },

  bindByPhone: { input: z.strictObject({ code: text(200, 1, '手机号凭据'), consent: Consent }), output: BindReply },
  bindChosen: { input: z.strictObject({ claim: Id, personId: Id, consent: Consent }), output: BindReply },
  bindByCode: {
    input: z.strictObject({ unitCode: text(12, 1, '单位代码'), employeeNo: EmployeeNo, code: text(12, 1, '绑定码'), consent: Consent }),
    output: BindReply,
  },
  bindByTrial: { input: z.strictObject({ code: text(20, 1, '体验码'), consent: Consent }), output: BindReply },
  unbindMe: { input: Nothing, output: Done },

  issueCode: { input: z.strictObject({ personId: Id }), output: z.object({ code: z.string(), until: Instant }) },
  unbind: { input: z.strictObject({ personId: Id }), output: Done },
  issueTrial: { input: z.strictObject({ days: z.int().check(z.minimum(1), z.maximum(30)), role: Role }), output: z.object({ code: z.string(), until: Instant }) },

  webStart: { input: Nothing, output: z.object({ scene: z.string(), secret: z.string(), image: z.string(), until: Instant }) },
  webLook: { input: z.strictObject({ scene: Id }), output: z.object({ state: z.enum(['waiting', 'confirmed', 'used', 'expired']), place: z.string(), until: Instant }) },
  webConfirm: { input: z.strictObject({ scene: Id }), output: Done },
  webFinish: { input: z.strictObject({ scene: Id, secret: text(64, 1, '凭据') }), output: z.object({ state: z.enum(['waiting', 'ready']), token: z.optional(z.string()), until: z.optional(Instant) }) },
  webLeave: { input: Nothing, output: Done },

  units: { input: z.strictObject({ tenant: TenantChoice }), output: z.object({ units: z.array(Unit) }) },
  addUnit: { input: z.strictObject({ id: Id, parentId: Id, kind: UnitKind, name: UnitName, code: z.optional(text(12)) }), output: Unit },
  changeUnit: { input: z.strictObject({ id: Id, rev: Rev, name: UnitName }), output: Unit },
  closeUnit: { input: z.strictObject({ id: Id, rev: Rev }), output: Unit },

  people: {
    input: z.strictObject({
      tenant: TenantChoice, text: z.optional(SearchText), unitId: z.optional(Id), role: z.optional(Role),
      bound: z.optional(z.boolean()), cursor: z.optional(Cursor),
    }),
    output: pageOf(Person),
  },
  person: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: Person },
  addPerson: { input: z.strictObject({ id: Id, ...PersonEdit }), output: Person },
  /** Without `gender` it stays as it is. Without `phone` the number stays, too: whoever edits sees it masked only, and could not send it back. */
  changePerson: { input: z.strictObject({ id: Id, rev: Rev, ...PersonEdit, phone: z.optional(PersonEdit.phone) }), output: Person },
  grant: { input: z.strictObject({ personId: Id, rev: Rev, membership: z.strictObject({ id: Id, role: Role, unitId: Id, from: Day, to: z.nullable(Day), seat: z.optional(Seat) }) }), output: Person },
  end: { input: z.strictObject({ personId: Id, rev: Rev, membershipId: Id, to: Day }), output: Person },

  /** The uploaded workbook is read row by row into a staged import. Call `importWork` until it is `ready`. */
  importStart: { input: z.strictObject({ id: Id, file: FileId, fileName: text(120, 1, '文件名') }), output: RosterImport },
  /** Does up to a few seconds of the import's outstanding work and says how far it is; safe to call again at any time. */
  importWork: { input: z.strictObject({ id: Id }), output: RosterImport },
  importPreview: { input: z.strictObject({ id: Id, show: ImportPreview, cursor: z.optional(Cursor) }), output: pageOf(ImportRow) },
  importApply: { input: z.strictObject({ id: Id, rev: Rev }), output: RosterImport },
  importUndo: { input: z.strictObject({ id: Id, rev: Rev }), output: RosterImport },
  importDrop: { input: z.strictObject({ id: Id, rev: Rev }), output: RosterImport },
  imports: { input: z.strictObject({ cursor: z.optional(Cursor) }), output: pageOf(RosterImport) },
  importTemplate: { input: Nothing, output: z.object({ fileName: z.string(), base64: z.string() }) },
  /** Where to PUT or POST a file from H5 (the mini-program uploads through wx.cloud). */
  uploadTicket: { input: z.strictObject({ path: z.string().check(z.regex(/^[\w./-]{1,120}$/)) }), output: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), fileId: FileId }) },

  agree: { input: z.strictObject({ version: Consent }), output: Done },
  exportMine: { input: Nothing, output: z.object({ fileName: z.string(), json: z.string() }) },
  askErasure: { input: z.strictObject({ reason: text(200) }), output: Done },
  erasures: { input: z.strictObject({ cursor: z.optional(Cursor) }), output: pageOf(z.object({ person: Person, reason: z.string(), askedAt: Instant })) },
  settleErasure: { input: z.strictObject({ personId: Id, rev: Rev, erase: z.boolean(), note: text(200) }), output: Done },
} as const satisfies Contract
