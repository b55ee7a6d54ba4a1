import { alikeGroups, MOST_TEXTS } from '../../domain/survey/alike'
import { compared } from '../../domain/survey/compare'
import { pairKey, pairTable, sumCells } from '../../domain/survey/pairs'
import { crossTables, findQuestion, sizesFor } from '../../domain/survey/results'
import { hiddenGroups } from '../../domain/survey/suppress'
import { answeredOf, sumCounters, unpackCounter, unpackCounts } from '../../domain/survey/tally'
import { Refusal } from '../../domain/refusal'
import type { surveys } from '../../types/survey'
import type { Question } from '../../types/survey-questions'
import type { GroupRef, Results } from '../../types/survey-results'
import { command, contains } from '../_kit/cloud'
import type { SurveyAnswerDoc, SurveyDoc, SurveyTallyDoc } from '../_kit/survey-documents'
import { temporaryUrls } from '../_kit/files'
import type { Handlers } from '../_kit/serve'
import type { Store, Where } from '../_kit/store'
import { answeredIn, demandSight, demandSplit, namedGroups, pageOfAnswers, readResults, readTallies, silence, sizesOf, wholeOf } from '../_kit/survey-read'

type Seeing = Pick<Handlers<typeof surveys>, 'results' | 'cross' | 'pair' | 'compare' | 'texts' | 'alike' | 'pictures'>

const PAGE = 30

const noQuestion = () => new Refusal('NOT_FOUND', '这份问卷没有这道题', 'question')

function questionOf({ definition }: SurveyDoc, key: string): Question {
  const found = findQuestion(definition, key)
  if (!found) throw noQuestion()
  return found
}

/** Where the words of a question stand in an answer: its text, or what was written beside the options. */
function wordsPath(q: Question): `values.${string}` {
  if (q.kind === 'short' || q.kind === 'long') return `values.${q.key}`
  if ((q.kind === 'single' || q.kind === 'multiple') && q.other) return `values.${q.key}.other`
  throw new Refusal('NOT_WORDS', '这道题没有文字回答', 'question')
}

const wordsIn = ({ values }: Pick<SurveyAnswerDoc, 'values'>, key: string): string => {
  const value = values[key]
  return typeof value === 'string' ? value : typeof value === 'object' && 'picked' in value ? value.other ?? '' : ''
}

/** Answers from a group that is hidden are not listed either. */
const groupIsHidden = (doc: SurveyDoc, tallies: readonly SurveyTallyDoc[], { by, group }: GroupRef) =>
  hiddenGroups(Object.fromEntries(Object.entries(sizesOf(doc, tallies, by)).map(([g, s]) => [g, s.n])), doc.settings.threshold).has(group)

function answersFor(store: Store, where: Where<SurveyAnswerDoc>, cursor: string | undefined, key: string) {
  if (cursor !== undefined && !/^[A-Za-z0-9_-]{8,64}$/.test(cursor)) throw new Refusal('BAD_INPUT', '列表的位置已失效，请回到开头重新查看', 'cursor')
  return pageOfAnswers(store, where, { after: cursor, limit: PAGE, fields: ['_id', 'personId', `values.${key}`] })
}

async function namesOf(store: Store, doc: SurveyDoc, answers: readonly SurveyAnswerDoc[]): Promise<Map<string, string>> {
  const ids = doc.mode === 'named' ? answers.flatMap(a => a.personId ?? []) : []
  return ids.length ? new Map((await store.people.find({ _id: command.in(ids) }, { fields: ['_id', 'name'] })).map(p => [p._id, p.name])) : new Map()
}

export const seeing: Seeing = {
  results: {
    allow: ['staff', 'leader'],
    trips: 2,
    run: ({ input: { id, only }, me, store, now }) => readResults(store, id, only, now, doc => demandSight(me, doc)),
  },

  cross: {
    allow: ['staff', 'leader'],
    trips: 3,
    async run({ input: { id, question, by }, me, store, now }) {
      const first = await readTallies(store, id, [`sizes.${by}`])
      demandSight(me, first.doc)
      const q = questionOf(first.doc, question)
      demandSplit(first.doc, by)
      const { threshold } = first.doc.settings
      const head = { question, title: q.title, threshold }
      const why = silence(first.doc, answeredIn(first.tallies), now)
      const sizes = sizesFor(sizesOf(first.doc, first.tallies, by), question)
      if (why) return { ...head, why, tables: [] }
      const groups = namedGroups(first.doc, by, Object.keys(sizes))
      const { tallies } = await readTallies(store, id, [`whole.${question}`, ...groups.map(g => `by.${by}.${g.group}.${question}`)])
      const total = wholeOf(tallies).questions[question]
      if (answeredOf(total) < threshold && answeredOf(total) > 0) return { ...head, why: 'few' as const, tables: [] }
      const counts = new Map(groups.map(({ group }) => [group, sumCounters(tallies.map(t => unpackCounter(0, t.by?.[by]?.[group]))).questions[question]]))
      return { ...head, why, tables: crossTables(q, groups, g => counts.get(g), total, threshold) }
    },
  },

  pair: {
    allow: ['staff', 'leader'],
    trips: 2,
    async run({ input: { id, pair }, me, store, now }) {
      const key = pairKey(pair)
      const { doc, tallies } = await readTallies(store, id, [`pairs.${key}`])
      demandSight(me, doc)
      if (!doc.settings.pairs.some(p => pairKey(p) === key)) throw new Refusal('NOT_CROSSED', '发布前没有选这两道题做交叉表，不能再补做', 'pair')
      const { threshold } = doc.settings
      const why = silence(doc, answeredIn(tallies), now)
      if (why) return { threshold, why, table: null }
      const table = pairTable(doc.definition, pair, sumCells(tallies.flatMap(t => (t.pairs?.[key] ? [unpackCounts(t.pairs[key])] : []))), threshold)
      return { threshold, why: table ? null : 'few' as const, table }
    },
  },

  compare: {
    allow: ['staff', 'leader'],
    trips: 3,
    async run({ input: { id, withId }, me, store, now }) {
      const [a, b] = await Promise.all([id, withId].map(one => readResults(store, one, undefined, now, doc => demandSight(me, doc)))) as [Results, Results]
      const side = ({ id, title, answered }: typeof a) => ({ id, title, answered })
      return { now: side(a), then: side(b), why: a.why ?? b.why, questions: a.why || b.why ? [] : compared(a.questions, b.questions) }
    },
  },

  texts: {
    allow: ['staff', 'leader'],
    trips: 4,
    async run({ input: { id, question, text, only, cursor }, me, store, now }) {
      const { doc, tallies } = await readTallies(store, id, only ? [`sizes.${only.by}`] : [])
      demandSight(me, doc)
      const path = wordsPath(questionOf(doc, question))
      if (only) demandSplit(doc, only.by)
      if (silence(doc, answeredIn(tallies), now) || (only && groupIsHidden(doc, tallies, only))) return { items: [] }
      const where = { surveyId: id, [path]: text ? contains(text) : command.exists(true), ...(only ? { [`groups.${only.by}` as const]: only.group } : {}) }
      const page = await answersFor(store, where, cursor, question)
      const names = await namesOf(store, doc, page.items)
      const who = (a: SurveyAnswerDoc) => (doc.mode === 'named' ? { who: names.get(a.personId ?? '') ?? '（已注销）' } : {})
      return { ...page, items: page.items.map(a => ({ text: wordsIn(a, question), ...who(a) })) }
    },
  },

  alike: {
    allow: ['staff', 'leader'],
    trips: 3,
    async run({ input: { id, question }, me, store, now }) {
      const { doc, tallies } = await readTallies(store, id, [])
      demandSight(me, doc)
      const path = wordsPath(questionOf(doc, question))
      if (silence(doc, answeredIn(tallies), now)) return { read: 0, groups: [] }
      const found = await store.surveys.joined(id, {
        texts: { from: 'surveyAnswers', match: { surveyId: id, [path]: { $exists: true } }, sort: { _id: 1 }, limit: MOST_TEXTS, fields: [`values.${question}`] },
      })
      const texts = (found?.beside.texts ?? []).map(a => wordsIn(a, question))
      return { read: texts.length, groups: alikeGroups(texts).slice(0, 100) }
    },
  },

  pictures: {
    allow: ['staff', 'leader'],
    trips: 4,
    async run({ input: { id, question, cursor }, me, store, now, app }) {
      const { doc, tallies } = await readTallies(store, id, [])
      demandSight(me, doc)
      if (questionOf(doc, question).kind !== 'picture') throw new Refusal('NOT_PICTURES', '这道题没有图片', 'question')
      if (silence(doc, answeredIn(tallies), now)) return { items: [] }
      const page = await answersFor(store, { surveyId: id, [`values.${question}` as const]: command.exists(true) }, cursor, question)
      const names = await namesOf(store, doc, page.items)
      const files = page.items.flatMap(a => (a.values[question] as { files: string[] }).files.map(fileId => ({ fileId, who: names.get(a.personId ?? '') })))
      const urls = await temporaryUrls(app, files.map(f => f.fileId))
      return { ...page, items: files.map(({ fileId, who }, i) => ({ fileId, url: urls[i]!.url, ...(who ? { who } : {}) })) }
    },
  },
}
