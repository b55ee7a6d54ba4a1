import fc from 'fast-check'
import { MOST_PIECES, budgetOf, credit } from '../../domain/lesson/credit'
import { lengthOf, minus, union } from '../../domain/lesson/segments'
import { begin, demandSoundPieces, episodeId, findViewing, report, type Beginning, type Learning, type Viewing } from '../../domain/lesson/viewing'
import { demandOf, newLearned, onEdition, settled } from '../../domain/lesson/progress'
import type { Segment } from '../../types/lesson-watch'

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const runs = (numRuns: number) => ({ seed, numRuns })
beforeAll(() => console.info(`seed ${seed} (SEED=${seed} replays)`))

const LENGTH = 600
const piece = fc.tuple(fc.integer({ min: 0, max: LENGTH }), fc.integer({ min: 0, max: LENGTH })).map(([a, b]): Segment => [Math.min(a, b), Math.max(a, b)])
const pieces = fc.array(piece, { maxLength: 30 })

/** The same by hand: which milliseconds. */
const marked = (all: readonly Segment[]) => {
  const set = new Set<number>()
  for (const [from, to] of all) for (let ms = from; ms < to; ms++) set.add(ms)
  return set
}

describe('pieces of media time', () => {
  test('their union is the same in any order and grouping, in order, and touches nowhere', () => {
    fc.assert(fc.property(pieces, pieces, fc.array(fc.nat(), { maxLength: 60 }), (a, b, keys) => {
      const whole = union([...a, ...b])
      const shuffled = [...a, ...b].map((p, i) => ({ p, k: keys[i] ?? 0 })).sort((x, y) => x.k - y.k).map(x => x.p)
      expect(union(shuffled)).toEqual(whole)
      expect(union([...union(a), ...union(b)])).toEqual(whole)
      expect(lengthOf(whole)).toBe(marked([...a, ...b]).size)
      for (let i = 1; i < whole.length; i++) expect(whole[i]![0]).toBeGreaterThan(whole[i - 1]![1])
    }), runs(300))
  })

  test('what is pending is what the one holds and the other does not', () => {
    fc.assert(fc.property(pieces, pieces, (a, b) => {
      const [left, right] = [marked(a), marked(b)]
      expect(marked(minus(a, b))).toEqual(new Set([...left].filter(ms => !right.has(ms))))
    }), runs(200))
  })
})

describe('one report', () => {
  test('credits no more than its budget, the earliest first, and takes nothing away', () => {
    fc.assert(fc.property(pieces, pieces, fc.integer({ min: 0, max: LENGTH }), (known, reported, budget) => {
      const before = union(known)
      const { segments, credited } = credit(before, reported, budget)
      const fresh = lengthOf(minus(reported, before))
      expect(credited).toBe(Math.min(budget, fresh))
      expect(minus(before, segments)).toEqual([])
      const left = minus(reported, segments)
      const taken = minus(segments, before)
      if (left.length && taken.length) expect(taken.at(-1)![1]).toBeLessThanOrEqual(left[0]![0])
    }), runs(300))
  })

  test('keeps a bounded number of pieces, whatever dust is reported', () => {
    const dust = (from: number) => Array.from({ length: 200 }, (_, i): Segment => [from + i * 10, from + i * 10 + 1])
    let known: Segment[] = []
    for (let i = 0; i < 10; i++) known = credit(known, dust(i * 2_000), 1e9).segments
    expect(known).toHaveLength(MOST_PIECES)
    const closed = credit(known, [[0, 20_000]], 1e9).segments
    expect(closed).toEqual([[0, 20_000]])
  })
})

const beginning = (id: string, episode: string, device: string, speed: number): Beginning => ({
  id, courseId: 'course-aaaa', episode, edition: 1, demand: { seconds: LENGTH, percent: 95, quiz: false }, rule: null, device, deviceName: device, speed,
})

/** What two phones and a network may do, in any order; `ms` passes before, and an instance's clock may be behind by `skew`. */
type Step = { ms: number; skew: number } & ({ kind: 'watch'; episode: number; device: number } | { kind: 'report'; viewing: number; segments: Segment[] })
const long = fc.tuple(fc.integer({ min: 0, max: LENGTH * 1000 }), fc.integer({ min: 1, max: 60_000 })).map(([from, length]): Segment => [from, Math.min(LENGTH * 1000, from + length)]).filter(([a, b]) => a < b)
const time = { ms: fc.integer({ min: 0, max: 40_000 }), skew: fc.integer({ min: 0, max: 20_000 }) }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ ...time, kind: fc.constant('watch' as const), episode: fc.nat(2), device: fc.nat(1) }),
  fc.record({ ...time, kind: fc.constant('report' as const), viewing: fc.nat(6), segments: fc.array(long, { maxLength: 6 }) }),
)

const play = (steps: readonly Step[], speed: number, clock0 = 1_000_000) => {
  let learning: Learning = { viewing: null, past: [], episodes: {} }
  let clock = clock0
  let made = 0
  const sent: Record<string, Segment[]> = {}
  for (const s of steps) {
    clock += s.ms
    const now = clock - s.skew
    if (s.kind === 'watch') {
      learning = begin(learning, beginning(`viewing-${made++}`, `e${s.episode}`, `phone-${s.device}`, speed), now)
      continue
    }
    const viewing = findViewing(learning, `viewing-${made - 1 - s.viewing}`)
    if (!viewing) continue
    const id = episodeId(viewing.courseId, viewing.episode)
    const before = learning.episodes[id]!
    const after = report(viewing, before, s.segments, 0, now)
    expect(minus(before.segments, after.learned.segments)).toEqual([])
    ;(sent[id] ??= []).push(...s.segments)
    const at = (v: Viewing) => (v.id === viewing.id ? after.viewing : v)
    learning = { viewing: learning.viewing && at(learning.viewing), past: learning.past.map(at), episodes: { ...learning.episodes, [id]: after.learned } }
  }
  return { learning, clock, sent }
}

describe('any sequence of viewings and reports', () => {
  test('credits in all no more than the wall clock times the speed, though clocks differ and two phones mix', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), fc.constantFrom(1, 1.25, 1.5, 2), (steps, speed) => {
      const { learning, clock, sent } = play(steps, speed)
      const credited = Object.values(learning.episodes).reduce((sum, e) => sum + lengthOf(e.segments), 0)
      expect(credited).toBeLessThanOrEqual((clock - 1_000_000 + 20_000) * speed)
      // What is credited was reported, and of no other episode.
      for (const [id, e] of Object.entries(learning.episodes)) expect(minus(e.segments, sent[id] ?? [])).toEqual([])
      const all = [...learning.past].reverse().concat(learning.viewing ?? [])
      for (let i = 1; i < all.length; i++) expect(all[i]!.startedAt).toBeGreaterThanOrEqual(all[i - 1]!.endedAt!)
      for (const v of all) expect(v.credited).toBeLessThanOrEqual(Math.max(0, ((v.endedAt ?? v.lastAt) - v.startedAt) * v.speed))
    }), runs(400))
  })

  test('a phone that sends again what is not confirmed has it all in the end, however it is cut into reports', () => {
    fc.assert(fc.property(fc.array(fc.array(long, { maxLength: 5 }), { minLength: 1, maxLength: 8 }), groups => {
      const whole = union(groups.flat())
      let learning = begin({ viewing: null, past: [], episodes: {} }, beginning('viewing-one', 'e1', 'phone', 1), 0)
      const id = episodeId('course-aaaa', 'e1')
      const own: Segment[] = []
      const send = (now: number) => {
        const { viewing, learned } = report(learning.viewing!, learning.episodes[id]!, minus(own, learning.episodes[id]!.segments), 0, now)
        learning = { ...learning, viewing, episodes: { [id]: learned } }
      }
      groups.forEach((g, i) => { own.push(...g); send(i * 1_000) })
      send(lengthOf(whole))
      expect(learning.episodes[id]!.segments).toEqual(whole)
      const credited = learning.viewing!.credited
      send(10 * LENGTH * 1000)
      expect([learning.viewing!.credited, credited]).toEqual([lengthOf(whole), lengthOf(whole)])
    }), runs(200))
  })
})

describe('a viewing', () => {
  test.each([
    [[[5, 5]], 0], [[[9, 5]], 0], [[[0, 600_001]], 0], [[], 600_001], [[[Number.NaN, 5]], 0],
  ] as [Segment[], number][])('refuses %j at %d', (segments, position) => {
    expect(() => demandSoundPieces(segments, position, { seconds: LENGTH, percent: 95, quiz: false })).toThrow()
  })

  test('earns nothing by a clock that runs back, and nothing after its end', () => {
    const earning = { startedAt: 1_000, lastAt: 5_000, endedAt: null, credited: 0, speed: 1.5 }
    expect(budgetOf(earning, 0)).toBe(6_000)
    expect(budgetOf(earning, 9_000)).toBe(12_000)
    expect(budgetOf({ ...earning, endedAt: 6_000 }, 9_000_000)).toBe(7_500)
    expect(budgetOf({ ...earning, credited: 100_000 }, 9_000)).toBe(0)
  })
})

describe('finishing an episode', () => {
  const course = { percent: 95 }
  const demand = demandOf(course, { seconds: 100, quiz: null })
  const at = (ms: number) => settled({ ...newLearned(1, 0), segments: [[0, ms]] }, demand, 7)

  test('at the very percent, not a millisecond before', () => {
    expect([at(94_999).completedAt, at(95_000).completedAt, at(95_000).tenths]).toEqual([null, 7, 1])
  })

  test('with a quiz only when both are done; later files and reports take nothing away', () => {
    const quiz = demandOf(course, { seconds: 100, quiz: { draw: 1, tries: 0 } })
    const covered = settled({ ...newLearned(1, 0), segments: [[0, 100_000]] }, quiz, 7)
    expect([covered.coveredAt, covered.completedAt]).toEqual([7, null])
    const done = settled({ ...covered, quiz: { ...covered.quiz, passedAt: 9 } }, quiz, 9)
    expect(done.completedAt).toBe(9)
    expect(onEdition(done, 2)).toMatchObject({ completedAt: 9, coveredAt: 7, segments: [] })
    expect(onEdition(covered, 2)).toMatchObject({ completedAt: null, coveredAt: null, segments: [] })
  })
})
