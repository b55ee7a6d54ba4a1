import { command } from './cloud'
import type { Call } from './serve'

/** An act for a record's own log: who, what, when and, where there is one, why. */
export const event = ({ me, now }: Pick<Call<unknown>, 'me' | 'now'>, act: string, note?: string) =>
  command.push([{ act, by: me.person!.name, at: now, ...(note ? { note } : {}) }])
