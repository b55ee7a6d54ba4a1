import { ERASED_NAME } from '../erased'

/** Crockford's letters: no I, L, O, U, so that nobody misreads one. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BASE = LETTERS.length
const RANDOM_LETTERS = 15

/** Luhn's check for 32 letters: a wrong letter or two neighbours swapped are found before anything is looked up. */
function checkLetter(body: string): string {
  let sum = 0
  ;[...body].reverse().forEach((letter, i) => {
    const value = LETTERS.indexOf(letter) * (i % 2 === 0 ? 2 : 1)
    sum += Math.floor(value / BASE) + (value % BASE)
  })
  return LETTERS[(BASE - (sum % BASE)) % BASE]!
}

/** A certificate's number: fifteen random letters (75 bits) and a check letter. `bytes`: fifteen random ones. */
export function certificateNumber(bytes: Uint8Array): string {
  if (bytes.length < RANDOM_LETTERS) throw new RangeError(`a number needs ${RANDOM_LETTERS} random bytes`)
  const body = Array.from(bytes.slice(0, RANDOM_LETTERS), b => LETTERS[b % BASE]).join('')
  return body + checkLetter(body)
}

/** A number as it was typed or scanned, in its one form; undefined = no number of a certificate can look so. */
export function readNumber(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (plain.length !== RANDOM_LETTERS + 1 || [...plain].some(letter => !LETTERS.includes(letter))) return undefined
  return checkLetter(plain.slice(0, RANDOM_LETTERS)) === plain.at(-1) ? plain : undefined
}

/** In fours, as people read it aloud. */
export const spacedNumber = (number: string, between = '-'): string => number.match(/.{1,4}/g)?.join(between) ?? number

/** Surnames of two characters that are common enough to be told apart. */
const DOUBLE_SURNAMES = ['欧阳', '上官', '司马', '诸葛', '夏侯', '东方', '皇甫', '尉迟', '公孙', '慕容', '司徒', '令狐', '长孙', '宇文', '端木', '南宫', '百里', '独孤', '轩辕', '闻人', '澹台', '公冶', '申屠', '太史', '呼延', '钟离', '西门']

/** A name of which only the surname is told: 张*, 欧阳*; of a name in Latin letters, the first one; of nobody any more, that. */
export function maskName(name: string): string {
  const plain = name.trim()
  if (plain === ERASED_NAME) return plain
  const surname = DOUBLE_SURNAMES.find(s => plain.startsWith(s) && [...plain].length > 2) ?? [...plain][0] ?? ''
  return `${surname}*`
}

/** The page on which anybody may check a certificate. */
export const checkPath = (number: string): string => `pages/lessons/check?number=${number}`
