import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { demonstration } from '../seed/units'

function keptIn(dir: string, name: string): string {
  const file = `${dir}/${name}`
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}

/** The functions' configuration on a local cloud: secrets of its own, kept beside its data. */
export function localVariables(dir: string): Record<string, string> {
  return { ZDT_SECRET: keptIn(dir, 'secret'), ZDT_SURVEY_KEY: keptIn(dir, 'survey-key'), ZDT_DEMO_TENANT: demonstration._id }
}
