import type { CourseEdit } from '../../types/lesson-course'
import type { Problem } from '../../types/survey-questions'
import { drawable } from './bank'

const MOST_ARTICLE_LETTERS = 25_000

/** What a save refuses: a course that could not even be kept. */
export function brokenCourse({ episodes }: Pick<CourseEdit, 'episodes'>): string | undefined {
  if (new Set(episodes.map(e => e.key)).size < episodes.length) return '有两个课时的编号相同，请刷新页面后重试'
  // A request is 100 KB at most.
  if (episodes.reduce((sum, e) => sum + e.article.length, 0) > MOST_ARTICLE_LETTERS) return `一门课程的文章合计最多 ${MOST_ARTICLE_LETTERS} 字，请拆成几门课程`
  return undefined
}

/** Everything that stands in the way of handing a course in. `at`: an episode's key or the name of a field. `bank`: questions by episode, '' = of any. */
export function courseProblems(course: CourseEdit, bank: Readonly<Record<string, number>>, now: number): Problem[] {
  const found: Problem[] = []
  const add = (at: string, code: string, message: string) => found.push({ at, code, message })
  if (course.episodes.length === 0) add('episodes', 'EMPTY', '课程里还没有课时')
  if (!course.compulsory && course.dueAt !== null) add('dueAt', 'DUE', '选修课程没有截止日期。请改为必修，或去掉截止日期')
  if (course.compulsory && course.dueAt === null) add('dueAt', 'DUE', '必修课程请设定截止日期')
  if (course.dueAt !== null && course.dueAt <= now) add('dueAt', 'DUE', '截止日期已经过去，请改晚一些')
  course.episodes.forEach((e, i) => {
    const where = `第 ${i + 1} 个课时“${e.title}”`
    if (e.kind === 'article' ? e.article === '' : e.file === null) add(e.key, 'FILE', e.kind === 'article' ? `${where}还没有文章内容` : `${where}还没有上传文件`)
    if (e.seconds === 0) add(e.key, 'SECONDS', e.kind === 'article' || e.kind === 'pdf' ? `${where}请填写要求的阅读时间` : `${where}的时长还不知道，请重新上传`)
    if (e.prompts.some(p => p >= e.seconds)) add(e.key, 'PROMPTS', `${where}的提醒点超出了时长`)
    if (e.quiz && drawable(bank, e.key) < e.quiz.draw) add(e.key, 'BANK', `${where}要抽 ${e.quiz.draw} 题，题库里只有 ${drawable(bank, e.key)} 题`)
  })
  return found
}
