import { budgetOf } from '../../domain/lesson/credit'
import { demandOf, progressOf, type Learned } from '../../domain/lesson/progress'
import { begin, demandSoundPieces, episodeId, findViewing, report, type Reported, type Viewing } from '../../domain/lesson/viewing'
import { Refusal } from '../../domain/refusal'
import type { lessons } from '../../types/lesson'
import type { InputOf } from '../../types/contract'
import type { LearnerDoc } from '../_kit/lesson-documents'
import { episodeOf, newLearner, openCourse } from '../_kit/lesson-read'
import { readToken, writeToken, type Carried } from '../_kit/lesson-token'
import type { Call, Handlers } from '../_kit/serve'
import type { Change } from '../_kit/store'
import { finishedChange, learnedChange, write } from './progress-write'

type Watching = Pick<Handlers<typeof lessons>, 'watch' | 'report'>
type Report = Call<InputOf<typeof lessons.report>>

/** Two phones of one person may meet; more often than this they do not. */
const TRIES = 5

const noViewing = () => new Refusal('NOT_FOUND', '这次学习隔得太久，没有记上。请重新打开课时再学，没有记上的会一起补记')

const busy = () => new Refusal('STALE', '您的另一台手机也在保存进度。看过的内容还在手机上，稍后会自动再存')

const stateOf = (carried: Carried, now: number) => {
  const { viewing, learned, courseDone } = carried
  return {
    viewing: viewing.id, token: writeToken(carried), progress: progressOf(learned, viewing.rule), budget: budgetOf(viewing, now),
    elsewhere: viewing.endedBy && viewing.endedBy.device !== viewing.device ? { deviceName: viewing.endedBy.deviceName, at: viewing.endedAt! } : null,
    courseCompleted: courseDone,
  }
}

const carriedOf = (learner: LearnerDoc, viewing: Viewing): Carried => ({
  person: learner._id, rev: learner.rev, viewing, learned: learner.episodes[episodeId(viewing.courseId, viewing.episode)]!, courseDone: learner.courses[viewing.courseId] !== undefined,
})

function reported({ input: { segments, position }, now }: Report, viewing: Viewing, learned: Learned): Reported {
  demandSoundPieces(segments, position, viewing.demand)
  return report(viewing, learned, segments, position, now)
}

const finishes = (before: Learned, after: Learned): boolean => before.completedAt === null && after.completedAt !== null

/** The phone says what it knows, signed: one conditional write without reading. Undefined = it was overtaken, or something is finished with it. */
async function blind(call: Report) {
  const { input, me, store, now } = call
  const carried = readToken(input.token, me.person!._id)
  if (!carried || carried.viewing.id !== input.viewing || carried.viewing.endedAt !== null) return undefined
  const { person, rev, learned } = carried
  const after = reported(call, carried.viewing, learned)
  if (finishes(learned, after.learned)) return undefined
  const id = episodeId(carried.viewing.courseId, carried.viewing.episode)
  const written = await store.learners.change({ _id: person, rev }, { ...learnedChange(id, learned, after.learned, now), viewing: after.viewing })
  return written ? stateOf({ ...carried, rev: rev + 1, ...after }, now) : undefined
}

/**
 * What finishes an episode is decided by its course as it is now, for it may have been given a quiz since the viewing began, or
 * another episode, which the course then still wants. While it is withdrawn 撤下, staff are at work on it: only the episode is finished.
 */
async function finishing(call: Report, learner: LearnerDoc, viewing: Viewing, learned: Learned): Promise<Reported & { finished: Change<LearnerDoc> }> {
  const course = await call.store.courses.get(viewing.courseId)
  const episode = course?.state === 'published' ? course.episodes.find(e => e.key === viewing.episode) : undefined
  if (!course || !episode) return { ...reported(call, viewing, learned), finished: {} }
  const same = episode.edition === viewing.edition
  const after = reported(call, same ? { ...viewing, demand: demandOf(course, episode), rule: episode.quiz } : viewing, learned)
  return { ...after, finished: after.learned.completedAt === null ? {} : finishedChange(course, learner, viewing.episode, after.learned) }
}

async function afterReading(call: Report) {
  const { input, me, store, now } = call
  for (let i = 0; i < TRIES; i++) {
    const learner = await store.learners.get(me.person!._id)
    const viewing = learner && findViewing(learner, input.viewing)
    if (!learner || !viewing) throw noViewing()
    const carried = carriedOf(learner, viewing)
    const told = reported(call, viewing, carried.learned)
    const { finished, ...after } = finishes(carried.learned, told.learned) ? await finishing(call, learner, viewing, carried.learned) : { ...told, finished: {} }
    const where = viewing === learner.viewing ? { viewing: after.viewing } : { past: learner.past.map(v => (v.id === viewing.id ? after.viewing : v)) }
    const change = { ...learnedChange(episodeId(viewing.courseId, viewing.episode), carried.learned, after.learned, now), ...finished, ...where }
    const courseDone = carried.courseDone || Object.keys(finished).length > 0
    if (await store.learners.change({ _id: learner._id, rev: learner.rev }, change)) return stateOf({ ...carried, rev: learner.rev + 1, ...after, courseDone }, now)
  }
  throw busy()
}

export const watching: Watching = {
  watch: {
    allow: 'person',
    // Once more where a course comes first that is not marked as finished.
    trips: 3,
    async run(call) {
      const { input: { courseId, episode: key, viewing: id, device, deviceName }, me, store, now } = call
      for (let i = 0; i < TRIES; i++) {
        const { course, learner, standing, unit } = await openCourse(call, courseId)
        const there = findViewing(standing, id)
        if (there) {
          if (there.courseId !== courseId || there.episode !== key) throw new Refusal('TAKEN', '这次观看的编号已被使用，请重新打开课时')
          return stateOf(carriedOf(standing, there), now)
        }
        const episode = episodeOf(course, key)
        // A text is read at its own pace: the speed is of films and recordings.
        const speed = episode.kind === 'video' || episode.kind === 'audio' ? course.maxSpeed : 1
        const after = begin(standing, { id, courseId, episode: key, edition: episode.edition, demand: demandOf(course, episode), rule: episode.quiz, device, deviceName, speed }, now)
        const episodeKey = episodeId(courseId, key)
        const learned: Learned = after.episodes[episodeKey]!
        const finished = finishedChange(course, standing, key, learned)
        const change: Change<LearnerDoc> = { viewing: after.viewing, past: after.past, unit, ...learnedChange(episodeKey, standing.episodes[episodeKey], learned, now), ...finished }
        if (await write(store, learner, newLearner(me.person!._id, me.tenantId), change)) {
          const courseDone = standing.courses[courseId] !== undefined || Object.keys(finished).length > 0
          return stateOf({ person: standing._id, rev: learner ? learner.rev + 1 : 0, viewing: after.viewing!, learned, courseDone }, now)
        }
      }
      throw busy()
    },
  },

  report: {
    allow: 'person',
    // Identity and one conditional write. Two more when another phone, or an answer that was lost, has moved things on, or when an episode is finished.
    trips: 2,
    run: async call => await blind(call) ?? await afterReading(call),
  },
}
