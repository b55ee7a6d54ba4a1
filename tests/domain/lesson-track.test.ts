import fc from 'fast-check'
import { clockWords, lengthWords, percentOf } from '../../domain/lesson/length-words'
import { endOf, LEAP_MS, stepTo, type Place, type Track } from '../../domain/lesson/track'

const track = (more: Partial<Track> = {}): Track => ({ length: 60_000, furthest: 10_000, free: false, prompts: [], ...more })
const at = (media: number, clock: number): Place => ({ media, at: clock })

test.each([
  ['plays on', track(), at(10_000, 0), at(10_250, 250), 1, { kind: 'watched', segment: [10_000, 10_250], furthest: 10_250, prompt: false }],
  ['plays twice as fast', track(), at(10_000, 0), at(14_000, 2000), 2, { kind: 'watched', segment: [10_000, 14_000], furthest: 14_000, prompt: false }],
  ['plays again what was seen', track(), at(1000, 0), at(1250, 250), 1, { kind: 'watched', segment: [1000, 1250], furthest: 10_000, prompt: false }],
  ['sleeps, and reports late', track(), at(10_000, 0), at(40_000, 30_000), 1, { kind: 'watched', segment: [10_000, 40_000], furthest: 40_000, prompt: false }],
  ['is dragged ahead', track(), at(10_000, 0), at(30_000, 250), 1, { kind: 'blocked', to: 10_000 }],
  ['is dragged a little too far', track(), at(10_000, 0), at(11_900, 250), 1, { kind: 'jumped' }],
  ['is dragged back', track(), at(10_000, 0), at(3000, 250), 1, { kind: 'jumped' }],
  ['is dragged ahead when all is learned', track({ free: true }), at(10_000, 0), at(50_000, 250), 1, { kind: 'jumped' }],
  ['begins beyond what was seen', track(), undefined, at(20_000, 0), 1, { kind: 'blocked', to: 10_000 }],
  ['begins where it was left', track(), undefined, at(10_000, 0), 1, { kind: 'jumped' }],
  ['runs beyond the length', track({ furthest: 59_900 }), at(59_900, 0), at(60_150, 250), 1, { kind: 'watched', segment: [59_900, 60_000], furthest: 60_000, prompt: false }],
  ['passes a point of asking', track({ prompts: [10_100] }), at(10_000, 0), at(10_250, 250), 1, { kind: 'watched', segment: [10_000, 10_250], furthest: 10_250, prompt: true }],
  ['passes it again', track({ prompts: [5000] }), at(4900, 0), at(5100, 250), 1, { kind: 'watched', segment: [4900, 5100], furthest: 10_000, prompt: false }],
  ['stands still', track(), at(10_000, 0), at(10_000, 250), 1, { kind: 'jumped' }],
  ['meets a clock that was set back', track(), at(10_000, 90_000), at(10_250, 5), 1, { kind: 'jumped' }],
] as const)('a player that %s', (_, given, from, to, speed, expected) => {
  expect(stepTo(given, from, to, speed)).toEqual(expected)
})

test('the end is the end, though the measured length differs by a moment', () => {
  expect(endOf(track(), at(59_300, 0))).toEqual([59_300, 60_000])
  expect(endOf(track(), at(30_000, 0))).toBeUndefined()
  expect(endOf(track(), at(60_000, 0))).toBeUndefined()
  expect(endOf(track(), undefined)).toBeUndefined()
})

test('whatever a finger does, the furthest point moves by watching only, a leap at most', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
  console.log(`SEED=${seed}`)
  const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 70_000 }), fc.integer({ min: 1, max: 400 }), fc.boolean()), { maxLength: 200 })
  fc.assert(fc.property(moves, list => {
    let state = track({ furthest: 0 })
    let place: Place | undefined
    let [clock, watched] = [0, 0]
    for (const [target, ms, drags] of list) {
      clock += ms
      const to = at(drags || !place ? target : place.media + ms, clock)
      const step = stepTo(state, place, to, 1)
      if (step.kind === 'watched') {
        watched += step.segment[1] - step.segment[0]
        state = { ...state, furthest: step.furthest }
        place = at(step.segment[1], clock)
      } else place = at(step.kind === 'blocked' ? step.to : Math.min(to.media, state.length), clock)
      if (place.media > state.furthest + LEAP_MS) throw new Error('beyond what may be reached')
    }
    return state.furthest <= watched + list.length * LEAP_MS
  }), { seed, numRuns: 300 })
})

test('lengths and places in words', () => {
  expect([0, 4_999, 245_000, 3_723_000].map(clockWords)).toEqual(['0:00', '0:04', '4:05', '1:02:03'])
  expect([0, 40, 60, 719, 3600, 4800].map(lengthWords)).toEqual(['0 秒', '40 秒', '1 分钟', '12 分钟', '1 小时', '1 小时 20 分钟'])
  expect([percentOf(0, 10), percentOf(999, 1000), percentOf(10, 10), percentOf(5, 0)]).toEqual([0, 99, 100, 0])
})
