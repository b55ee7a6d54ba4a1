import { stale } from '../../domain/refusal'
import type { CloudApp } from './cloud'
import type { CollectionName, Documents } from './documents'
import { whole, type Change } from './store'

/** Documents that must change together. By id only: inside a transaction `where().update()` would commit on its own. */
export interface Together {
  get<N extends CollectionName>(name: N, id: string): Promise<Documents[N] | undefined>
  change<N extends CollectionName>(name: N, id: string, change: Change<Documents[N]>): Promise<void>
}

/** As much of the SDK's transaction as is safe to use; its own types leave it untyped. */
interface Open {
  collection(name: string): { doc(id: string): { get(): Promise<{ data: unknown }>; update(change: object): Promise<unknown> } }
}

/** Runs `work` as one transaction (snapshot isolation); whoever loses three times in a row is told to try again. */
export async function together<T>(app: CloudApp, what: string, work: (t: Together) => Promise<T>): Promise<T> {
  try {
    return await (app.database().runTransaction((t: Open) => work({
      get: async (name, id) => ((await t.collection(name).doc(id).get()).data ?? undefined) as never,
      change: async (name, id, change) => void (await t.collection(name).doc(id).update(whole(change))),
    })) as Promise<T>)
  } catch (e) {
    if ((e as { code?: string } | undefined)?.code === 'DATABASE_TRANSACTION_CONFLICT') throw stale(what)
    throw e
  }
}
