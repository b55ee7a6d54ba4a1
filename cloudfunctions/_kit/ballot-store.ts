import type { Call } from './serve'
import { openStore, type Store } from './store'

/** Papers and ballots belong to no tenant: what they hold is reached by the round's id alone. */
export const ballotStore = ({ app }: Pick<Call<unknown>, 'app'>): Store => openStore(app, { tenantId: null })
