import { dimensionWords, roleGroups, seatGroups } from '../../domain/survey/audience'
import { resultsOpen, stateAt } from '../../domain/survey/life'
import { groupResults, wholeResults } from '../../domain/survey/results'
import { tooFew } from '../../domain/survey/suppress'
import { sumCounters, sumSizes, unpackCounter, type Counter, type Sizes } from '../../domain/survey/tally'
import { Refusal, notFound } from '../../domain/refusal'
import type { Dimension, Group, GroupRef, Results } from '../../types/survey-results'
import { command } from './cloud'
import type { Me } from './identity'
import type { Field, Store, Where } from './store'
import type { SurveyAnswerDoc, SurveyDoc, SurveyTallyDoc } from './survey-documents'

export const noSurvey = () => notFound('份问卷')

export const stateOf = (doc: Pick<SurveyDoc, 'kept' | 'startsAt' | 'endsAt' | 'ballot'>, now: number) => stateAt(doc, now)

/** Staff see results always, leaders where the survey says so. @throws Refusal as if there were no such survey */
export function demandSight(me: Pick<Me, 'has'>, { settings, kept }: Pick<SurveyDoc, 'settings' | 'kept'>): void {
  if (!me.has('staff') && !(settings.leaders && kept !== 'draft')) throw noSurvey()
}

/** Answers in the order of their ids, which are hashes: it tells nothing about who came when. `after`: the last id of the page before. */
export async function pageOfAnswers(store: Store, where: Where<SurveyAnswerDoc>, { after, limit, fields }: { after: string | undefined; limit: number; fields: Field<SurveyAnswerDoc>[] }): Promise<{ items: SurveyAnswerDoc[]; next?: string }> {
  const rows = await store.surveyAnswers.find({ ...where, ...(after === undefined ? {} : { _id: command.gt(after) }) }, { order: [['_id', 'asc']], limit: limit + 1, fields })
  const items = rows.slice(0, limit)
  return rows.length > limit ? { items, next: items.at(-1)!._id } : { items }
}

/** More buckets than any survey has. */
const MOST_TALLIES = 300

/** The survey and, in the same round trip, the asked fields of all its tallies. @throws Refusal when there is no such survey */
export async function readTallies(store: Store, id: string, fields: string[]): Promise<{ doc: SurveyDoc; tallies: SurveyTallyDoc[] }> {
  const found = await store.surveys.joined(id, { tallies: { from: 'surveyTallies', match: { surveyId: id }, limit: MOST_TALLIES, fields: ['n', 'at', 'version', ...fields] } })
  if (!found) throw noSurvey()
  // A bucket may still stand as it was before the survey was taken back.
  return { doc: found.doc, tallies: found.beside.tallies.filter(t => t.version === found.doc.version) }
}

export const answeredIn = (tallies: readonly SurveyTallyDoc[]): number => tallies.reduce((sum, t) => sum + t.n, 0)
export const asOf = (tallies: readonly SurveyTallyDoc[]): number | null => (tallies.length ? Math.max(...tallies.map(t => t.at)) : null)
export const wholeOf = (tallies: readonly SurveyTallyDoc[]): Counter => sumCounters(tallies.map(t => unpackCounter(t.n, t.whole)))
export const sizesOf = ({ definition }: SurveyDoc, tallies: readonly SurveyTallyDoc[], by: Dimension): Record<string, Sizes> =>
  sumSizes(definition, tallies.map(t => t.sizes?.[by]))

/** The groups of a dimension by name; units that came after publication stand at the end, by no name of their own. */
export function namedGroups(doc: Pick<SurveyDoc, 'unitNames'>, by: Dimension, present: readonly string[] = []): Group[] {
  const known = by === 'unit' ? doc.unitNames : by === 'role' ? roleGroups : seatGroups
  return [...known, ...present.filter(g => !known.some(k => k.group === g)).map(group => ({ group, name: '其他单位' }))]
}

/** @throws Refusal when answers were kept without this split: it cannot be made afterwards */
export function demandSplit({ settings }: SurveyDoc, by: Dimension): void {
  if (!settings.by.includes(by)) throw new Refusal('NOT_SPLIT', `这份问卷没有按“${dimensionWords[by]}”分组统计`, 'by')
}

/** Nothing to be told, and why; or null. */
export function silence(doc: SurveyDoc, answered: number, now: number): 'running' | 'few' | null {
  if (doc.kept === 'void') return 'few'
  if (!resultsOpen(doc.mode, stateOf(doc, now))) return 'running'
  return tooFew(answered, doc.settings.threshold) ? 'few' : null
}

export const isExact = (doc: SurveyDoc) => doc.kept === 'closed' || doc.kept === 'shared'

/** Results as they may be told: of everybody, or of one group. `demand` refuses whoever may not see them. One round trip. */
export async function readResults(store: Store, id: string, only: GroupRef | undefined, now: number, demand: (doc: SurveyDoc) => void): Promise<Results> {
  const { doc, tallies } = await readTallies(store, id, only ? [`sizes.${only.by}`, `by.${only.by}.${only.group}`] : ['whole'])
  demand(doc)
  if (only) demandSplit(doc, only.by)
  const { threshold } = doc.settings
  const answered = answeredIn(tallies)
  const head = {
    id, title: doc.title, threshold, expected: doc.expected, asOf: asOf(tallies), exact: isExact(doc),
    groups: doc.settings.by.map(by => ({ by, name: dimensionWords[by], groups: namedGroups(doc, by) })),
    pairs: only ? [] : doc.settings.pairs,
  }
  const why = silence(doc, answered, now)
  if (why) return { ...head, answered: why === 'running' ? answered : null, why, questions: [] }
  if (!only) return { ...head, answered, why, questions: wholeResults(doc.definition, wholeOf(tallies), threshold) }
  const sizes = sizesOf(doc, tallies, only.by)
  const counter = sumCounters(tallies.map(t => unpackCounter(0, t.by?.[only.by]?.[only.group])))
  const questions = groupResults(doc.definition, only.group, counter, sizes, threshold)
  return questions ? { ...head, answered: sizes[only.group]?.n ?? 0, why, questions } : { ...head, answered: null, why: 'few', questions: [] }
}
