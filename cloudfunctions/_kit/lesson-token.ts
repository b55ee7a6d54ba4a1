import type { Learned } from '../../domain/lesson/progress'
import type { Viewing } from '../../domain/lesson/viewing'
import { keyedHash, sameHash } from './secrets'

/**
 * What a phone carries from one report to the next, so that the server need not read it: the current viewing, what is known of its
 * episode, and whether the whole course is finished, all as of revision `rev` of the person's learning. It counts only while that
 * revision still stands, so an old one replayed gains nothing.
 */
export interface Carried { person: string; rev: number; viewing: Viewing; learned: Learned; courseDone: boolean }

const sign = (body: string) => keyedHash(`lesson:${body}`)

export function writeToken(carried: Carried): string {
  const body = Buffer.from(JSON.stringify(carried)).toString('base64url')
  return `${body}.${sign(body)}`
}

/** Undefined = not one of ours, or somebody else's: then the database is asked. */
export function readToken(token: string | undefined, person: string): Carried | undefined {
  const [, body = '', given = ''] = /^([A-Za-z0-9_-]+)\.([0-9a-f]{64})$/.exec(token ?? '') ?? []
  if (!body || !sameHash(sign(body), given)) return undefined
  const carried = JSON.parse(Buffer.from(body, 'base64url').toString()) as Carried
  return carried.person === person ? carried : undefined
}
