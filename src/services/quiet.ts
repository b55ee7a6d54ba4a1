import Taro from '@tarojs/taro'
import type { PublicRound } from '../../types/ballot'
import type { Reply } from '../../types/contract'
import { host } from './host'
import { LONGEST_DELAY_S, unsentOf } from './outbox'
import { QUIET_KEY } from './quiet-key'
import { createStore } from './store'

/**
 * While a secret ballot is cast, a voter's phone calls no function: whoever saw two requests of one phone close
 * together, one with a name and one with a ballot, would know whose ballot it is.
 */
export interface Quiet {
  sessionId: string
  roundId: string
  /** Casting may be under way: nothing but the anonymous address is asked. */
  shut: boolean
  /** Of a survey, where casting takes days: silent until this moment, and as long as the ballot is not answered. */
  until?: number
}

const FRESH_MS = 1000

const store = createStore<Quiet | undefined>(undefined)
let askedAt = 0

const put = (next: Quiet | undefined) => {
  if (next) Taro.setStorageSync(QUIET_KEY, next)
  else Taro.removeStorageSync(QUIET_KEY)
  store.set(next)
}

export const useQuiet = () => store.use()

/** From now on this phone holds a paper of the round. */
export const hush = (sessionId: string, roundId: string) => {
  if (store.get()?.roundId !== roundId) put({ sessionId, roundId, shut: false })
}

/**
 * From now on this phone has a ballot on its way to a box that is open for days. Silent for the whole time in which it may be
 * sent, so that the calls before and after do not tell when it was.
 */
export const hushUntil = (sessionId: string, roundId: string, until: number) => {
  const held = store.get()
  // A meeting's ballot is silent by itself, and for longer.
  if (!held || held.until !== undefined) put({ sessionId, roundId, shut: true, until })
}

/** Has a ballot with such a time come to its box, and is the time over? Needs no answer from anywhere. */
const lifted = (roundId: string, until: number): boolean => {
  const left = until - Date.now()
  // A clock that was set back must not keep the phone silent.
  return (left <= 0 || left > LONGEST_DELAY_S * 1000) && !unsentOf(roundId)
}

/** What the anonymous address said of a round. */
export const heard = (roundId: string, state: PublicRound['state']) => {
  const held = store.get()
  if (held?.roundId !== roundId || held.until !== undefined) return
  askedAt = Date.now()
  // A scrutineer who votes must still sign between the draw and the casting.
  const shut = state === 'open' || (state === 'closing' && unsentOf(roundId))
  if (state !== 'drawing' && state !== 'drawn' && !shut) put(undefined)
  else if (held.shut !== shut) put({ ...held, shut })
}

const ask = async ({ roundId }: Quiet) => {
  const reply = await host.anonymous(`/api/box/rounds/${roundId}/state`) as Reply<Pick<PublicRound, 'state'>>
  if (reply.ok) heard(roundId, reply.data.state)
  // The round is gone, so nothing of it can be given away any more.
  else if (reply.code === 'NOT_FOUND') put(undefined)
}

/** Reads what the phone kept, before anything is called; asks how far the round is. `onVoice`: calls may be made again. */
export const startQuiet = (onVoice: () => void) => {
  const held = Taro.getStorageSync<Quiet | ''>(QUIET_KEY)
  if (!held) return
  // It may have been opened while the app was closed.
  store.set({ ...held, shut: true })
  if (held.until !== undefined) return
  void ask(held).then(() => { if (!store.get()?.shut) onVoice() }, () => undefined)
}

/**
 * Why `call()` is shut: `casting`, or `sending` a ballot of a survey; undefined = it is not. A phone that holds a paper first
 * asks, without a name, whether the casting has begun.
 * @throws Unreachable, Broken while that cannot be known
 */
export const shutBy = async (): Promise<'casting' | 'sending' | undefined> => {
  const held = store.get()
  if (!held) return undefined
  if (held.until !== undefined) {
    if (!lifted(held.roundId, held.until)) return 'sending'
    put(undefined)
    return undefined
  }
  const stale = Date.now() - askedAt > FRESH_MS
  if (held.shut && stale) void ask(held).catch(() => undefined)
  if (!held.shut && stale) await ask(held)
  return store.get()?.shut ? 'casting' : undefined
}
