import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { demonstration } from '../seed/units'

/** The functions' configuration on a local cloud: a secret of its own, kept beside its data. */
export function localVariables(dir: string): Record<string, string> {
  const file = `${dir}/secret`
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  }
  return { ZDT_SECRET: readFileSync(file, 'utf8'), ZDT_DEMO_TENANT: demonstration._id }
}
