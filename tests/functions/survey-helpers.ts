import { answerId } from '../../cloudfunctions/_kit/survey-key'
import type { Survey, SurveyEdit, SurveySettings } from '../../types/survey'
import type { Values } from '../../types/survey-answers'
import type { Definition } from '../../types/survey-questions'
import { definition, options, question, shownIf } from '../domain/survey-world'
import type { TestCloud } from './cloud'
import { WHO } from './motion-helpers'

export { WHO }

let made = 0
export const newId = (kind = 'survey') => `${kind}-${process.pid}-${String(++made).padStart(5, '0')}`

export const HOUR = 3_600_000

/** A choice that jumps, a mark, words, and a question that one answer shows. */
export const simple = (): Definition => definition(
  question('single', 'q1', { required: true, options: options(3), other: true, jumps: [{ option: 'o3', to: 'q4' }] }),
  question('rating', 'q2', { required: true }),
  question('short', 'q3', { showIf: [shownIf('q1', ['o2'])] }),
  question('long', 'q4'),
)

export const good = (more: Values = {}): Values => ({ q1: { picked: ['o1'] }, q2: 4, ...more })

type Given = Partial<Omit<SurveyEdit, 'settings'>> & { settings?: Partial<SurveySettings> }

export const edit = ({ settings, ...more }: Given = {}): SurveyEdit => ({
  title: '食堂满意度', intro: '请评价食堂。', thanks: '谢谢。', mode: 'confidential', definition: simple(), audience: { units: [], roles: [], term: null },
  startsAt: Date.now() - HOUR, endsAt: Date.now() + HOUR, anonymous: null, ...more,
  settings: { editable: true, pace: 'question', threshold: 5, by: ['unit'], leaders: false, pairs: [], quotaBy: null, quotas: [], ...settings },
})

/** Workers of 华江重工 who can answer: `person-hj-0000` … with WeChat accounts of their own. */
export async function bindWorkers(t: TestCloud, n: number): Promise<string[]> {
  const ids = Array.from({ length: n }, (_, i) => `person-hj-${String(i).padStart(4, '0')}`)
  await Promise.all(ids.map(id => t.db.collection('people').where({ _id: id }).update({ wx: `wx-${id}` })))
  return ids.map(id => `wx-${id}`)
}
export const personOf = (wx: string) => wx.replace(/^wx-/, '')

/** People making, answering and reading surveys. */
export const doing = (t: TestCloud) => {
  const draft = async (given: Given = {}): Promise<Survey> => {
    const id = newId()
    const { survey } = await t.call(WHO.zhao, 'surveys', 'create', { id, from: { kind: 'blank', title: '新问卷' } })
    return (await t.call(WHO.zhao, 'surveys', 'save', { id, rev: survey.rev, edit: edit(given) })).survey
  }
  const published = async (given: Given = {}): Promise<Survey> => {
    const { _id, rev } = await draft(given)
    return t.call(WHO.zhao, 'surveys', 'publish', { id: _id, rev })
  }
  const answer = (who: string, id: string, values: Values = good(), more: { edition?: number; version?: number } = {}) =>
    t.ask(who, 'surveys', 'answer', { id, version: 1, edition: 0, values, ...more })
  const answered = async (who: string, id: string, values: Values = good(), more: { edition?: number; version?: number } = {}) => {
    const reply = await answer(who, id, values, more)
    if (!reply.ok) throw new Error(`${who}: ${reply.code} ${reply.message}`)
    return reply.data.edition
  }
  const fold = async () => {
    const { result, error } = await t.cloud.call('surveys-timer', {}, {})
    if (error) throw new Error(JSON.stringify(error))
    return result as { closed: number; folded: number }
  }
  /** As if the end had come more than the grace ago. */
  const over = (id: string) => t.db.collection('surveys').where({ _id: id }).update({ endsAt: Date.now() - 60_000, startsAt: Date.now() - HOUR })
  const closed = async (id: string) => { await over(id); await fold() }
  const doc = async (id: string) => (await t.db.collection('surveys').doc(id).get()).data as unknown as Record<string, never> | undefined
  const answersOf = async (id: string): Promise<Record<string, unknown>[]> => {
    const all: Record<string, unknown>[] = []
    for (;;) {
      const { data } = await t.db.collection('surveyAnswers').where({ surveyId: id }).skip(all.length).limit(500).get()
      all.push(...(data as Record<string, unknown>[]))
      if (data.length < 500) return all
    }
  }
  return { draft, published, answer, answered, fold, over, closed, doc, answersOf }
}

/** The key that the tests' cloud was given, for looking up answers as the functions do. */
export function answerOf(surveyId: string, personId: string): string {
  Object.assign(process.env, { ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: 'ent-shifan' })
  return answerId(surveyId, personId)
}
