import fc from 'fast-check'
import { daysLeft } from '../../domain/calendar'
import { certificateNumber, maskName, readNumber, spacedNumber } from '../../domain/lesson/certificate'
import { byUrgency, missing, withEditions } from '../../domain/lesson/course'
import { hoursWords, tenthsOf } from '../../domain/lesson/hours'
import { newLearned } from '../../domain/lesson/progress'
import { courseProblems } from '../../domain/lesson/problems'
import { drawn, isRight, questionProblem, scoreOf } from '../../domain/lesson/quiz'
import { allUnits, countLearners, sumCounts, unitTotals, type Counted } from '../../domain/lesson/tally'
import { article, edit, question } from '../functions/lesson-helpers'

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
beforeAll(() => console.info(`seed ${seed} (SEED=${seed} replays)`))

test.each([[0, 0], [1, 1], [134, 1], [270, 1], [404, 1], [406, 2], [2700, 10], [2835, 11], [5400, 20]])('%d seconds are %d tenths of an hour of class', (seconds, tenths) => {
  expect(tenthsOf(seconds)).toBe(tenths)
})
test('hours are told in words', () => expect([hoursWords(12), hoursWords(20)]).toEqual(['1.2 学时', '2 学时']))

describe('a certificate', () => {
  test('bears a number that is read as it is typed, and no other', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), fc.nat(15), fc.nat(31), (bytes, at, letter) => {
      const number = certificateNumber(bytes)
      expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
      expect(readNumber(` ${spacedNumber(number).toLowerCase()} `)).toBe(number)
      const wrong = number.slice(0, at) + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[letter] + number.slice(at + 1)
      expect(readNumber(wrong)).toBe(wrong === number ? number : undefined)
    }), { seed, numRuns: 300 })
  })
  test.each(['', 'ABC', 'U'.repeat(16), '0'.repeat(15), '0'.repeat(17)])('%j is no number', typed => expect(readNumber(typed)).toBeUndefined())
  test.each([['张三', '张*'], ['欧阳锋', '欧阳*'], ['欧阳', '欧*'], ['诸葛孔明', '诸葛*'], ['John Smith', 'J*'], ['𠮷野', '𠮷*'], ['李', '李*'], ['已注销', '已注销']])('%s is told as %s', (name, masked) => expect(maskName(name)).toBe(masked))
})

describe('a course that comes first', () => {
  const learned = (completedAt: number | null) => ({ ...newLearned(1, 1), completedAt })
  const course = (_id: string, ...keys: string[]) => ({ _id, episodes: keys.map(key => ({ key, edition: 1 })) })
  const standing = { episodes: { a_e1: learned(5), b_e1: learned(null) }, courses: { c: { completedAt: 3 } } }

  test.each([
    ['marked as finished', ['c'], [], []], ['marked, and has an episode more', ['c'], [course('c', 'e1', 'e2')], []], ['withdrawn, or for others', ['a', 'b'], [], []], ['all that is left of it learned', ['a'], [course('a', 'e1')], []],
    ['an episode more', ['a'], [course('a', 'e1', 'e2')], ['a']], ['not learned', ['b'], [course('b', 'e1')], ['b']], ['never opened', ['d', 'c'], [course('c', 'e1'), course('d', 'e1')], ['d']],
  ])('%s', (_what, before, known, expected) => expect(missing(before, standing, known)).toEqual(expected))
})

test('units are told over all courses: compulsory ones apart, those who came from elsewhere last', () => {
  const counts = countLearners([
    { unit: 'u1', marks: { a_e1: '2|2026-11-20|2026-11-21|5|3', b_e1: '1|2026-11-20|||0' }, courses: { a: { completedAt: Date.UTC(2026, 10, 21) } } },
    { unit: 'u9', marks: { b_e1: '4|2026-11-20|||0' }, courses: {} },
  ])
  const unitNames = [{ group: 'u1', name: '铸造分厂' }, { group: 'u2', name: '动力分厂' }]
  const of = (id: string, compulsory: boolean, expectedUnits: Record<string, number>) => ({ counts: counts[id]!, compulsory, expectedUnits, unitNames })
  expect(unitTotals([of('a', true, { u1: 10, u2: 5 }), of('b', false, { u1: 10 })])).toEqual([
    { group: 'u2', name: '动力分厂', expected: 5, hits: 0, learners: 0, completed: 0, must: { expected: 5, completed: 0 } },
    { group: 'u1', name: '铸造分厂', expected: 20, hits: 3, learners: 2, completed: 1, must: { expected: 10, completed: 1 } },
    { group: '', name: '其他单位', expected: 0, hits: 4, learners: 1, completed: 0, must: { expected: 0, completed: 0 } },
  ])
})

describe('a quiz', () => {
  test('is drawn without repeating, and every question can come', () => {
    fc.assert(fc.property(fc.nat(40), fc.nat(50), fc.infiniteStream(fc.nat()), (n, count, numbers) => {
      const items = Array.from({ length: n }, (_, i) => i)
      const chosen = drawn(items, count, m => numbers.next().value % m)
      expect(chosen).toHaveLength(Math.min(n, count))
      expect(new Set(chosen).size).toBe(chosen.length)
    }), { seed })
  })
  test('counts a question only when exactly the right options are picked', () => {
    expect([isRight({ right: [0, 2] }, [2, 0]), isRight({ right: [0, 2] }, [0]), isRight({ right: [0, 2] }, [0, 1, 2]), isRight({ right: [1] }, [])]).toEqual([true, false, false, false])
  })
  test('rounds down: two of three are 66, nothing picked is 0, no question is 0', () => {
    const three = [1, 2, 3].map(i => ({ _id: `q${i}`, right: [0] }))
    expect([scoreOf(three, { q1: [0], q2: [0] }), scoreOf(three, {}), scoreOf([], {}), scoreOf(three, { q1: [0], q2: [0], q3: [0] })]).toEqual([66, 0, 0, 100])
  })
  test.each([
    [{ right: [0, 0] }], [{ right: [3] }], [{ options: ['甲', '甲'], right: [0] }], [{ kind: 'judge' as const }], [{ right: [0, 1] }], [{ kind: 'multiple' as const, right: [1] }],
  ])('%j cannot be asked', more => expect(questionProblem(question(0, more))).toMatch(/[\u4e00-\u9fff]/))
})

describe('a course', () => {
  const now = Date.UTC(2026, 10, 22)
  test('that is sound can be handed in; each thing that stands in the way is named', () => {
    expect(courseProblems(edit({ episodes: [article('e1', 60, { quiz: { draw: 2, tries: 0 } })] }), { e1: 1, '': 1 }, now)).toEqual([])
    const codes = (more: Parameters<typeof edit>[0], bank = {}) => courseProblems(edit(more), bank, now).map(p => `${p.at}:${p.code}`)
    expect(codes({ episodes: [] })).toEqual(['episodes:EMPTY'])
    expect(codes({ compulsory: true })).toEqual(['dueAt:DUE'])
    expect(codes({ compulsory: true, dueAt: now })).toEqual(['dueAt:DUE'])
    expect(codes({ dueAt: now + 1 })).toEqual(['dueAt:DUE'])
    expect(codes({ episodes: [article('e1', 0, { article: '', prompts: [5], quiz: { draw: 1, tries: 0 } })] })).toEqual(['e1:FILE', 'e1:SECONDS', 'e1:PROMPTS', 'e1:BANK'])
    expect(codes({ episodes: [article('e1', 9, { kind: 'video' })] })).toEqual(['e1:FILE'])
  })
  test('counts an edition when the file or the length changes, not when words do', () => {
    const before = withEditions([article('e1', 60)], [])
    expect(before[0]!.edition).toBe(1)
    expect(withEditions([article('e1', 60, { title: '新名', article: '改了一个错字' }), article('e2')], before).map(e => e.edition)).toEqual([1, 1])
    expect(withEditions([article('e1', 61)], before)[0]!.edition).toBe(2)
  })
  test('the first file, length or reading time is the first edition; one that was taken away is none', () => {
    const film = (file: string | null, seconds: number) => article('e1', seconds, { kind: 'video', file })
    const steps = [film(null, 0), film('cloud://a.mp4', 60), film('cloud://b.mp4', 60), film(null, 0), film('cloud://c.mp4', 70)]
    let kept = withEditions([article('e1', 0)], [])
    expect(steps.map(step => (kept = withEditions([step], kept))[0]!.edition)).toEqual([1, 1, 2, 3, 3])
    expect(withEditions([article('e2', 60)], withEditions([article('e2', 0)], []))[0]!.edition).toBe(1)
  })
  test('that is due comes first, what is finished last; days are counted in China', () => {
    const card = (compulsory: boolean, dueAt: number | null, publishedAt: number, state = 'new') => ({ compulsory, dueAt, publishedAt, state })
    const [a, b, c, d] = [card(true, 2, 1), card(true, 1, 1), card(false, null, 9), card(true, 1, 1, 'done')]
    expect([d, c, a, b].sort(byUrgency)).toEqual([b, a, c, d])
    expect(daysLeft(Date.UTC(2026, 10, 22, 15, 59), Date.UTC(2026, 10, 21, 16, 1))).toBe(0)
    expect(daysLeft(Date.UTC(2026, 10, 22, 16, 1), Date.UTC(2026, 10, 21, 16, 1))).toBe(1)
  })
})

describe('statistics', () => {
  const person = fc.record({
    unit: fc.constantFrom('unit-a', 'unit-b'),
    marks: fc.dictionary(fc.constantFrom('course-1_e1', 'course-1_e2', 'course_2_e1'), fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean(), fc.integer({ min: 0, max: 5 })).map(([hits, done, stars]) => `${hits}|2026-11-01|${done ? '2026-11-02' : ''}|${stars || ''}|${done ? 3 : 0}`)),
    courses: fc.constantFrom<Counted['courses']>({}, { 'course-1': { completedAt: Date.UTC(2026, 10, 2) } }),
  })
  test('are the same however people are parted into buckets, and keep hits, learners and completions apart', () => {
    fc.assert(fc.property(fc.array(person, { maxLength: 30 }), fc.nat(30), (people, at) => {
      const whole = countLearners(people)
      const parts = [countLearners(people.slice(0, at)), countLearners(people.slice(at))]
      for (const id of Object.keys(whole)) {
        const sum = sumCounts(parts.flatMap(p => p[id] ?? []))
        expect(sum).toEqual(whole[id])
        const all = allUnits(sum)
        const mine = people.filter(p => Object.keys(p.marks).some(m => m.startsWith(`${id}_`)))
        expect(all.whole[0]).toBe(mine.length)
        expect(all.whole[1]).toBe(mine.filter(p => p.courses[id]).length)
        for (const [key, [hits, learners, completed]] of Object.entries(all.episodes)) {
          const marks = people.flatMap(p => p.marks[`${id}_${key}`] ?? [])
          expect([hits, learners, completed]).toEqual([marks.reduce((n, m) => n + Number(m.split('|')[0]), 0), marks.length, marks.filter(m => m.split('|')[2]).length])
        }
      }
    }), { seed })
  })
})
