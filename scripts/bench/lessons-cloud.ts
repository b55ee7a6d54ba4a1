import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import type { PersonDoc } from '../../cloudfunctions/_kit/documents'
import type { CourseDoc, LearnerDoc } from '../../cloudfunctions/_kit/lesson-documents'
import { bucketOf } from '../../cloudfunctions/_kit/lesson-read'
import { startLocalCloud, type LocalCloud } from '../../localcloud/host/start'
import { buildFunctions } from '../build-functions'
import { actors } from '../seed/people'
import { seed } from '../seed/seed'
import type { BenchCloud, Db } from './cloud'

export const LEARNERS = 100_000
const EPISODES = 20
export const COURSE = 'course-bench-1'
const BATCH = 1000
const GROUPS = 30
const tenantId = 'ent-huajiang'
const variables = { ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: 'ent-shifan' }

export interface BenchLessons { cloud: LocalCloud; db: Db; people(n: number): Promise<string[]>; learners(n: number): Promise<void> }

const episode = (n: number): CourseDoc['episodes'][number] =>
  ({ key: `e${n + 1}`, title: `第 ${n + 1} 课`, kind: 'video', file: null, fileName: '', size: 0, poster: null, seconds: 1800, article: '', prompts: [], quiz: null, edition: 1 })

const courseDoc = (now: number): CourseDoc => ({
  _id: COURSE, tenantId, rev: 3, title: '二十课', category: 'duties', intro: '', cover: null, instructorId: null, instructorName: '', audience: { units: [], roles: [] }, compulsory: false, dueAt: null, before: [], beforeTitles: [],
  maxSpeed: 1.5, percent: 95, passMark: 60, episodes: Array.from({ length: EPISODES }, (_, n) => episode(n)), state: 'published', expected: LEARNERS, expectedUnits: {},
  unitNames: Array.from({ length: GROUPS }, (_, i) => ({ group: `unit-bench-${i}`, name: `第${i}分厂` })), publishedAt: now, events: [], submittedBy: null, createdAt: now,
})

/** What statistics know of a person: every episode opened, most of them finished. */
const marksOf = (n: number) => Object.fromEntries(Array.from({ length: EPISODES }, (_, e) => [`${COURSE}_e${e + 1}`, `${1 + (n % 3)}|2026-11-${String(1 + (n % 20)).padStart(2, '0')}|${(n + e) % 4 ? '2026-11-21' : ''}|${n % 7 ? '' : 4}|7`]))

const learnerDoc = (n: number, now: number): LearnerDoc => {
  const _id = `person-bench-${n}`
  return { _id, tenantId, rev: 0, viewing: null, past: [], episodes: {}, courses: n % 5 ? {} : { [COURSE]: { completedAt: now } }, papers: {}, marks: marksOf(n), unit: `unit-bench-${n % GROUPS}`, bucket: bucketOf(_id), changedAt: now }
}

const personDoc = (n: number): PersonDoc => {
  const _id = `person-watching-${n}`
  return { ...actors.liu, _id, employeeNo: `W${n}`, phone: '', wx: `wx-${_id}`, web: `none:${_id}`, memberships: actors.liu.memberships.map(m => ({ ...m, id: `${_id}-${m.role}` })) }
}

let started: Promise<BenchLessons> | undefined

async function start(bench: BenchCloud): Promise<BenchLessons> {
  await buildFunctions()
  const cloud = await startLocalCloud({
    environments: [{ id: 'lessons', dir: join(await bench.folder(), 'lessons'), functions: 'dist/cloudfunctions', deploy: 'cloudbaserc.json', collections: JSON.parse(readFileSync('dist/collections.json', 'utf8')), variables }],
  })
  bench.endWith(() => cloud.stop())
  const now = Date.now()
  await seed({ ...cloud.exports() }, now)
  const db = tcb.init({ env: 'lessons', timeout: 60_000 }).database()
  await db.collection('courses').add(courseDoc(now))
  return {
    cloud, db,
    async people(n) {
      const docs = Array.from({ length: n }, (_, i) => personDoc(i))
      for (let at = 0; at < n; at += BATCH) await db.collection('people').add(docs.slice(at, at + BATCH))
      return docs.map(p => p.wx)
    },
    async learners(n) {
      for (let at = 0; at < n; at += BATCH) {
        await db.collection('learners').add(Array.from({ length: BATCH }, (_, i) => learnerDoc(at + i, Date.now())))
        if (at % 20_000 === 0) bench.progress(`  loading: ${at} learners`)
      }
      for (let left = 1; left > 0;) {
        const { result, error } = await cloud.call('lessons-timer', {}, {})
        if (error) throw new Error(JSON.stringify(error))
        left = (result as { left: number }).left
        bench.progress(`  ${left} buckets left to count`)
      }
    },
  }
}

/** A local cloud with built functions for lessons; once a run. */
export const withLessons = (bench: BenchCloud): Promise<BenchLessons> => (started ??= start(bench))

/** One call as a phone makes it; throws when it is refused. */
export async function ask<T>(cloud: LocalCloud, openid: string, action: string, input: object): Promise<{ trips: number; data: T }> {
  const { result, trips, error } = await cloud.call('lessons', { action, input }, { openid })
  const reply = result as { ok: boolean; data: T } | undefined
  if (error || !reply?.ok) throw new Error(`lessons.${action}: ${JSON.stringify(error ?? reply)}`)
  return { trips, data: reply.data }
}
