import { Refusal } from '../refusal'
import type { Engine } from './engine'
import { inspect, type Fact } from './lines'
import { hallCode, type Round } from './manifest'
import { HALL_CODE, INCOMPLETE, NOT_CANONICAL, demand, no } from './problems'
import { recounting, type Outcome } from './recount'

/** The first thing wrong in a record: its line in the file (from 1), a stable code, one Chinese sentence. */
export interface Problem { line: number; code: string; message: string }

export type Verdict = { ok: true; outcome: Outcome } | { ok: false; problem: Problem }

/** A record as a file: a JSON array with one element a line, so that it is read whole by any JSON reader and line by line by ours. */
export const recordText = (lines: readonly string[]): string => `[\n${lines.join(',\n')}\n]\n`

/**
 * The frame around the elements. Fed with the file's lines (without their line ends); answers the element, or null for
 * the brackets. Refuses a file that is framed in any other way.
 */
export function framing() {
  let at = 0
  let more = true
  let closed = false
  return {
    element(text: string): string | null {
      at++
      if (at === 1) {
        if (text !== '[') throw no(NOT_CANONICAL)
        return null
      }
      if (closed) throw no(NOT_CANONICAL)
      if (text === ']') {
        if (more) throw no(NOT_CANONICAL)
        closed = true
        return null
      }
      if (!more) throw no(NOT_CANONICAL)
      more = text.endsWith(',')
      return more ? text.slice(0, -1) : text
    },
    end(): void {
      if (!closed) throw no(INCOMPLETE)
    },
  }
}

/** Turns a refusal into the problem of a line; a fault stays a fault. */
export function problemAt(line: number, error: unknown): Problem {
  if (!(error instanceof Refusal)) throw error
  return { line, code: error.code, message: error.message }
}

export interface Wanted {
  /** The code that was shown in the hall, when the reader knows it: whoever rewrites everything cannot rewrite that. */
  code?: string
  /** `opening`: the record may end with the opening head, as it is published before casting. */
  until?: 'opening' | 'closed'
}

/** Refuses a round whose code is not the one shown in the hall. */
export function demandCode(round: Round, code: string | undefined): void {
  demand(code === undefined || code.trim().toUpperCase() === hallCode(round), HALL_CODE, hallCode(round))
}

/** Checks a whole record given as the lines of its file. Stops at the first thing wrong. */
export function verifyRecord(fileLines: Iterable<string>, engine: Engine, { code, until }: Wanted = {}): Verdict {
  const frame = framing()
  let at = 0
  let round: Round | null = null
  let count: ReturnType<typeof recounting> | null = null
  try {
    for (const text of fileLines) {
      at++
      const line = frame.element(text)
      if (line === null) continue
      const fact: Fact = inspect(line, round, engine)
      if (fact.kind === 'manifest') {
        round = fact.round
        demandCode(round, code)
        count = recounting(round)
      } else count!.take(fact)
    }
    frame.end()
    if (count === null) throw no(INCOMPLETE)
    return { ok: true, outcome: count.end(until) }
  } catch (error) {
    return { ok: false, problem: problemAt(at, error) }
  }
}
