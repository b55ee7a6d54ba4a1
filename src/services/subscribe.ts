import Taro from '@tarojs/taro'
import { momentTemplates } from '../../domain/notice/templates'
import type { Credit, Moment } from '../../types/notice'
import type { TemplateKey } from '../../types/notice-fields'
import type { Consent } from '../../types/notice-sending'
import { call } from './call'
import { host } from './host'
import { newId } from './new-id'
import { meNow, personKey } from './session'
import { createStore } from './store'
import { postTap, startTaps } from './subscribe-out'
import { MAIN_SWITCH_OFF, troubleWords } from './subscribe-words'

/** What the phone holds ready, since nothing may be awaited between a tap and WeChat's window. */
interface Ready {
  person: string
  credits: readonly Credit[]
  /** Of the next tap; empty for the moment that it takes to make another. */
  tapId: string
}

/** What came of one tap: `accepted` of the templates `asked` for. */
export type Asked = { accepted: number; asked: number; banned: boolean } | { trouble: string }

const KEY = 'subscribeReady'
/** WeChat shows no more in one window. */
const MOST = 3

const store = createStore<Ready | undefined>(undefined)
let asking = false

const put = (next: Ready) => {
  Taro.setStorageSync(KEY, next)
  store.set(next)
}

const heard = (person: string, credits: readonly Credit[]) => {
  const held = store.get()
  if (held?.person === person) put({ ...held, credits })
}

/** Reads the templates ahead; a phone without a network still has those of the last time. */
export const prepareSubscribe = async (): Promise<void> => {
  const me = meNow()
  if (host.kind !== 'weapp' || !me || me.state === 'visitor') return
  const person = personKey(me)
  try {
    const [{ items }, tapId] = await Promise.all([call('notices', 'credits', {}), newId()])
    const held = store.get()
    put({ person, credits: items, tapId: held?.person === person && held.tapId ? held.tapId : tapId })
  } catch { /* Asked again when the next page offers it. */ }
}

export const startSubscribe = () => {
  const kept = Taro.getStorageSync<Ready | ''>(KEY)
  if (kept) store.set(kept)
  startTaps(heard)
}

const isConfigured = (c: Credit) => c.id !== ''
const wanted = (credits: readonly Credit[], keys: readonly TemplateKey[]) => keys.flatMap(k => credits.filter(c => c.template === k && isConfigured(c))).slice(0, MOST)

const mine = (ready: Ready | undefined) => ready?.person === personKey(meNow()) ? ready.credits : []

/** What this person has of the templates of a moment, or of those named; empty while it is not known or none is configured. */
export const useCredits = (of: Moment | readonly TemplateKey[]): Credit[] =>
  wanted(mine(store.use()), typeof of === 'string' ? momentTemplates[of] : of)

/** All that this person has. */
export const useAllCredits = (): Credit[] => mine(store.use()).filter(isConfigured)

// Acceptance with a sound or a banner is acceptance; Taro's types know neither.
const consents: Record<string, Consent> = { accept: 'accept', acceptWithAlert: 'accept', acceptWithAudio: 'accept', acceptWithForcePush: 'accept', reject: 'reject', ban: 'ban', filter: 'filter' }

const resultsOf = (asked: readonly Credit[], answer: Record<string, unknown>) => Object.fromEntries(
  asked.flatMap(c => consents[String(answer[c.id])] ? [[c.template, consents[String(answer[c.id])]!]] : []),
) as Partial<Record<TemplateKey, Consent>>

const codeOf = (failure: unknown): number | undefined => (failure as { errCode?: number } | undefined)?.errCode

const record = (ready: Ready, input: Omit<Parameters<typeof postTap>[1], 'tapId' | 'at'>) => {
  postTap(ready.person, { tapId: ready.tapId, at: Date.now(), ...input })
  put({ ...ready, tapId: '' })
  void newId().then(tapId => {
    const held = store.get()
    if (held?.person === ready.person) put({ ...held, tapId })
  })
}

const settle = (ready: Ready, asked: readonly Credit[], answer: Record<string, unknown>): Asked => {
  const results = resultsOf(asked, answer)
  record(ready, { results })
  const all = Object.values(results)
  return { accepted: all.filter(c => c === 'accept').length, asked: asked.length, banned: all.some(c => c === 'ban' || c === 'filter') }
}

const fail = (ready: Ready, asked: readonly Credit[], failure: unknown): Asked => {
  const code = codeOf(failure)
  if (code === MAIN_SWITCH_OFF) record(ready, { results: Object.fromEntries(asked.map(c => [c.template, 'reject' as const])), mainSwitch: true })
  return { trouble: troubleWords(code) }
}

/**
 * Asks for messages, from within a tap: WeChat's window is the first thing that happens, everything else comes after it.
 * Undefined = nothing could be asked for, or a window is open already: five taps are one.
 */
export const askToNotify = (of: Moment | readonly TemplateKey[]): Promise<Asked> | undefined => {
  const ready = store.get()
  const asked = wanted(mine(ready), typeof of === 'string' ? momentTemplates[of] : of)
  if (asking || !ready?.tapId || asked.length === 0) return undefined
  asking = true
  const window = Taro.requestSubscribeMessage({ tmplIds: asked.map(c => c.id) } as Taro.requestSubscribeMessage.Option)
  return window
    .then(answer => settle(ready, asked, answer as unknown as Record<string, unknown>), failure => fail(ready, asked, failure))
    .finally(() => { asking = false })
}
