import type { DemoPerson, Host } from './host'

// Only H5 on the local cloud imports this at run time. A production build must not contain the header's name.
const HEADER = 'x-local-openid'
const CHOSEN = 'demoPerson'

const chosen = () => localStorage.getItem(CHOSEN) ?? undefined

const choice: Required<Host>['demo'] = {
  /** The demonstration's people, which whoever seeds the local cloud serves beside the app. */
  async people() {
    const response = await fetch('/demo/people.json')
    return response.ok ? await response.json() as DemoPerson[] : []
  },
  choose(openid) {
    if (openid === undefined) localStorage.removeItem(CHOSEN)
    else localStorage.setItem(CHOSEN, openid)
  },
  chosen,
}

export const demo = {
  choice,
  headers(): Record<string, string> {
    const openid = chosen()
    return openid === undefined ? {} : { [HEADER]: openid }
  },
}
