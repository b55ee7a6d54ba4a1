import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import type { MotionDoc } from '../../cloudfunctions/_kit/documents'
import { folded, placeOf, standingOf } from '../../domain/motion-stats'
import { startLocalCloud, type LocalCloud } from '../../localcloud/host/start'
import type { MotionCategory, MotionState, ReplyCode } from '../../types/motion-life'
import { buildFunctions } from '../build-functions'
import { SESSION, motion } from '../seed/motions'
import { actors } from '../seed/people'
import { seed } from '../seed/seed'
import type { BenchCloud } from './cloud'

export const many = 100_000
const batch = 500

const states: MotionState[] = ['submitted', 'filed', 'assigned', 'handling', 'signing', 'replied', 'closed', 'closed', 'closed', 'archived']
const categories: MotionCategory[] = ['production', 'management', 'pay', 'safety', 'welfare', 'training', 'rights', 'other']

/** A motion as large as a real one, somewhere in its life; thirty departments, eight categories. */
function motionOf(n: number, now: number): MotionDoc {
  const base = motion(now - n * 1000, {
    id: `motion-bench-${String(n).padStart(6, '0')}`, by: actors.zhou, title: `关于改善第${n % 997}班组作业条件的提案`,
    reason: '现场作业条件多年没有改善，职工反映集中。'.repeat(8), proposal: '请有关部门现场调查，拿出方案并公布进度。'.repeat(8),
    category: categories[n % 8]!, daysAgo: n % 300, submitted: true, asked: [[actors.li, 'accepted'], [actors.wang, 'accepted']],
  })
  const state = states[n % states.length]!
  const answered = state === 'replied' || state === 'closed' || state === 'archived'
  const code = (['A', 'B', 'C', 'D'] as ReplyCode[])[n % 4]!
  const doc: MotionDoc = {
    ...base, state,
    lead: state === 'submitted' || state === 'filed' ? null : { unitId: `unit-bench-${String(n % 30).padStart(2, '0')}`, name: `第${n % 30}部` },
    due: state === 'submitted' || state === 'filed' ? null : now + (n % 60) * 86_400_000,
    serial: n + 1, number: `${SESSION}-${n + 1}`, caseNo: String(n + 1001).padStart(6, '0'),
    onTime: answered ? n % 7 !== 0 : null,
    replies: answered ? [{ code, text: '经研究，答复如下。', promisedOn: null, files: [], by: '陈志强', unitName: '动力分厂', at: now, round: 1, signedBy: '冯刚', signedAt: now }] : [],
    closedAt: state === 'closed' || state === 'archived' ? now : null,
  }
  const place = placeOf({ ...doc })
  return { ...doc, standing: standingOf(doc), counted: place, uncounted: false }
}

let loaded: Promise<LocalCloud> | undefined

async function load(bench: BenchCloud): Promise<LocalCloud> {
  await buildFunctions()
  const dir = join(await bench.folder(), 'motions')
  const cloud = await startLocalCloud({
    environments: [{
      id: 'motions', dir, functions: 'dist/cloudfunctions', deploy: 'cloudbaserc.json', collections: JSON.parse(readFileSync('dist/collections.json', 'utf8')),
      variables: { ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: 'ent-shifan' },
    }],
  })
  bench.endWith(() => cloud.stop())
  const now = Date.now()
  await seed(cloud.exports(), now)
  const db = tcb.init({ env: 'motions', timeout: 60_000 }).database()
  let tally: ReturnType<typeof folded> = []
  const start = performance.now()
  for (let at = 0; at < many; at += batch) {
    const docs = Array.from({ length: batch }, (_, n) => motionOf(at + n, now))
    tally = folded(tally, SESSION, docs.map(d => ({ from: [], to: d.counted })))
    await db.collection('motions').add(docs)
    if (at % 20_000 === 0) bench.progress(`  loading: ${at} motions, ${((performance.now() - start) / 1000).toFixed(0)} s`)
  }
  await db.collection('motionTallies').add({ _id: `ent-huajiang.${SESSION}`, tenantId: 'ent-huajiang', session: SESSION, rev: 0, cells: tally, whole: tally.filter(c => c.by === 'all') })
  // The demo motions are folded as in life.
  await cloud.call('motions-timer', {}, {})
  bench.progress(`  loaded ${many} motions in ${((performance.now() - start) / 1000).toFixed(0)} s`)
  return cloud
}

/** A local cloud with built functions and a hundred thousand motions, once a run. */
export const withMotions = (bench: BenchCloud): Promise<LocalCloud> => (loaded ??= load(bench))

/** One call as a phone makes it; throws when it is refused, and answers its database round trips. */
export async function ask(cloud: LocalCloud, openid: string, action: string, input: object): Promise<number> {
  const { result, trips, error } = await cloud.call('motions', { action, input }, { openid })
  const reply = result as { ok: boolean; code?: string } | undefined
  if (error || !reply?.ok) throw new Error(`motions.${action}: ${JSON.stringify(error ?? reply)}`)
  return trips
}
