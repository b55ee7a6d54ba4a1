import { fromText, toText } from '../../../domain/ballot/bytes'
import { expectFewSignatures } from '../../../domain/ballot/ed25519'
import { deviceKeyOf, SEED_BYTES } from '../../../domain/ballot/paper'
import type { Pieces } from '../../../domain/ballot/pieces'
import { Refusal } from '../../../domain/refusal'
import { CallError, toCallError } from '../../services/call'
import type { DeviceKey } from '../../services/credentials'
import { host } from '../../services/host'

expectFewSignatures()

export const newSecret = async (): Promise<string> => toText(await host.randomBytes(SEED_BYTES))

export const newKey = async (): Promise<DeviceKey> => {
  const secret = await newSecret()
  return { secret, pub: pubOf(secret), registered: false }
}

export const pubOf = (secret: string): string => deviceKeyOf(fromText(secret)).pub

const PIECE_MS = 20

/** Works a little, lets the phone answer its owner, works on. `progress`: pieces done so far. */
export const inPieces = async <T>(work: Pieces<T>, progress?: (done: number) => void): Promise<T> => {
  for (let count = 0; ;) {
    const until = Date.now() + PIECE_MS
    do {
      const { done, value } = work.next()
      if (done) return value
      count++
    } while (Date.now() < until)
    progress?.(count)
    await new Promise(resolve => setTimeout(resolve, 0))
  }
}

/** A rule of the ballot that said no is told like one of the server's. */
export const told = (error: unknown): CallError => error instanceof Refusal ? new CallError('refusal', error.code, error.message) : toCallError(error)

/** The same bytes may be sent again. */
export const mayRetry = ({ kind, code }: CallError): boolean => kind !== 'refusal' || code === 'BUSY'

export const AGAIN_MS = 2000
