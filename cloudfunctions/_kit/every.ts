import { command } from './cloud'
import type { Table, Where } from './store'

const PAGE = 100

/** Everything that matches, in the order of `_id`: one round trip for each hundred. */
export async function every<D extends { _id: string }>(table: Table<D>, where: Where<D>, fields?: (keyof D & string)[]): Promise<D[]> {
  const all: D[] = []
  for (;;) {
    const last = all.at(-1)?._id
    const page = await table.find({ ...where, ...(last === undefined ? {} : { _id: command.gt(last) }) }, { order: [['_id', 'asc']], limit: PAGE, fields })
    all.push(...page)
    if (page.length < PAGE) return all
  }
}
