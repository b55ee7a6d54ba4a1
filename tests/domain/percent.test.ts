import { percentWords } from '../../domain/percent'

test.each([[1, 3, '33.3%'], [1, 2, '50%'], [0, 7, '0%'], [7, 7, '100%'], [1, 3000, '0%'], [0, 0, '—']])('%d of %d is %s', (part, whole, words) => expect(percentWords(part, whole)).toBe(words))
