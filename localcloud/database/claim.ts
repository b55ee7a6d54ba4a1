import { DatabaseSync } from '@photostructure/sqlite'

/**
 * Holds a folder for one process. Locks on documents live in memory, so two clouds over the same files would
 * not see each other's; the system gives the hold up by itself when the process dies.
 */
export function claimFolder(file: string): () => void {
  const claim = new DatabaseSync(file, { timeout: 0 })
  try {
    claim.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    claim.close()
    throw new Error(`another local cloud is using ${file}`, { cause: error })
  }
  return () => claim.close()
}
