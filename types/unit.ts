import * as z from 'zod/mini'
import { Day, Id, Rev, text } from './common'

/** Kinds of unit, from the top: federation 总工会, guidance station 指导站, enterprise 企业, branch 分公司/分厂, team 班组. */
export const UnitKind = z.enum(['federation', 'station', 'enterprise', 'branch', 'team'])
export type UnitKind = z.infer<typeof UnitKind>

export const UnitName = text(40, 1, '单位名称')

export const Unit = z.object({
  _id: Id,
  /** The enterprise (or federation, or station) to which the unit's data belong. */
  tenantId: Id,
  parentId: z.nullable(Id),
  /** Ids from the root of the tree to this unit, this unit included. */
  path: z.array(Id),
  kind: UnitKind,
  name: z.string(),
  /** The short code that people type together with their 工号 when they bind; tenants only. */
  code: z.optional(z.string()),
  closedOn: z.nullable(Day),
  rev: Rev,
})
export type Unit = z.infer<typeof Unit>
