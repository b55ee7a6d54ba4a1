import './zod-setup'
import * as z from 'zod/mini'

/** An id made by a phone or a server: URL-safe, 8 to 64 characters. */
export const Id = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/, '编号格式不对'))

/** A calendar day in China Standard Time, `2026-11-21`. */
export const Day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '日期应写成 2026-11-21'))

/** Milliseconds since 1970-01-01T00:00Z, by the server's clock. */
export const Instant = z.int().check(z.nonnegative())

/** The revision that a caller saw; a conditional write refuses when it has moved on. */
export const Rev = z.int().check(z.nonnegative())

/** Text that a person typed: outer white space removed, then `min` to `max` characters, no control characters. */
export const text = (max: number, min = 0, name = '内容') =>
  z.string().check(
    z.trim(),
    z.minLength(min, min === 1 ? `请填写${name}` : `${name}至少 ${min} 个字`),
    z.maxLength(max, `${name}最多 ${max} 个字`),
    z.regex(/^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u202A-\u202E\u2066-\u2069]*$/u, `${name}含有不能显示的控制字符，请删去后再试`),
  )

/** What a search box sends: at most 50 characters. */
export const SearchText = text(50, 0, '搜索词')

/** Opaque place in a list from which the next page goes on; absent on the first page. */
export const Cursor = z.string().check(z.maxLength(200))

/** One page of a list. `next` is absent on the last page. */
export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next: z.optional(Cursor) })

export const Nothing = z.strictObject({})
export const Done = z.object({})

/** The tenant to look into; absent = the caller's own. A role on a higher unit is needed for any other. */
export const TenantChoice = z.optional(Id)

/** A file in cloud storage, `cloud://<env>.<bucket>/<path>`. */
export const FileId = z.string().check(z.regex(/^cloud:\/\/[\w.-]+\/[\w./-]{1,200}$/, '文件编号格式不对'))
