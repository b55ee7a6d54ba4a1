import type { CongressRules, SessionKind } from '../../types/congress-rules'
import { borrowed } from './articles'

/**
 * The rules of a session. A congress of union members 会员代表大会 is no workers' congress: it goes by the same numbers,
 * which its own rules would have to confirm, so every article is shown as borrowed and unverified. Doing it twice is once.
 */
export function rulesFor(kind: SessionKind, rules: CongressRules): CongressRules {
  if (kind !== 'memberCongress') return rules
  const lend = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map(lend) as T
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, key === 'article' && typeof v === 'object' ? borrowed(v) : lend(v)])) as T
  }
  return lend(rules)
}
