import { canonicalJson, type Sha256Hex } from './chain'

export interface HashedRow { personId: string; name: string; delegation: string; kind: string; observer: boolean }

/** SHA-256 over the delegates of a frozen roll 名册, a line of JSON each, in the order of their ids: what every denominator of the session rests on. */
export const rollHashOf = (rows: readonly HashedRow[], sha256hex: Sha256Hex): string => {
  const delegates = rows.filter(r => !r.observer).sort((a, b) => (a.personId < b.personId ? -1 : 1))
  return sha256hex(delegates.map(({ personId, name, delegation, kind }) => canonicalJson([personId, name, delegation, kind])).join('\n'))
}
