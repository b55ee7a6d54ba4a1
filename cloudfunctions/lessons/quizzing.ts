import { randomInt } from 'node:crypto'
import { drawn, isRight, scoreOf } from '../../domain/lesson/quiz'
import { demandOf, settled, triesLeft, type Learned } from '../../domain/lesson/progress'
import { learnedOf } from '../../domain/lesson/course'
import { episodeId } from '../../domain/lesson/viewing'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { lessons } from '../../types/lesson'
import type { QuizPicks } from '../../types/lesson-quiz'
import { command } from '../_kit/cloud'
import type { CourseDoc, DrawnPaper, LearnerDoc, QuizQuestionDoc } from '../_kit/lesson-documents'
import { askedOf, demandOpen, episodeOf, newLearner, noCourse, openCourse } from '../_kit/lesson-read'
import type { Call, Handlers } from '../_kit/serve'
import type { Store } from '../_kit/store'
import { finishedChange, learnedChange } from './progress-write'

type Quizzing = Pick<Handlers<typeof lessons>, 'quizDraw' | 'quizHand' | 'rate' | 'moreTries'>
type Place = { courseId: string; episode: string }

/** Heartbeats of one person come seconds apart: nobody is overtaken more often. */
const TRIES = 5

/** Questions that are drawn from at most. */
const MOST_BANK = 1000

const paperQuestion = ({ _id, kind, text, options }: QuizQuestionDoc) => ({ id: _id, kind, text, options })

/** The questions of a paper in its order; one that was taken out of the bank since is not there any more. */
async function questionsOf(store: Store, ids: readonly string[]): Promise<QuizQuestionDoc[]> {
  const found = new Map((await store.quizQuestions.find({ _id: command.in([...ids]) })).map(q => [q._id, q]))
  return ids.flatMap(id => found.get(id) ?? [])
}

interface Sitting { course: CourseDoc; learner: LearnerDoc | undefined; learned: Learned | undefined; id: string; paper: DrawnPaper | undefined }

function sittingOf(course: CourseDoc, learner: LearnerDoc | undefined, key: string): Sitting {
  const id = episodeId(course._id, key)
  const learned = learner && learnedOf(course, learner)[course.episodes.findIndex(e => e.key === key)]
  return { course, learner, learned, id, paper: learner?.papers[id] }
}

/** @throws Refusal when no (further) paper may be drawn */
function demandMayDraw({ learned }: Sitting, rule: CourseDoc['episodes'][number]['quiz']): asserts rule {
  if (!rule) throw notFound('个测验')
  if (!learned || learned.coveredAt === null) throw new Refusal('NOT_WATCHED', '请先学完这个课时，再做测验')
  if (triesLeft(rule, learned.quiz) === 0) throw new Refusal('NO_TRIES', '这个测验的次数已经用完。请联系本单位工会增加次数')
}

const noPaper = () => new Refusal('NOT_FOUND', '这份试卷已经换了，没有计次数。请退出后重新抽题')

const open = (paper: DrawnPaper | undefined) => (paper && paper.handed === null ? paper : undefined)

/** A published course with the caller's learning and the ids of the questions that may be drawn, in one round trip. */
async function readForDraw(call: Call<Place>) {
  const { input: { courseId, episode }, me, store } = call
  const found = await store.courses.joined(courseId, {
    unit: { from: 'units', match: { _id: me.person!.unitId }, limit: 1, fields: ['path'] },
    learner: { from: 'learners', match: { _id: me.person!._id }, limit: 1 },
    bank: { from: 'quizQuestions', match: { courseId, episode: { $in: [episode, null] } }, limit: MOST_BANK, fields: ['_id'] },
  })
  if (!found) throw noCourse()
  demandOpen(found.doc, askedOf(call, found.beside.unit[0]?.path ?? []))
  return { sitting: sittingOf(found.doc, found.beside.learner[0], episode), bank: found.beside.bank.map(q => q._id) }
}

const paperOf = ({ course, learned }: Sitting, title: string, rule: CourseDoc['episodes'][number]['quiz'], id: string, questions: readonly QuizQuestionDoc[]) =>
  ({ paper: id, title, passMark: course.passMark, triesLeft: triesLeft(rule, learned!.quiz), questions: questions.map(paperQuestion) })

/** What the phone is told once a paper is in: only now the right answers and why. */
function resultOf({ learned }: Sitting, rule: CourseDoc['episodes'][number]['quiz'], paper: DrawnPaper, questions: readonly QuizQuestionDoc[], courseCompleted: boolean) {
  const { score, passMark, passed, picks } = paper.handed!
  return {
    paper: paper.id, score, passMark, passed, triesLeft: triesLeft(rule, learned!.quiz), best: learned!.quiz.best ?? score,
    episodeCompleted: learned!.completedAt !== null, courseCompleted,
    questions: questions.map(q => {
      const picked = Object.hasOwn(picks, q._id) ? picks[q._id]! : []
      return { ...paperQuestion(q), picked, right: q.right, correct: isRight(q, picked), explanation: q.explanation }
    }),
  }
}

function demandSoundPicks(picks: QuizPicks, paper: DrawnPaper): void {
  if (Object.keys(picks).some(id => !paper.questions.includes(id))) throw new Refusal('BAD_INPUT', '答卷里有不属于这份试卷的题目，请刷新后重新作答', 'picks')
}

export const quizzing: Quizzing = {
  quizDraw: {
    allow: 'person',
    // Once more where nothing is left of a paper that lay open.
    trips: 4,
    async run(call) {
      const { input: { episode: key, paper: id }, store, now } = call
      // A phone's last report may come in between: then what is known is read again.
      for (let i = 0; i < TRIES; i++) {
        const { sitting, bank } = await readForDraw(call)
        const { title, quiz: rule } = episodeOf(sitting.course, key)
        demandMayDraw(sitting, rule)
        const lying = open(sitting.paper)
        const left = lying ? await questionsOf(store, lying.questions) : []
        if (lying && left.length > 0) return paperOf(sitting, title, rule, lying.id, left)
        if (sitting.paper?.id === id) throw new Refusal('HANDED', '这份试卷已经交过了，请重新抽题')
        const chosen = drawn(bank, rule.draw, n => randomInt(n))
        if (chosen.length === 0) throw new Refusal('NOT_READY', '题库里还没有题目，请联系本单位工会')
        const questions = await questionsOf(store, chosen)
        const paper: DrawnPaper = { id, questions: questions.map(q => q._id), at: now, handed: null }
        const { _id, rev } = sitting.learner!
        if (await store.learners.change({ _id, rev }, { [`papers.${sitting.id}`]: paper })) return paperOf(sitting, title, rule, id, questions)
      }
      throw stale('您的学习进度')
    },
  },

  quizHand: {
    allow: 'person',
    // Identity, course with learning, questions, the result. Twice the last three where a heartbeat came between.
    trips: 4,
    async run(call) {
      const { input: { courseId, episode: key, paper: id, picks }, store, now } = call
      for (let i = 0; i < TRIES; i++) {
        const { course, learner } = await openCourse(call, courseId, { locked: true })
        const sitting = sittingOf(course, learner, key)
        const episode = episodeOf(course, key)
        const { paper, learned } = sitting
        if (!learner || !learned || paper?.id !== id) throw noPaper()
        const questions = await questionsOf(store, paper.questions)
        if (paper.handed) return resultOf(sitting, episode.quiz, paper, questions, learner.courses[courseId] !== undefined)
        // All of its questions were taken out of the bank: nobody loses a try by that.
        if (questions.length === 0) throw noPaper()
        demandSoundPicks(picks, paper)
        const score = scoreOf(questions, picks)
        const passed = score >= course.passMark
        const quiz = { ...learned.quiz, tries: learned.quiz.tries + 1, best: Math.max(score, learned.quiz.best ?? 0), passedAt: learned.quiz.passedAt ?? (passed ? now : null) }
        const after = settled({ ...learned, quiz }, demandOf(course, episode), now)
        const handed: DrawnPaper = { ...paper, handed: { score, passMark: course.passMark, passed, picks } }
        const finished = finishedChange(course, learner, key, after)
        const change = { ...learnedChange(sitting.id, learned, after, now), ...finished, [`papers.${sitting.id}`]: handed, ...(Object.keys(finished).length ? { changedAt: now } : {}) }
        if (await store.learners.change({ _id: learner._id, rev: learner.rev }, change)) {
          return resultOf({ ...sitting, learned: after }, episode.quiz, handed, questions, learner.courses[courseId] !== undefined || Object.keys(finished).length > 0)
        }
      }
      throw stale('您的学习进度')
    },
  },

  rate: {
    allow: 'person',
    trips: 3,
    async run(call) {
      const { input: { courseId, episode, stars }, store, now } = call
      for (let i = 0; i < TRIES; i++) {
        const { course, learner } = await openCourse(call, courseId, { locked: true })
        const { learned, id } = sittingOf(course, learner, episode)
        if (!learner || !learned) throw new Refusal('NOT_WATCHED', '看过以后才能评分')
        if (learned.stars === stars) return {}
        if (await store.learners.change({ _id: learner._id, rev: learner.rev }, learnedChange(id, learned, { ...learned, stars }, now))) return {}
      }
      throw stale('您的学习进度')
    },
  },

  moreTries: {
    allow: ['staff'],
    trips: 3,
    async run({ input: { courseId, episode, personId }, me, store }) {
      for (let i = 0; i < TRIES; i++) {
        const found = await store.courses.joined(courseId, { learner: { from: 'learners', match: { _id: personId }, limit: 1 } })
        if (!found) throw noCourse()
        const { quiz: rule } = episodeOf(found.doc, episode)
        const learner = found.beside.learner[0] ?? newLearner(personId, me.tenantId)
        const learned = learner.episodes[episodeId(courseId, episode)]
        if (!rule || !learned) throw new Refusal('NOT_FOUND', '这位职工还没有学过这个课时，或它没有测验')
        // Only where none is left: the same tap again gives nothing twice.
        if (triesLeft(rule, learned.quiz) !== 0) return {}
        const quiz = { ...learned.quiz, more: learned.quiz.more + rule.tries }
        if (await store.learners.change({ _id: personId, rev: learner.rev }, { [`episodes.${episodeId(courseId, episode)}.quiz`]: quiz })) return {}
      }
      throw stale('这位职工的学习进度')
    },
  },
}
