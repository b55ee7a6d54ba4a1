import Taro from '@tarojs/taro'
import type { Values } from '../../types/survey-answers'
import { call, toCallError } from './call'
import { dropDraft } from './draft'
import { meNow, personKey } from './session'
import { createStore } from './store'

/**
 * An answer to a survey 问卷 on its way. Written to the phone before it is sent, and sent again until the server has
 * answered: the same answer twice is one answer.
 */
export interface OutAnswer {
  /** personKey(me): on a shared phone everybody sends one's own only. */
  person: string
  surveyId: string
  title: string
  version: number
  edition: number
  values: Values
  /** `waiting`: tried, no answer yet. `refused`: a rule said no, `message` says which. */
  state: 'sending' | 'waiting' | 'refused' | 'sent'
  message?: string
  code?: string
}

export const SURVEY_DRAFT = 'survey'

const KEY = 'surveyOut'
const AGAIN_MS = 4000
const SLOWEST_MS = 60_000

const store = createStore<readonly OutAnswer[]>([])
const timers = new Map<string, ReturnType<typeof setTimeout>>()

const keyOf = (o: Pick<OutAnswer, 'person' | 'surveyId'>) => `${o.person}:${o.surveyId}`

const put = (next: readonly OutAnswer[]) => {
  const kept = next.filter(o => o.state !== 'sent')
  if (kept.length > 0) Taro.setStorageSync(KEY, kept)
  else Taro.removeStorageSync(KEY)
  store.set(next)
}

const change = (key: string, by: Partial<OutAnswer>) => put(store.get().map(o => keyOf(o) === key ? { ...o, ...by } : o))

const plan = (key: string, ms: number, missed = 0) => {
  clearTimeout(timers.get(key))
  timers.set(key, setTimeout(() => void send(key, missed), ms))
}

const send = async (key: string, missed: number): Promise<void> => {
  timers.delete(key)
  const found = store.get().find(o => keyOf(o) === key)
  if (!found || found.state === 'refused' || found.state === 'sent') return
  const { person, surveyId, version, edition, values } = found
  try {
    // Somebody else holds the phone now: it waits until its own person is back.
    if (personKey(meNow()) !== person) return plan(key, SLOWEST_MS)
    await call('surveys', 'answer', { id: surveyId, version, edition, values })
    dropDraft(person, SURVEY_DRAFT, surveyId)
    change(key, { state: 'sent' })
  } catch (failure) {
    const { kind, code, message } = toCallError(failure)
    // While a secret ballot is cast the phone is silent; the answer is as good afterwards.
    if (kind === 'refusal' && code !== 'CASTING') return change(key, { state: 'refused', message, code })
    change(key, { state: 'waiting', message })
    plan(key, Math.min(SLOWEST_MS, AGAIN_MS * 2 ** missed), missed + 1)
  }
}

export const useAnswersOut = () => store.use()

/** What one person has on the way on this phone. */
export const answerOut = (all: readonly OutAnswer[], person: string, surveyId: string): OutAnswer | undefined =>
  all.find(o => o.person === person && o.surveyId === surveyId)

/** Puts an answer on its way; one that is on its way already stays as it is, so five taps are one. */
export const postAnswer = (o: Omit<OutAnswer, 'state' | 'message' | 'code'>) => {
  const before = answerOut(store.get(), o.person, o.surveyId)
  if (before && (before.state === 'sending' || before.state === 'waiting')) return
  put([...store.get().filter(x => x !== before), { ...o, state: 'sending' }])
  void send(keyOf(o), 0)
}

/** It was seen that it is sent, or why it was not. */
export const clearAnswer = (person: string, surveyId: string) => put(store.get().filter(o => o.person !== person || o.surveyId !== surveyId))

/** Goes on with what was under way when the app was closed. */
export const startAnswers = () => {
  const kept = Taro.getStorageSync<OutAnswer[] | ''>(KEY)
  if (!kept) return
  store.set(kept)
  hurryAnswers()
}

/** The network is back. */
export const hurryAnswers = () => store.get().forEach(o => plan(keyOf(o), 0))
