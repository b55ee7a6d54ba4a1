import { sumCounters, tallyOf, unpackCounter } from '../../domain/survey/tally'
import { surveyTemplates } from '../../domain/survey/templates'
import type { SurveyTallyDoc } from '../../cloudfunctions/_kit/survey-documents'
import { effort } from './cloud'
import { figure, figures, measure, percentile, timed, type Group } from './harness'
import { MANY, ask, valuesOf, withSurveys, type BenchSurveys } from './surveys-cloud'

const LARGE = 'survey-bench-large'
const SMALL = 'survey-bench-small'
const FEW = 1000
const office = 'demo-zhao'
const calls = { ...effort, calls: 40, callers: 2 }

let large: Promise<void> | undefined
const withLarge = (s: BenchSurveys) => (large ??= s.survey(LARGE, MANY))

/** The tallies say of 100,000 answers what a full recount of them says. */
async function demandExact({ db }: BenchSurveys) {
  const tallies = (await db.collection('surveyTallies').where({ surveyId: LARGE }).limit(1000).get()).data as unknown as SurveyTallyDoc[]
  const counted = sumCounters(tallies.map(t => unpackCounter(t.n, t.whole)))
  const { whole } = tallyOf(surveyTemplates[0]!.definition, Array.from({ length: MANY }, (_, n) => ({ values: valuesOf(n), groups: {} })))
  for (const [key, counts] of Object.entries(whole.questions)) {
    if (counts.some((n, i) => n !== (counted.questions[key]?.[i] ?? 0))) throw new Error(`the tallies of ${key} differ from a recount`)
  }
}

/** What the office looks at, with function call, identity and all. */
export const surveysResults: Group = {
  name: 'surveys.results-100k',
  what: 'the results of 100,000 answers: everybody’s, one group’s, a cross table, the turnout',
  async run(bench) {
    const s = await withSurveys(bench)
    await withLarge(s)
    await demandExact(s)
    const views: [string, string, object][] = [
      ['surveys.results-100k', 'results', { id: LARGE }],
      ['surveys.results-100k.group', 'results', { id: LARGE, only: { by: 'unit', group: 'unit-bench-7' } }],
      ['surveys.results-100k.cross', 'cross', { id: LARGE, question: 'aspect1', by: 'unit' }],
      ['surveys.results-100k.turnout', 'turnout', { id: LARGE }],
      ['surveys.results-100k.texts', 'texts', { id: LARGE, question: 'advice1' }],
    ]
    const baseline = await bench.read(200, 200)
    const all = []
    for (const [name, action, input] of views) {
      const { trips } = await ask(s.cloud, office, action, input)
      all.push(...figures(name, await measure(() => ask(s.cloud, office, action, input), calls), baseline), figure(`${name}.trips`, trips, 'trips', 2))
    }
    return all
  },
}

const ANSWERS = 400

/** Times of new people’s answers, one after another, to a survey that has so many already. */
async function answering({ cloud }: BenchSurveys, survey: string, who: string[]): Promise<number[]> {
  const times: number[] = []
  for (const [i, openid] of who.entries()) times.push(await timed(() => ask(cloud, openid, 'answer', { id: survey, version: 1, edition: 0, values: valuesOf(i) })))
  return times.sort((a, b) => a - b)
}

/** The cost of the next answer does not grow with those that are there. */
export const surveysGrowth: Group = {
  name: 'surveys.answer-growth',
  what: 'an answer to a survey of 100,000 answers beside one to a survey of 1,000, as a ratio',
  async run(bench) {
    const s = await withSurveys(bench)
    await s.survey(SMALL, FEW)
    await withLarge(s)
    const people = await s.people(0, ANSWERS * 3)
    const [warm, a, b] = [people.slice(0, ANSWERS), people.slice(ANSWERS, 2 * ANSWERS), people.slice(2 * ANSWERS)]
    await answering(s, SMALL, warm)
    await answering(s, LARGE, warm)
    // In turns, so that whatever else the machine does falls on both alike.
    const [few, many]: [number[], number[]] = [[], []]
    for (let at = 0; at < ANSWERS; at += 40) {
      few.push(...await answering(s, SMALL, a.slice(at, at + 40)))
      many.push(...await answering(s, LARGE, a.slice(at, at + 40)))
      many.push(...await answering(s, LARGE, b.slice(at, at + 40)))
      few.push(...await answering(s, SMALL, b.slice(at, at + 40)))
    }
    const middle = (times: number[]) => percentile([...times].sort((x, y) => x - y), 0.5)
    const { trips } = await ask(s.cloud, a[0]!, 'answer', { id: LARGE, version: 1, edition: 1, values: valuesOf(3) })
    return [
      figure('surveys.answer-growth', middle(many) / middle(few), 'ratio', 1),
      figure('surveys.answer-growth.at-1k', middle(few), 'ms', (await bench.http()).p50 + (await bench.write()).p50),
      figure('surveys.answer-growth.at-100k', middle(many), 'ms', (await bench.http()).p50 + (await bench.write()).p50),
      figure('surveys.answer-growth.trips', trips, 'trips', 3),
    ]
  },
}
