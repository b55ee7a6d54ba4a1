import * as z from 'zod/mini'
import { useState } from 'react'
import type { CallError } from '../services/call'

export type FieldErrors = Partial<Record<string, string>>

/** What a schema says against each field, the first word of each. */
export const fieldErrors = (schema: z.core.$ZodType, value: unknown): FieldErrors => {
  const parsed = z.safeParse(schema, value)
  const errors: FieldErrors = {}
  for (const issue of parsed.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  return errors
}

/** Full-width letters and digits and stray blanks, as Chinese keyboards make them, are not the person's mistake. */
export const plain = (typed: string): string => typed.normalize('NFKC').trim()

/** A number that is missing is asked for by its name; the rule about its letters helps only once there are some. */
export const numberErrors = (typed: string): FieldErrors => plain(typed) ? {} : { employeeNo: '请填写工号' }

export interface Form<T> {
  values: T
  set(patch: Partial<T>): void
  /** Beside each field; empty until sending was first tried, then as things stand. */
  errors: FieldErrors
  /** True when nothing is wrong; from now on errors are shown. */
  ready(): boolean
}

/**
 * What is typed into a form, and what is wrong with it.
 * @param wrong what the rules say against the values
 * @param refused the server's answer, which may name a field
 */
export const useForm = <T extends object>(initial: T, wrong: (values: T) => FieldErrors, refused?: CallError): Form<T> => {
  const [values, setValues] = useState(initial)
  const [tried, setTried] = useState(false)
  const named = refused?.field ? { [refused.field]: refused.message } : {}
  return {
    values,
    set: patch => setValues(now => ({ ...now, ...patch })),
    errors: tried ? { ...named, ...wrong(values) } : {},
    ready() {
      setTried(true)
      return Object.keys(wrong(values)).length === 0
    },
  }
}
