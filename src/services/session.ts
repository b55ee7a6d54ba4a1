import Taro from '@tarojs/taro'
import type { Input, Output } from '../../types/api'
import { call, toCallError, type CallError } from './call'
import { host } from './host'
import { createStore } from './store'

export type Me = Output<'members', 'me'>
export type Role = Me['memberships'][number]['role']

export interface Session {
  /** Who I am here; from the last visit until the server has answered. */
  me: Me | undefined
  /** True until the server has answered for the first time. */
  loading: boolean
  error: CallError | undefined
}

const KEY = 'me'

const store = createStore<Session>({ me: undefined, loading: true, error: undefined })

const remember = (me: Me) => Taro.setStorageSync(KEY, me)

const forget = () => {
  Taro.removeStorageSync(KEY)
  store.set({ me: undefined, loading: true, error: undefined })
}

let asking: Promise<void> | undefined

const ask = async () => {
  try {
    const me = await call('members', 'me', {})
    remember(me)
    store.set({ me, loading: false, error: undefined })
  } catch (error) {
    store.set({ me: store.get().me, loading: false, error: toCallError(error) })
  }
}

/** Asks the server who I am; several callers at once share one question. */
export const refreshMe = (): Promise<void> => {
  asking ??= ask().finally(() => { asking = undefined })
  return asking
}

/** Shows the last known person at once, so that an app opened without a signal still knows whose drafts to show. */
export const startSession = () => {
  const me = Taro.getStorageSync<Me | ''>(KEY)
  if (me) store.set({ me, loading: true, error: undefined })
}

export const useMe = () => store.use()

/** The same outside of a page. */
export const meNow = (): Me | undefined => store.get().me

/** The person whose drafts these are; visitors of one phone share one place. */
export const personKey = (me: Me | undefined) => me?.personId ?? 'visitor'

export const hasRole = (me: Me | undefined, ...roles: Role[]) =>
  me?.memberships.some(membership => roles.includes(membership.role)) ?? false

/** Agrees to the privacy notice that the page has shown. */
export const agree = async (version: Input<'members', 'agree'>['version']) => {
  await call('members', 'agree', { version })
  await refreshMe()
}

/** Becomes another person: a demo person on the local cloud (undefined = nobody). */
export const becomeDemoPerson = async (openid: string | undefined) => {
  host.demo?.choose(openid)
  forget()
  await refreshMe()
}

/** Signs in by the token that `members.webFinish` gave, in a browser. */
export const signIn = async (token: string) => {
  host.web?.signIn(token)
  forget()
  await refreshMe()
}

/** Ends the browser's session here and on the server. Signed out here even when the server cannot be reached. */
export const signOut = async () => {
  try {
    await call('members', 'webLeave', {})
  } finally {
    host.web?.signOut()
    forget()
    await refreshMe()
  }
}
