import { openSync } from '@foliojs-fork/fontkit'
import type { Content } from 'pdfmake/interfaces'

/** Stands where a character is that the font lacks, as printers do 〓. */
export const MISSING = '〓'
const EMOJI = '〔表情〕'

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Joiners and variation selectors: nothing to be seen of their own. */
const unseen = /[\u200B-\u200D\u2060\uFE00-\uFE0F]/gu

/**
 * Words that can be printed with a font. What it cannot show is never an empty box: emoji become 〔表情〕, a rare
 * character 〓, and `missing` collects which, so that the paper can say it at its end.
 */
export function fitter(fontFile: string) {
  // Opened when the first paper is printed: whoever asks for a list does not wait for ten megabytes.
  let font: ReturnType<typeof openSync> | undefined
  const has = (text: string) => [...text].every(c => c === '\n' || (font ??= openSync(fontFile)).hasGlyphForCodePoint(c.codePointAt(0)!))
  return (missing: Set<string>) => (text: string): string => [...graphemes.segment(text)].map(({ segment }) => {
    const plain = segment.replace(unseen, '')
    if (has(plain)) return plain
    if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment)) return EMOJI
    return [...plain].map(c => {
      if (has(c)) return c
      missing.add(`U+${c.codePointAt(0)!.toString(16).toUpperCase()}`)
      return MISSING
    }).join('')
  }).join('')
}

/** Every text in a document's content, through `fit`. */
export function eachText<T>(content: T, fit: (text: string) => string, isText = true): T {
  if (typeof content === 'string') return (isText ? fit(content) : content) as T
  if (Array.isArray(content)) return content.map(c => eachText(c as unknown, fit)) as T
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, eachText(value as unknown, fit, key === 'text')])) as T
}

/** What the paper says of characters that it could not show. */
export const missingNote = (missing: ReadonlySet<string>): Content[] => missing.size === 0 ? []
  : [{ text: `${MISSING} 处是字库里没有的字，请手写补上。编码：${[...missing].join('、')}`, fontSize: 8, margin: [0, 12, 0, 0] }]
