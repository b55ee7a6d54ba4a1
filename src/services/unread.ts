import Taro from '@tarojs/taro'
import type { Output } from '../../types/api'
import { call } from './call'
import { meNow, personKey } from './session'
import { createStore } from './store'

type Counts = Output<'notices', 'unread'>

const NONE: Counts = { unread: 0, toConfirm: 0, kinds: {} }
const FRESH_MS = 60_000
/** 首页, where what waits is. */
const TAB = 0
/** The server counts no further. */
const MOST = 99

const store = createStore<Counts>(NONE)
let last: { person: string; at: number } | undefined

/** How many notices 通知 are not read yet, and how many wait for 已知悉. */
export const useUnread = () => store.use()

export const unreadWords = (n: number): string => n >= MOST ? `${MOST}+` : String(n)

/** WeChat takes a badge from a tab page only, which calls this whenever it is shown. */
export const showBadge = ({ unread }: Counts = store.get()): void => {
  const done = unread > 0 ? Taro.setTabBarBadge({ index: TAB, text: unreadWords(unread) }) : Taro.removeTabBarBadge({ index: TAB })
  // Another page came in front meanwhile; the next tab page shows it.
  done.catch(() => undefined)
}

/** Asks how many there are, at most once a minute; `now`: something was read. The last number stays when nothing answers. */
export const refreshUnread = async (now = false): Promise<void> => {
  const me = meNow()
  const person = personKey(me)
  if (!me || me.state === 'visitor') {
    last = undefined
    store.set(NONE)
    return
  }
  if (!now && last?.person === person && Date.now() - last.at < FRESH_MS) return
  if (last?.person !== person) store.set(NONE)
  last = { person, at: Date.now() }
  try {
    const counts = await call('notices', 'unread', {})
    if (personKey(meNow()) === person) store.set(counts)
  } catch {
    last = { person, at: 0 }
  }
}
