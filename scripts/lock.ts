import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const tryLock = (file: string) => {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = Number(readHolder(file))
  // A killed build leaves its lock behind.
  if (holder && !isAlive(holder)) rmSync(file, { force: true })
  return false
}

const readHolder = (file: string) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Runs `work` while no other process of this machine holds the same lock file; waits for its turn. */
export const withLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  while (!tryLock(file)) await wait(100)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
