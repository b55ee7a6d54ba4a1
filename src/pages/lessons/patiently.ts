import type { CallError } from '../../services/call'

const TRIES = 4

/**
 * Does an act again when a report of the player came between: it leaves for the quiz in the same moment as the person. Only for acts
 * that may be sent twice.
 */
export const patiently = async <T>(work: () => Promise<T>, tries = TRIES): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if ((error as CallError).code !== 'STALE' || tries <= 1) throw error
    return patiently(work, tries - 1)
  }
}
