import tcb from '@cloudbase/node-sdk'
import { demoCongress } from './congress'
import { demoMotions } from './motions'
import { demoLives, demoRules } from './motions-life'
import { people } from './people'
import { units } from './units'

/** Writes the demo units, people, motions and congress through the real SDK; `exports` are the local cloud's environment variables. */
export async function seed(exports: Record<string, string>, now: number): Promise<void> {
  Object.assign(process.env, exports)
  const db = tcb.init({ env: exports.TCB_ENV ?? 'local' }).database()
  for (const [name, docs] of Object.entries({ units, people, motions: [...demoMotions(now), ...demoLives(now)], motionRules: demoRules(now), ...demoCongress(now) })) {
    for (let i = 0; i < docs.length; i += 200) await db.collection(name).add(docs.slice(i, i + 200))
  }
}
