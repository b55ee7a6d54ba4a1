import { isDeepStrictEqual } from 'node:util'

/**
 * Whether an edit on top of `rev` is kept already: the answer to it was lost on the way, and the phone sends it again.
 * @param kept what staff wrote, as it stands in the document, without anything that the server made of it
 */
export const isKeptAlready = <E extends object>(doc: { rev: number }, kept: E, { rev, edit }: { rev: number; edit: E }): boolean =>
  doc.rev === rev + 1 && isDeepStrictEqual(kept, edit)
