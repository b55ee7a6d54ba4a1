import * as z from 'zod/mini'
import { MotionText, type DraftText } from '../../../types/motion-text'
import { draftTextOf } from '../../components/motion-draft'
import type { Errors } from './write-fields'

/** What an empty field is asked for; the schema's words are for a text that is there. */
const blanks: Errors = { title: '请写案由', category: '请选择类别', reason: '请写理由', proposal: '请写建议' }

/**
 * The first thing to mend in each field, in the schema's own words.
 * @param unsent pictures and documents that have not reached the server
 */
export const textErrors = (text: DraftText, unsent = { pictures: 0, files: 0 }): Errors => {
  const errors: Errors = {}
  const parsed = z.safeParse(MotionText, draftTextOf(text))
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = String(path[0]) as keyof Errors
    const blank = blanks[field]
    errors[field] ??= blank && !text[field] ? blank : message
  }
  if (unsent.pictures > 0) errors.pictures = `还有 ${unsent.pictures} 张图片没有传上去。请等它传完、再传一次，或者去掉`
  if (unsent.files > 0) errors.files = `还有 ${unsent.files} 个附件没有传上去。请等它传完、再传一次，或者去掉`
  return errors
}
