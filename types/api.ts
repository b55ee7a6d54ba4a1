import type * as z from 'zod/mini'
import type { $ZodType } from 'zod/v4/core'
import type { congress } from './congress'
import type { lessons } from './lesson'
import type { members } from './member'
import type { motions } from './motion'
import type { notices } from './notice'
import type { papers } from './paper'
import type { surveys } from './survey'

/** Every area and its contract: the one place to see what can be asked. */
export interface Api {
  congress: typeof congress
  lessons: typeof lessons
  members: typeof members
  motions: typeof motions
  notices: typeof notices
  papers: typeof papers
  surveys: typeof surveys
}

type Infer<T, K extends string> = T extends { [key in K]: infer S extends $ZodType } ? z.infer<S> : never

export type Area = keyof Api
export type ActionOf<A extends Area> = keyof Api[A] & string
export type Input<A extends Area, N extends ActionOf<A>> = Infer<Api[A][N], 'input'>
export type Output<A extends Area, N extends ActionOf<A>> = Infer<Api[A][N], 'output'>
