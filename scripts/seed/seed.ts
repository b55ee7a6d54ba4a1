import tcb from '@cloudbase/node-sdk'
import type { MotionDoc } from '../../cloudfunctions/_kit/documents'
import { demoCongress } from './congress'
import { demoLessons, uploadMedia } from './lessons'
import { demoMerits, finishedMotions } from './merits'
import { demoMotions } from './motions'
import { demoLives, demoRules } from './motions-life'
import { demoNotices } from './notices'
import { people } from './people'
import { demoSurveys } from './surveys'
import { units } from './units'

/** Every demo motion, in every state that a motion can be in. */
export function allMotions(now: number): MotionDoc[] {
  const lives = [...demoMotions(now), ...demoLives(now)]
  return [...lives, ...finishedMotions(now, Math.max(...lives.map(m => m.serial)))]
}

/** Writes the demo units, people, motions, congress, surveys, lessons and notices through the real SDK; `exports` are the local cloud's environment variables. */
export async function seed(exports: Record<string, string>, now: number): Promise<void> {
  Object.assign(process.env, exports)
  const app = tcb.init({ env: exports.TCB_ENV ?? 'local' })
  const db = app.database()
  const media = await uploadMedia(app)
  const motions = allMotions(now)
  for (const [name, docs] of Object.entries({ units, people, motions, merits: demoMerits(now, motions), motionRules: demoRules(now), ...demoCongress(now), ...demoSurveys(now), ...demoLessons(now, media), ...demoNotices(now) })) {
    for (let i = 0; i < docs.length; i += 200) await db.collection(name).add(docs.slice(i, i + 200))
  }
}
