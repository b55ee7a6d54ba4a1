import { isDuplicate, type NewDoc, type Table } from './store'

/** Adds those that are not there yet, `part` at a time: a repeat after a kill writes the same documents again and changes nothing. */
export async function addMissing<D extends { _id: string }>(table: Table<D>, docs: readonly NewDoc<D>[], part: number): Promise<void> {
  for (let at = 0; at < docs.length; at += part) {
    const some = docs.slice(at, at + part)
    try {
      await table.addMany(some)
    } catch (e) {
      if (!isDuplicate(e)) throw e
      for (const doc of some) await table.add(doc)
    }
  }
}
