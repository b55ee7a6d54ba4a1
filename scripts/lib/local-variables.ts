import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { noticeTemplates } from '../../domain/notice/templates'
import { demonstration } from '../seed/units'

function keptIn(dir: string, name: string): string {
  const file = `${dir}/${name}`
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}

/** Templates as the local cloud knows them, and no need to be slow. */
export const noticeVariables = { ZDT_TEMPLATES: noticeTemplates.map(t => `${t.key}=local-${t.key}`).join(','), ZDT_NOTICE_RATE: '100000' }

/** The functions' configuration on a local cloud: secrets of its own, kept beside its data. */
export function localVariables(dir: string): Record<string, string> {
  return { ZDT_SECRET: keptIn(dir, 'secret'), ZDT_SURVEY_KEY: keptIn(dir, 'survey-key'), ZDT_DEMO_TENANT: demonstration._id, ...noticeVariables }
}
