import tcb from '@cloudbase/node-sdk'
import fc from 'fast-check'
import type { CloudApp } from '../../cloudfunctions/_kit/cloud'
import { openStore, type Store } from '../../cloudfunctions/_kit/store'
import { foldBucket } from '../../cloudfunctions/_kit/survey-fold'
import type { SurveyAnswerDoc, SurveyTallyDoc } from '../../cloudfunctions/_kit/survey-documents'
import { pack, tallyOf } from '../../domain/survey/tally'
import type { Values } from '../../types/survey-answers'
import { startCloud, type TestCloud } from './cloud'
import { simple } from './survey-helpers'

const tenantId = 'ent-huajiang'
const definition = simple()
const PAIRS = [{ rows: 'q1', columns: 'q2' }]

let t: TestCloud
let store: Store
let made = 0
beforeAll(async () => {
  t = await startCloud()
  store = openStore(tcb.init({ env: 'test' }) as CloudApp, { tenantId: null })
})
afterAll(() => t.stop())

/** What may happen beside a fold: somebody answers, somebody changes an answer, another fold runs, the fold's own process dies. */
type Beside = { kind: 'answer' | 'edit'; who: number; mark: number } | { kind: 'fold' } | { kind: 'kill' }
/** Before which of a fold's requests it happens. */
type Happening = { before: number; what: Beside }

class Killed extends Error {}

const values = (mark: number): Values => ({ q1: { picked: [mark % 2 ? 'o1' : 'o2'] }, q2: 1 + (mark % 5) })

/** One bucket of one survey, as the handlers write it. */
class Bucket {
  readonly survey = { _id: `survey-fold-${++made}`, tenantId, version: 1, definition, settings: { pairs: PAIRS } }
  private readonly here = { surveyId: this.survey._id, bucket: 0 }

  private id = (who: number) => `${this.survey._id}-answer-${who}`

  async beside(what: Beside): Promise<void> {
    if (what.kind === 'kill') throw new Killed()
    if (what.kind === 'fold') return void (await this.fold([]))
    const doc = { _id: this.id(what.who), tenantId, ...this.here, version: 1, edition: 1, dirty: '1', groups: { unit: `unit-${what.who % 3}` }, values: values(what.mark) }
    if (!(await store.surveyAnswers.add(doc)) && what.kind === 'edit') await store.surveyAnswers.change({ _id: doc._id }, { values: doc.values, dirty: '1' })
  }

  /** A fold whose requests are counted, with what happens before some of them. */
  async fold(happenings: readonly Happening[]): Promise<boolean> {
    let step = 0
    const watched = (name: 'surveyAnswers' | 'surveyTallies') => new Proxy(store[name] as object, {
      get: (table, method) => async (...args: unknown[]) => {
        const now = step++
        for (const h of happenings) if (h.before === now) await this.beside(h.what)
        return (Reflect.get(table, method) as (...a: unknown[]) => unknown)(...args)
      },
    })
    const beneath = { surveyAnswers: watched('surveyAnswers'), surveyTallies: watched('surveyTallies') } as unknown as Store
    try {
      return await foldBucket(beneath, this.survey, 0, made)
    } catch (e) {
      if (e instanceof Killed) return false
      throw e
    }
  }

  waiting = () => store.surveyAnswers.count({ ...this.here, dirty: { $gt: '' } } as never)

  /** What is counted, beside a full recount. */
  async state() {
    const answers: SurveyAnswerDoc[] = await store.surveyAnswers.find(this.here)
    const tally = await store.surveyTallies.get(`${this.survey._id}.0`)
    const told = ({ n, whole, sizes, by, pairs }: Pick<SurveyTallyDoc, 'n' | 'whole' | 'sizes' | 'by' | 'pairs'>) => ({ n, whole, sizes, by, pairs })
    return { counted: tally ? told(tally) : null, recounted: told(pack(definition, tallyOf(definition, answers, PAIRS))) }
  }
}

const STEPS = 5
const anyBeside: fc.Arbitrary<Beside> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('answer' as const, 'edit' as const), who: fc.nat(5), mark: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.constant<Beside>({ kind: 'fold' }) },
  { weight: 1, arbitrary: fc.constant<Beside>({ kind: 'kill' }) },
)
const anyFold = fc.array(fc.record({ before: fc.nat(STEPS - 1), what: anyBeside }), { maxLength: 4 })

test('whatever happens before whichever request of a fold: when nothing waits any more, counted is what a full recount gives', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyFold, { minLength: 1, maxLength: 4 }), async folds => {
    const bucket = new Bucket()
    await bucket.beside({ kind: 'answer', who: 0, mark: 0 })
    for (const happenings of folds) {
      await bucket.fold(happenings)
      const { counted, recounted } = await bucket.state()
      // Nothing is ever counted wrongly and taken for counted.
      if ((await bucket.waiting()) === 0) expect(counted).toEqual(recounted)
    }
    while ((await bucket.waiting()) > 0) await bucket.fold([])
    const { counted, recounted } = await bucket.state()
    expect(counted).toEqual(recounted)
  }), { numRuns: 120 })
}, 120_000)

const edit: Beside = { kind: 'edit', who: 0, mark: 3 }

test.each(Array.from({ length: STEPS }, (_, before) => before))('an answer that changes before request %i of a fold waits again or is in it; with another fold beside, too', async before => {
  for (const happenings of [[{ before, what: edit }], [{ before, what: edit }, { before, what: { kind: 'fold' as const } }], [{ before: Math.max(0, before - 1), what: edit }, { before, what: { kind: 'fold' as const } }]]) {
    const bucket = new Bucket()
    await bucket.beside({ kind: 'answer', who: 0, mark: 0 })
    await bucket.beside({ kind: 'answer', who: 1, mark: 1 })
    await bucket.fold([])
    await bucket.beside({ kind: 'edit', who: 1, mark: 4 })
    await bucket.fold(happenings)
    if ((await bucket.waiting()) === 0) {
      const { counted, recounted } = await bucket.state()
      expect(counted).toEqual(recounted)
    }
    await bucket.fold([])
    const { counted, recounted } = await bucket.state()
    expect([counted, await bucket.waiting()]).toEqual([recounted, 0])
  }
})
