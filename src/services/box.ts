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

const place = (roundId: string) => `/api/box/rounds/${roundId}`

/** How far a secret ballot 无记名投票 is; the same for everybody. */
export const readRound = async (roundId: string): Promise<PublicRound> => {
  const round = await askAnonymously<PublicRound>(place(roundId))
  heard(roundId, round.state)
  return round
}

/** The whole board of a counted round. Never the own ballot alone: the question would say whose it is. */
export const readBoard = (roundId: string): Promise<PublicBoard> => askAnonymously(`${place(roundId)}/board`)

/** Where the public record 公开记录 is. */
export const recordUrl = (roundId: string): string => `${APP_API}${place(roundId)}/record`
