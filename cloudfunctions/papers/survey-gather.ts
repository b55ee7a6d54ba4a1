import { alikeGroups, MOST_TEXTS } from '../../domain/survey/alike'
import { questionsOf } from '../../domain/survey/questions'
import { Refusal } from '../../domain/refusal'
import type { CloudApp } from '../_kit/cloud'
import { readFile } from '../_kit/files'
import type { Store } from '../_kit/store'
import type { SurveyDoc } from '../_kit/survey-documents'
import type { Gathered } from './survey-report'

export const nothingGathered: Gathered = { said: {}, pictures: {} }

/** So many pictures are printed, and none larger: a function's answer is 6 MB at most, and text makes it a third longer. */
const PICTURES = 6
const MOST_BYTES = 600 * 1024

/**
 * Photographs go into the file as they are. Other kinds would have to be unpacked first, by a library that lets one broken
 * picture end the whole process.
 */
const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8

/** A picture as a data address; undefined when it is gone, too large, or no photograph. */
async function picture(app: CloudApp, fileId: string): Promise<string | undefined> {
  const bytes = await readFile(app, fileId, MOST_BYTES).catch((e: unknown) => {
    if (e instanceof Refusal) return undefined
    throw e
  })
  return bytes && isJpeg(bytes) ? `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}` : undefined
}

/** What was said most and some of the pictures, by question: of the first answers in the order of their hashes. */
export async function gather(store: Store, app: CloudApp, { _id, definition }: SurveyDoc): Promise<Gathered> {
  const questions = questionsOf(definition).filter(q => q.kind === 'short' || q.kind === 'long' || q.kind === 'picture')
  if (questions.length === 0) return nothingGathered
  const found = await store.surveys.joined(_id, {
    answers: { from: 'surveyAnswers', match: { surveyId: _id }, sort: { _id: 1 }, limit: MOST_TEXTS, fields: questions.map(q => `values.${q.key}`) },
  })
  const answersTo = (key: string) => (found?.beside.answers ?? []).flatMap(({ values }) => values?.[key] ?? [])
  const texts = (key: string) => answersTo(key).filter(v => typeof v === 'string')
  const files = questions.filter(q => q.kind === 'picture').flatMap(({ key }) => answersTo(key).flatMap(v => (typeof v === 'object' && 'files' in v ? v.files : [])).map(fileId => ({ key, fileId })))
  const pictures: Record<string, string[]> = {}
  for (const { key, fileId } of files.slice(0, PICTURES)) {
    const printable = await picture(app, fileId)
    if (printable) (pictures[key] ??= []).push(printable)
  }
  return { said: Object.fromEntries(questions.filter(q => q.kind !== 'picture').map(q => [q.key, alikeGroups(texts(q.key), 1)])), pictures }
}
