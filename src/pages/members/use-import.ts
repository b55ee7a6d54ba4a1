import { useEffect } from 'react'
import type { RosterImport } from '../../../types/roster-import'
import { call } from '../../services/call'
import { useLoad, type Loaded } from '../../services/use-load'
import { useShown } from '../../services/use-clock'

/** Lets other calls through between two pieces of work. */
const PAUSE_MS = 500

/** Rows are being read, or copied to the people, or back. */
export const isWorking = (i: RosterImport): boolean => !i.settled && i.state !== 'dropped'

/** One import, worked on piece by piece as long as its page is shown; a timer of the server goes on when it is not. */
export const useImport = (id: string): Loaded<RosterImport> => {
  const loaded = useLoad(() => call('members', 'importWork', { id }), [id])
  const shown = useShown()
  const { data, error, refreshing, reload } = loaded
  const goOn = shown && !error && !refreshing && data !== undefined && isWorking(data)
  useEffect(() => {
    if (!goOn) return undefined
    const timer = setTimeout(() => void reload(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [goOn, reload])
  return loaded
}
