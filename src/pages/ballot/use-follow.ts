import type { CallError } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'

export interface Followed<T> {
  data: T | undefined
  error: CallError | undefined
  refresh(): Promise<void>
}

/** Loads, and asks again a while after each answer; `key` = another thing is followed. */
export const useFollow = <T>(ask: () => Promise<T>, everyMs: number, key: string): Followed<T> => {
  const loaded = useLoad(ask, [key])
  usePoll(loaded, everyMs)
  return { data: loaded.data, error: loaded.error, refresh: loaded.reload }
}
