import { dayOf } from '../../domain/calendar'
import { membershipsOn } from '../../domain/membership'
import type { Asked } from '../../domain/survey/audience'
import type { SurveyAnswerDoc, SurveyDoc } from '../_kit/survey-documents'
import type { Call } from '../_kit/serve'

/** An instance may go on with what it read of a published survey for so long: ends are moved further ahead than that. */
const FRESH = 15_000
const MOST_KEPT = 500

interface Kept<T> { value: T; until: number }

/** What one instance of the function remembers between calls. */
class Memory<T> {
  private readonly kept = new Map<string, Kept<T>>()

  get(key: string, now: number): T | undefined {
    const found = this.kept.get(key)
    return found && found.until > now ? found.value : undefined
  }

  set(key: string, value: T, now: number) {
    if (this.kept.size >= MOST_KEPT) this.kept.clear()
    this.kept.set(key, { value, until: now + FRESH })
  }
}

const surveys = new Memory<SurveyDoc>()
const paths = new Memory<readonly string[]>()

export type Known = {
  doc: SurveyDoc
  asked: Asked
  /** The person's own answer, when it was read along. */
  mine?: { read: true; answer: SurveyAnswerDoc | undefined }
}

type KnownCall = Pick<Call<unknown>, 'me' | 'store' | 'now'>

export const askedOf = ({ me, now }: Pick<KnownCall, 'me' | 'now'>, path: readonly string[]): Asked =>
  ({ path, tenantId: me.tenantId, memberships: membershipsOn(me.person!.memberships, dayOf(now)) })

/**
 * A published survey and where the caller stands, in one round trip at most: none when this instance has just read both. Whoever
 * names another version than was read then makes it be read again.
 * Undefined = there is no such survey, or it is a draft.
 */
export async function known(call: KnownCall, surveyId: string, version: number, answerId: string): Promise<Known | undefined> {
  const { me, store, now } = call
  const { unitId } = me.person!
  const key = `${me.tenantId}.${surveyId}`
  const [doc, path] = [surveys.get(key, now), paths.get(unitId, now)]
  if (doc?.version === version && path) return { doc, asked: askedOf(call, path) }
  const found = await store.surveys.joined(surveyId, {
    unit: { from: 'units', match: { _id: unitId }, limit: 1, fields: ['path'] },
    mine: { from: 'surveyAnswers', match: { _id: answerId }, limit: 1 },
  })
  if (!found || found.doc.kept === 'draft') return undefined
  const read = found.beside.unit[0]?.path ?? []
  surveys.set(key, found.doc, now)
  paths.set(unitId, read, now)
  return { doc: found.doc, asked: askedOf(call, read), mine: { read: true, answer: found.beside.mine[0] } }
}
