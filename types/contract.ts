import type * as z from 'zod/mini'
import type { $ZodType } from 'zod/v4/core'

/** One action that can be asked of a function: what goes in and what comes out. */
export interface Action {
  input: $ZodType
  output: $ZodType
}

/** Everything that can be asked of one area's function, by action name. */
export type Contract = Record<string, Action>

export type InputOf<A extends Action> = z.infer<A['input']>
export type OutputOf<A extends Action> = z.infer<A['output']>

/** What travels back: data, or a refusal (expected, shown to the person), or a fault (with a number to quote). */
export type Reply<T> =
  | { ok: true; data: T }
  | { ok: false; code: string; message: string; requestId?: string; field?: string }
