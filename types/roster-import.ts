import * as z from 'zod/mini'
import { Id, Instant, Rev } from './common'

/**
 * States of a roster import: reading (rows being staged), ready (preview complete), applied (one update made all
 * rows count), undone, dropped. `settled` false = work is outstanding (rows are being read, or copied to the people, or
 * back, or cleared away): call `importWork` until it is true. What counts is the state, settled or not.
 */
export const ImportState = z.enum(['reading', 'ready', 'applied', 'undone', 'dropped'])
export type ImportState = z.infer<typeof ImportState>

export const ImportPreview = z.enum(['bad', 'add', 'change', 'same'])
export type ImportPreview = z.infer<typeof ImportPreview>

export const RosterImport = z.object({
  _id: Id,
  fileName: z.string(),
  state: ImportState,
  settled: z.boolean(),
  /** Rows read (later: people copied) so far and in all; `total` 0 = not known yet. */
  done: z.int(),
  total: z.int(),
  counts: z.object({ bad: z.int(), add: z.int(), change: z.int(), same: z.int() }),
  /** Why the whole file was refused (then it is `dropped`: not a workbook, a heading is missing …) or an undo gave up. */
  problem: z.optional(z.string()),
  byName: z.string(),
  at: Instant,
  appliedAt: z.optional(Instant),
  undoable: z.boolean(),
  rev: Rev,
})
export type RosterImport = z.infer<typeof RosterImport>

/** One row of the workbook as the preview shows it. `row` is the row number that Excel shows. */
export const ImportRow = z.object({
  row: z.int(),
  outcome: ImportPreview,
  name: z.string(),
  employeeNo: z.string(),
  unit: z.string(),
  /** What is wrong, or what changes ("班组：一班 → 二班"). */
  notes: z.array(z.string()),
})
export type ImportRow = z.infer<typeof ImportRow>
