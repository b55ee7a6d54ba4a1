import type { UnitDoc } from '../_kit/documents'
import type { Store, Where } from '../_kit/store'

const PAGE = 100

/** All units that match, read page by page: one round trip for every hundred. */
export async function allUnits(store: Store, where: Where<UnitDoc>): Promise<UnitDoc[]> {
  const found: UnitDoc[] = []
  for (;;) {
    const page = await store.units.find(where, { order: [['_id', 'asc']], limit: PAGE, skip: found.length })
    found.push(...page)
    if (page.length < PAGE) return found
  }
}
