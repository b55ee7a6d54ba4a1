import type { PublicBoard, PublicRound } from '../../types/ballot'
import type { Reply } from '../../types/contract'
import { toCallError, unwrap } from './call'
import { host } from './host'
import { heard } from './quiet'

/**
 * Asks an address that does not learn who asks.
 * @param url absolute, or a path beside the box
 * @throws CallError
 */
export const askAnonymously = async <T>(url: string, body?: string): Promise<T> => {
  try {
    return unwrap(await host.anonymous(url, body) as Reply<T>)
  } catch (error) {
    throw toCallError(error)
  }
}

/** A file of lines that lies in storage, because an answer could not hold it. @throws CallError */
export const readLines = async (url: string): Promise<string[]> => {
  try {
    return await host.fetchLines(url)
  } catch (error) {
    throw toCallError(error)
  }
}

const place = (roundId: string) => `/api/box/rounds/${roundId}`

const whole = new Map<string, PublicRound>()

/** How far a secret ballot 无记名投票 is; the same for everybody. What never changes is asked once. */
export const readRound = async (roundId: string): Promise<PublicRound> => {
  const known = whole.get(roundId)
  const round = known
    ? { ...known, ...await askAnonymously<Pick<PublicRound, 'state' | 'closesAt'>>(`${place(roundId)}/state`) }
    : await askAnonymously<PublicRound>(place(roundId))
  whole.set(roundId, round)
  heard(roundId, round.state)
  return round
}

/** The whole board of a counted round. Never the own ballot alone: the question would say whose it is. */
export const readBoard = (roundId: string): Promise<PublicBoard> => askAnonymously(`${place(roundId)}/board`)

/** Where the public record 公开记录 lies; not `complete` until the round is counted. */
export const readRecord = (roundId: string): Promise<{ url: string; complete: boolean }> => askAnonymously(`${place(roundId)}/record`)
