import { budgetOf } from '../../domain/lesson/credit'
import { demandOf, progressOf, type Learned } from '../../domain/lesson/progress'
import { begin, demandSoundPieces, episodeId, findViewing, report, type Viewing } from '../../domain/lesson/viewing'
import { Refusal, notFound } from '../../domain/refusal'
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

const busy = () => new Refusal('STALE', '您的另一台手机也在保存进度。看过的内容还在手机上，稍后会自动再存')

const openOthers = ({ courseId, others }: Viewing, { episodes }: Pick<LearnerDoc, 'episodes'>) =>
  others.filter(key => (episodes[episodeId(courseId, key)]?.completedAt ?? null) === null)

const stateOf = (carried: Carried, now: number) => {
  const { viewing, learned, open } = carried
  return {
    viewing: viewing.id, token: writeToken(carried), progress: progressOf(learned, viewing.rule), budget: budgetOf(viewing, now),
    elsewhere: viewing.endedBy && viewing.endedBy.device !== viewing.device ? { deviceName: viewing.endedBy.deviceName, at: viewing.endedAt! } : null,
    courseCompleted: learned.completedAt !== null && open.length === 0,
  }
}

const carriedOf = (learner: LearnerDoc, viewing: Viewing): Carried =>
  ({ person: learner._id, rev: learner.rev, viewing, learned: learner.episodes[episodeId(viewing.courseId, viewing.episode)]!, open: openOthers(viewing, learner) })

/** What a report writes, from whichever side it was read. */
function reported({ input: { segments, position }, now }: Report, { viewing, learned, open }: Carried) {
  demandSoundPieces(segments, position, viewing.demand)
  const after = report(viewing, learned, segments, position, now)
  const id = episodeId(viewing.courseId, viewing.episode)
  const finished = learned.completedAt === null && after.learned.completedAt !== null && open.length === 0
  const change: Change<LearnerDoc> = {
    ...learnedChange(id, learned, after.learned, now),
    ...(finished ? { [`courses.${viewing.courseId}`]: { completedAt: after.learned.completedAt }, changedAt: now } : {}),
  }
  return { after, change }
}

/** The phone says what it knows, signed: one conditional write without reading. Undefined = it was overtaken. */
async function blind(call: Report) {
  const { input, me, store, now } = call
  const carried = readToken(input.token, me.person!._id)
  if (!carried || carried.viewing.id !== input.viewing || carried.viewing.endedAt !== null) return undefined
  const { after, change } = reported(call, carried)
  const written = await store.learners.change({ _id: carried.person, rev: carried.rev }, { ...change, viewing: after.viewing })
  return written ? stateOf({ ...carried, rev: carried.rev + 1, ...after }, now) : undefined
}

async function afterReading(call: Report) {
  const { input, me, store, now } = call
  for (let i = 0; i < TRIES; i++) {
    const learner = await store.learners.get(me.person!._id)
    const viewing = learner && findViewing(learner, input.viewing)
    if (!learner || !viewing) throw notFound('次观看')
    const carried = carriedOf(learner, viewing)
    const { after, change } = reported(call, carried)
    const where = viewing === learner.viewing ? { viewing: after.viewing } : { past: learner.past.map(v => (v.id === viewing.id ? after.viewing : v)) }
    if (await store.learners.change({ _id: learner._id, rev: learner.rev }, { ...change, ...where })) return stateOf({ ...carried, rev: learner.rev + 1, ...after }, now)
  }
  throw busy()
}

export const watching: Watching = {
  watch: {
    allow: 'person',
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
        const others = course.episodes.filter(e => e.key !== key).map(e => e.key)
        const after = begin(standing, { id, courseId, episode: key, edition: episode.edition, demand: demandOf(course, episode), rule: episode.quiz, others, device, deviceName, speed: course.maxSpeed }, now)
        const episodeKey = episodeId(courseId, key)
        const learned: Learned = after.episodes[episodeKey]!
        const change: Change<LearnerDoc> = {
          viewing: after.viewing, past: after.past, unit, ...learnedChange(episodeKey, standing.episodes[episodeKey], learned, now), ...finishedChange(course, standing, key, learned),
        }
        if (await write(store, learner, newLearner(me.person!._id, me.tenantId), change)) {
          return stateOf({ person: standing._id, rev: learner ? learner.rev + 1 : 0, viewing: after.viewing!, learned, open: openOthers(after.viewing!, after) }, now)
        }
      }
      throw busy()
    },
  },

  report: {
    allow: 'person',
    // Identity and one conditional write. Two more when another phone, or an answer that was lost, has moved things on.
    trips: 2,
    run: async call => await blind(call) ?? await afterReading(call),
  },
}
