import { chineseNumber, longDay, sessionWords } from '../../domain/words-number'

test.each([[1, '一'], [2, '二'], [10, '十'], [11, '十一'], [20, '二十'], [21, '二十一'], [99, '九十九']])('%i is %s', (n, words) => expect(chineseNumber(n)).toBe(words))

test('1 to 99 are told apart', () => expect(new Set(Array.from({ length: 99 }, (_, i) => chineseNumber(i + 1))).size).toBe(99))

test('a session and a day as a letter writes them', () => {
  expect(sessionWords('6-12')).toBe('第六届第十二次')
  expect(longDay('2026-08-05')).toBe('2026年8月5日')
})
