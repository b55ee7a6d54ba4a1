import type { CourseStats } from '../../types/lesson-stats'
import type { WatchState } from '../../types/lesson-watch'
import { effort } from './cloud'
import { figure, figures, measure, percentile, timed, type Group } from './harness'
import { COURSE, LEARNERS, ask, withLessons } from './lessons-cloud'

const VIEWERS = 400
const ROUNDS = 10
const AT_ONCE = 32
const office = 'demo-zhao'
/** 10,000 people who report every 20 seconds. */
const WANTED = 500

/** Heartbeats a second that one local cloud holds, as phones make them: each viewer with the token of the answer before. */
export const lessonsHeartbeat: Group = {
  name: 'lessons.heartbeat',
  what: `heartbeats of ${VIEWERS} viewers, ${AT_ONCE} at once, against 500 a second of 10,000 people watching`,
  async run(bench) {
    const { cloud, people } = await withLessons(bench)
    const viewers = await people(VIEWERS)
    const states: WatchState[] = []
    const begun: number[] = []
    for (const [i, openid] of viewers.entries()) {
      begun.push(await timed(async () => {
        states.push((await ask<WatchState>(cloud, openid, 'watch', { courseId: COURSE, episode: 'e1', viewing: `viewing-bench-${i}`, device: 'device-bench', deviceName: '手机' })).data)
      }))
    }
    const times: number[] = []
    const trips = new Set<number>()
    const beat = async (i: number, round: number) => {
      const state = states[i]!
      times.push(await timed(async () => {
        const reply = await ask<WatchState>(cloud, viewers[i]!, 'report', { viewing: state.viewing, token: state.token, segments: [[round * 20_000, round * 20_000 + 20_000]], position: round * 20_000 + 20_000 })
        states[i] = reply.data
        trips.add(reply.trips)
      }))
    }
    let next = 0
    const all = VIEWERS * ROUNDS
    const ms = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, async (_, lane) => {
      // Each viewer stays in one lane: nobody's heartbeats overtake each other.
      for (let round = 0; round < ROUNDS; round++) {
        for (let i = lane; i < VIEWERS; i += AT_ONCE) {
          await beat(i, round)
          next++
        }
      }
    })))
    if (next !== all) throw new Error('not every heartbeat was sent')
    const baseline = (await bench.http()).p50 + (await bench.write()).p50
    times.sort((a, b) => a - b)
    begun.sort((a, b) => a - b)
    return [
      figure('lessons.heartbeat.ops', (all / ms) * 1000, 'heartbeats/s', WANTED),
      figure('lessons.heartbeat.p50', percentile(times, 0.5), 'ms', baseline),
      figure('lessons.heartbeat.p99', percentile(times, 0.99), 'ms', baseline),
      figure('lessons.heartbeat.trips', Math.max(...trips), 'trips', 2),
      figure('lessons.watch.p50', percentile(begun, 0.5), 'ms', baseline),
    ]
  },
}

/** What the office looks at: figures of a course by unit and episode, and of all courses. */
export const lessonsStats: Group = {
  name: 'lessons.stats-100k',
  what: 'figures of a course of 20 episodes that 100,000 people have learned; limit 1,000 ms',
  async run(bench) {
    const s = await withLessons(bench)
    await s.learners(LEARNERS)
    const { data, trips } = await ask<CourseStats>(s.cloud, office, 'stats', { id: COURSE })
    if (data.total.learners !== LEARNERS || data.episodes.some(e => e.learners !== LEARNERS)) throw new Error(`the figures tell of ${data.total.learners} learners`)
    const baseline = await bench.read(200, 200)
    const calls = { ...effort, calls: 20, callers: 2 }
    return [
      ...figures('lessons.stats-100k', await measure(() => ask(s.cloud, office, 'stats', { id: COURSE }), calls), baseline),
      ...figures('lessons.stats-100k.overview', await measure(() => ask(s.cloud, office, 'overview', {}), calls), baseline),
      figure('lessons.stats-100k.trips', trips, 'trips', 2),
    ]
  },
}
