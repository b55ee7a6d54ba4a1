import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import type { PersonDoc } from '../../cloudfunctions/_kit/documents'
import type { SurveyAnswerDoc, SurveyDoc } from '../../cloudfunctions/_kit/survey-documents'
import { answerId, bucketOf } from '../../cloudfunctions/_kit/survey-key'
import { bucketCount } from '../../domain/survey/audience'
import { questionsOf } from '../../domain/survey/questions'
import { surveyTemplates } from '../../domain/survey/templates'
import { startLocalCloud, type LocalCloud } from '../../localcloud/host/start'
import type { Values } from '../../types/survey-answers'
import { buildFunctions } from '../build-functions'
import { actors } from '../seed/people'
import { seed } from '../seed/seed'
import type { BenchCloud, Db } from './cloud'

export const MANY = 100_000
const BATCH = 1000
const GROUPS = 30
const tenantId = 'ent-huajiang'
const variables = { ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: 'ent-shifan' }

export interface BenchSurveys {
  cloud: LocalCloud
  db: Db
  /** A survey that is open and has so many answers, folded. */
  survey(id: string, answers: number): Promise<void>
  /** So many people more who can answer; their openids. */
  people(from: number, n: number): Promise<string[]>
}

const definition = surveyTemplates[0]!.definition

const surveyDoc = (_id: string, now: number): SurveyDoc => ({
  _id, tenantId, rev: 2, title: '厂务公开评价', intro: '', thanks: '', mode: 'named', definition, audience: { units: [], roles: [], term: null }, startsAt: now - 3_600_000, endsAt: now + 12 * 3_600_000,
  settings: { editable: true, pace: 'question', threshold: 5, by: ['unit', 'role'], leaders: false, pairs: [], quotaBy: null, quotas: [] },
  kept: 'published', version: 1, questions: questionsOf(definition).length, expected: MANY, expectedUnits: {}, unitNames: Array.from({ length: GROUPS }, (_, i) => ({ group: `unit-bench-${i}`, name: `第${i}分厂` })),
  buckets: bucketCount(MANY), withdrawnAt: null, publishedRev: 1, counting: null, anonymous: null, ballot: null, events: [], createdAt: now,
})

/** A whole evaluation: eight aspects, a mark, wishes, and now and then a word. */
export function valuesOf(n: number): Values {
  const aspects = Array.from({ length: 8 }, (_, i) => [`aspect${i + 1}`, { picked: [`o${1 + ((n * 7 + i * 3) % 4)}`] }])
  return { ...Object.fromEntries(aspects) as Values, overall1: 1 + (n % 10), wish1: { picked: [`o${1 + (n % 8)}`] }, ...(n % 9 === 0 ? { advice1: `希望多公开第${n % 97}班组的奖金分配情况` } : {}) }
}

function answerOf(surveyId: string, n: number): SurveyAnswerDoc {
  const _id = answerId(surveyId, `person-bench-${n}`)
  return {
    _id, tenantId, rev: 0, surveyId, version: 1, bucket: bucketOf(_id, bucketCount(MANY)), edition: 1, dirty: '1', values: valuesOf(n), personId: `person-bench-${n}`,
    groups: { unit: `unit-bench-${n % GROUPS}`, role: n % 20 ? 'worker' : 'delegate' },
  }
}

const personDoc = (n: number): PersonDoc => {
  const _id = `person-asked-${n}`
  return { ...actors.liu, _id, employeeNo: `S${n}`, phone: '', wx: `wx-${_id}`, web: `none:${_id}`, memberships: actors.liu.memberships.map(m => ({ ...m, id: `${_id}-${m.role}` })) }
}

let started: Promise<BenchSurveys> | undefined

async function start(bench: BenchCloud): Promise<BenchSurveys> {
  await buildFunctions()
  Object.assign(process.env, variables)
  const cloud = await startLocalCloud({
    environments: [{ id: 'surveys', dir: join(await bench.folder(), 'surveys'), functions: 'dist/cloudfunctions', deploy: 'cloudbaserc.json', collections: JSON.parse(readFileSync('dist/collections.json', 'utf8')), variables }],
  })
  bench.endWith(() => cloud.stop())
  const now = Date.now()
  await seed(cloud.exports(), now)
  const db = tcb.init({ env: 'surveys', timeout: 60_000 }).database()
  return {
    cloud, db,
    async survey(id, answers) {
      await db.collection('surveys').add(surveyDoc(id, now))
      for (let at = 0; at < answers; at += BATCH) {
        await db.collection('surveyAnswers').add(Array.from({ length: Math.min(BATCH, answers - at) }, (_, i) => answerOf(id, at + i)))
        if (at % 20_000 === 0) bench.progress(`  loading: ${at} answers`)
      }
      // One run gives up after a while; the next goes on.
      for (let left = 1; left > 0;) {
        const { result, error } = await cloud.call('surveys-timer', {}, {})
        if (error) throw new Error(JSON.stringify(error))
        left = (result as { folded: number }).folded
        bench.progress(`  folded ${left} buckets`)
      }
    },
    async people(from, n) {
      const docs = Array.from({ length: n }, (_, i) => personDoc(from + i))
      await db.collection('people').add(docs)
      return docs.map(p => p.wx)
    },
  }
}

/** A local cloud with built functions for surveys; once a run. */
export const withSurveys = (bench: BenchCloud): Promise<BenchSurveys> => (started ??= start(bench))

/** One call as a phone makes it; throws when it is refused. */
export async function ask(cloud: LocalCloud, openid: string, action: string, input: object): Promise<{ trips: number; data: Record<string, unknown> }> {
  const { result, trips, error } = await cloud.call('surveys', { action, input }, { openid })
  const reply = result as { ok: boolean; code?: string; data: Record<string, unknown> } | undefined
  if (error || !reply?.ok) throw new Error(`surveys.${action}: ${JSON.stringify(error ?? reply)}`)
  return { trips, data: reply.data }
}
