import Taro from '@tarojs/taro'
import type { Credit } from '../../types/notice'
import type { Input } from '../../types/api'
import { call, toCallError } from './call'
import { meNow, personKey } from './session'

/**
 * What was answered to WeChat's request for messages 订阅授权, on its way to the ledger. Written to the phone before it is
 * sent, and sent again, under the tap's own id, until the server has answered: the same tap twice is one credit.
 */
interface OutTap { person: string; input: Input<'notices', 'accepted'> }

const KEY = 'subscribeOut'
const AGAIN_MS = 4000
const SLOWEST_MS = 60_000

let heard: (person: string, credits: readonly Credit[]) => void = () => undefined
let timer: ReturnType<typeof setTimeout> | undefined
let sending = false

const kept = (): OutTap[] => Taro.getStorageSync<OutTap[] | ''>(KEY) || []

const put = (next: readonly OutTap[]) => {
  if (next.length > 0) Taro.setStorageSync(KEY, next)
  else Taro.removeStorageSync(KEY)
}

const plan = (ms: number, missed = 0) => {
  clearTimeout(timer)
  timer = setTimeout(() => void send(missed), ms)
}

const drop = (tapId: string) => put(kept().filter(o => o.input.tapId !== tapId))

/** Sends what belongs to whoever holds the phone now. False = to be tried again. */
const sendMine = async (): Promise<boolean> => {
  const person = personKey(meNow())
  for (const { input } of kept().filter(o => o.person === person)) {
    try {
      const { items } = await call('notices', 'accepted', input)
      drop(input.tapId)
      heard(person, items)
    } catch (failure) {
      // WeChat's yes cannot be asked for again: whatever stands in the way now (a ballot being cast, somebody quicker, a binding
      // that was undone), it is as good afterwards. Only what the server can never understand is given up.
      if (toCallError(failure).code !== 'BAD_INPUT') return false
      drop(input.tapId)
    }
  }
  return true
}

const send = async (missed: number): Promise<void> => {
  if (sending) return
  sending = true
  const sent = await sendMine()
  sending = false
  if (!sent) return plan(Math.min(SLOWEST_MS, AGAIN_MS * 2 ** missed), missed + 1)
  // One that was tapped while another was under way; somebody else's waits until its own person is back.
  if (kept().length > 0) plan(tapsOut(personKey(meNow())) > 0 ? 0 : SLOWEST_MS)
}

/** Taps that the server does not know yet. */
export const tapsOut = (person: string): number => kept().filter(o => o.person === person).length

export const postTap = (person: string, input: OutTap['input']): void => {
  put([...kept(), { person, input }])
  plan(0)
}

/** Goes on with what was under way when the app was closed. `onCredits` hears what the server's ledger holds then. */
export const startTaps = (onCredits: typeof heard) => {
  heard = onCredits
  if (kept().length > 0) plan(0)
}

/** The network is back. */
export const hurryTaps = () => { if (kept().length > 0) plan(0) }
