import { createReadStream } from 'node:fs'
import { NOT_CANONICAL, no, TOO_LONG } from '../../domain/ballot/problems'

const LONGEST = 4_000_000

/** The lines of a file, a piece of the file at a time. Refuses bytes that are no UTF-8 and lines without end. */
export async function* linesOf(path: string): AsyncGenerator<string[]> {
  // A byte order mark would be dropped silently otherwise; so it stays, and is no `[`.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw no(NOT_CANONICAL)
    }
  }
  let rest = ''
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const lines = (rest + decode(chunk as Uint8Array)).split('\n')
    rest = lines.pop()!
    if (rest.length > LONGEST) throw no(TOO_LONG)
    yield lines
  }
  rest += decode()
  if (rest !== '') yield [rest]
}
