import Taro from '@tarojs/taro'
import type { CastAnswer } from '../../types/ballot'
import type { Reply } from '../../types/contract'
import { host } from './host'
import { createStore } from './store'

/** A ballot on its way to the box 正在混入票箱. Written to the phone before it is sent, and sent again, the same bytes, until an answer comes. */
export interface Outgoing {
  /** Of a phone `<person>:<round>`; of a booth tablet a random name, which says nothing of whose it is. */
  id: string
  roundId: string
  body: string
  /** Not before this moment. */
  at: number
  /** Nothing of it is kept once the box has it. */
  forget?: true
  answer?: CastAnswer
  refused?: string
}

const KEY = 'ballotOut'
const AGAIN_MS = 3000
const SLOWEST_MS = 15_000
/** The box is busy or broken; the ballot is as good as before. */
const LATER: readonly string[] = ['FAULT', 'BUSY']

/** The longest that a ballot waits before it is sent, whatever a server says: outside of a machine's own local cloud. */
export const LONGEST_DELAY_S = 60

const store = createStore<readonly Outgoing[]>([])
const timers = new Map<string, ReturnType<typeof setTimeout>>()

const put = (next: readonly Outgoing[]) => {
  if (next.length > 0) Taro.setStorageSync(KEY, next)
  else Taro.removeStorageSync(KEY)
  store.set(next)
}

const change = (id: string, by: Partial<Outgoing>) => put(store.get().map(o => o.id === id ? { ...o, ...by } : o))

const isOpen = (o: Outgoing) => o.answer === undefined && o.refused === undefined

export const useOutbox = () => store.use()

/** Is there a ballot of this round that the box has not answered? */
export const unsentOf = (roundId: string): boolean => store.get().some(o => o.roundId === roundId && isOpen(o))

const send = async (id: string, missed: number) => {
  timers.delete(id)
  const found = store.get().find(o => o.id === id)
  if (!found || !isOpen(found)) return
  try {
    const reply = await host.anonymous('/api/box', found.body) as Reply<CastAnswer>
    if (reply.ok && found.forget && reply.data.state === 'accepted') return takeOut(id)
    if (reply.ok) return change(id, { answer: reply.data })
    if (!LATER.includes(reply.code)) return change(id, { refused: reply.message })
  } catch { /* No answer, or none of the box's: whether it arrived is not known, and the same bytes are the same ballot. */ }
  plan(id, Math.min(SLOWEST_MS, AGAIN_MS * 2 ** missed), missed + 1)
}

const plan = (id: string, ms: number, missed = 0) => {
  clearTimeout(timers.get(id))
  timers.set(id, setTimeout(() => void send(id, missed), ms))
}

/** A clock that was set back must not keep a ballot on the phone. */
const waitOf = ({ at }: Outgoing) => Math.max(0, Math.min(at - Date.now(), LONGEST_DELAY_S * 1000))

/** In how many milliseconds a ballot is sent at the latest. */
export const longestWait = (delay: number): number => (host.local ? delay : LONGEST_DELAY_S) * 1000

/** A moment within the longest delay, so that the order of arrival says nothing of who cast when. */
export const randomMoment = async (delay: number): Promise<number> => {
  const [a, b, c, d] = await host.randomBytes(4)
  return Date.now() + (a! * 2 ** 24 + b! * 2 ** 16 + c! * 2 ** 8 + d!) / 2 ** 32 * longestWait(delay)
}

/** Puts a ballot on its way; what is on its way is not changed. */
export const post = (o: Outgoing) => {
  if (store.get().some(x => x.id === o.id)) return
  put([...store.get(), o])
  plan(o.id, waitOf(o))
}

export const takeOut = (id: string) => put(store.get().filter(o => o.id !== id))

/** Goes on with what was under way when the app was closed. */
export const startOutbox = () => {
  const kept = Taro.getStorageSync<Outgoing[] | ''>(KEY)
  if (!kept) return
  store.set(kept)
  kept.filter(isOpen).forEach(o => plan(o.id, waitOf(o)))
}

/** The network is back. */
export const hurryOutbox = () => store.get().filter(isOpen).forEach(o => plan(o.id, waitOf(o)))
