import Taro from '@tarojs/taro'

/** Taps of one link that come faster are one tap: nobody reads a page, goes back and finds the link again in this time. */
const ONE_TAP_MS = 600

/** WeChat keeps so many pages, one on the other. */
const MOST_PAGES = 10

let last = { url: '', at: 0 }
let opening: string | undefined

/** Every link's form: what is undefined or empty is left out. */
const urlOf = (path: string, params: Readonly<Record<string, string | undefined>>): string => {
  const query = Object.entries(params).flatMap(([key, value]) => (value ? [`${key}=${encodeURIComponent(value)}`] : []))
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

/**
 * Opens a page on top of this one; its path begins with a slash. A second tap while it comes opens nothing: whoever opens a page twice has
 * to leave it twice. On top of the last page that WeChat keeps, it takes that one's place.
 */
export const openPage = async (path: string, params: Readonly<Record<string, string | undefined>> = {}): Promise<void> => {
  const url = urlOf(path, params)
  const again = opening === url || (last.url === url && Date.now() - last.at < ONE_TAP_MS)
  last = { url, at: Date.now() }
  if (again) return
  opening = url
  try {
    await (Taro.getCurrentPages().length < MOST_PAGES ? Taro.navigateTo({ url }) : Taro.redirectTo({ url }))
  } finally {
    opening = undefined
  }
}
