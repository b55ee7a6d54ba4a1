import { questionProblem } from '../../domain/lesson/quiz'
import { Refusal, stale } from '../../domain/refusal'
import type { lessons } from '../../types/lesson'
import type { BankQuestion, QuestionEdit } from '../../types/lesson-quiz'
import { command } from '../_kit/cloud'
import type { QuizQuestionDoc } from '../_kit/lesson-documents'
import { noCourse } from '../_kit/lesson-read'
import type { Handlers } from '../_kit/serve'
import { isDuplicate, type Store, type Where } from '../_kit/store'

type Banking = Pick<Handlers<typeof lessons>, 'questions' | 'saveQuestion' | 'removeQuestion' | 'importQuestions'>

const PAGE = 50
const MOST = 1000

const viewOf = ({ _id, courseId, episode, kind, text, options, right, explanation, rev }: QuizQuestionDoc): BankQuestion =>
  ({ _id, courseId, episode, kind, text, options, right, explanation, rev })

function demandSound(question: QuestionEdit, field: string): void {
  const problem = questionProblem(question)
  if (problem) throw new Refusal('BAD_INPUT', problem, field)
}

/** @throws Refusal when there is no such course, the bank is full, or a question names an episode that is not there */
async function demandPlaces(store: Store, courseId: string, questions: readonly QuestionEdit[], more: number): Promise<void> {
  const found = await store.courses.joined(courseId, { bank: { from: 'quizQuestions', match: { courseId }, tally: '$courseId', limit: 1 } })
  if (!found) throw noCourse()
  const [bank] = found.beside.bank as unknown as { n: number }[]
  if ((bank?.n ?? 0) + more > MOST) throw new Refusal('TOO_MANY', `一门课程的题库最多 ${MOST} 题`)
  const keys = found.doc.episodes.map(e => e.key)
  if (questions.some(q => q.episode !== null && !keys.includes(q.episode))) throw new Refusal('BAD_INPUT', '题目所属的课时不在这门课程里，请先保存课程', 'episode')
}

export const banking: Banking = {
  questions: {
    allow: ['staff', 'committee'],
    trips: 2,
    async run({ input: { courseId, episode, cursor }, store }) {
      const where = { courseId, ...(episode === undefined ? {} : { episode }) } as Where<QuizQuestionDoc>
      const page = await store.quizQuestions.page(where, { field: 'createdAt', direction: 'asc', limit: PAGE, cursor })
      return { ...page, items: page.items.map(viewOf) }
    },
  },

  saveQuestion: {
    allow: ['staff'],
    trips: 4,
    async run({ input: { id, courseId, rev, question }, store, now }) {
      demandSound(question, 'question')
      await demandPlaces(store, courseId, [question], rev === null ? 1 : 0)
      if (rev === null) {
        const doc = { _id: id, courseId, ...question, createdAt: now }
        if (await store.quizQuestions.add(doc)) return viewOf({ ...doc, rev: 0 } as QuizQuestionDoc)
      } else {
        const saved = await store.quizQuestions.changeOne({ _id: id, courseId, rev }, { ...question })
        if (saved) return viewOf(saved)
      }
      const there = await store.quizQuestions.first({ _id: id, courseId })
      if (rev === null ? there?.text === question.text : there?.rev === rev + 1 && there.text === question.text) return viewOf(there!)
      throw rev === null ? new Refusal('TAKEN', '这个编号已被使用，请返回后重新填写') : stale('这道题')
    },
  },

  removeQuestion: {
    allow: ['staff'],
    trips: 2,
    async run({ input: { id }, store }) {
      await store.quizQuestions.remove({ _id: id })
      return {}
    },
  },

  importQuestions: {
    allow: ['staff'],
    trips: 5,
    async run({ input: { courseId, items }, store, now }) {
      items.forEach(({ question }, i) => demandSound(question, `items.${i}`))
      if (new Set(items.map(i => i.id)).size < items.length) throw new Refusal('BAD_INPUT', '有两道题的编号相同，请刷新页面后重试', 'items')
      await demandPlaces(store, courseId, items.map(i => i.question), items.length)
      const there = new Set((await store.quizQuestions.find({ _id: command.in(items.map(i => i.id)) }, { fields: ['_id'] })).map(q => q._id))
      const fresh = items.filter(i => !there.has(i.id))
      try {
        if (fresh.length) await store.quizQuestions.addMany(fresh.map(({ id, question }, i) => ({ _id: id, courseId, ...question, createdAt: now + i })))
      } catch (e) {
        // The same import at the same time: all of it or nothing.
        if (!isDuplicate(e)) throw e
        throw stale('题库')
      }
      return { added: fresh.length, already: there.size }
    },
  },
}
