import type { SurveyEdit, SurveyMode, SurveyState } from '../../types/survey'
import type { Problem } from '../../types/survey-questions'
import { checkDefinition } from './logic'
import { pairProblems } from './pairs'
import { questionsOf } from './questions'

export const surveyStateWords: Record<SurveyState, string> = {
  draft: '草稿', waiting: '未开始', open: '进行中', counting: '统计中', closed: '已结束', shared: '已公布结果',
}

export const surveyModeWords: Record<SurveyMode, string> = { named: '实名', confidential: '保密' }

/** What is kept of the state; whether it has begun or is over is read from the clock. */
export interface Standing { kept: 'draft' | 'published' | 'closed' | 'shared'; startsAt: number | null; endsAt: number | null }

export function stateAt({ kept, startsAt, endsAt }: Standing, now: number): SurveyState {
  if (kept !== 'published') return kept
  if (now < (startsAt ?? 0)) return 'waiting'
  return now < (endsAt ?? 0) ? 'open' : 'counting'
}

/** An end is moved so far ahead at least: every instance has heard of it by then. */
export const LEAST_AHEAD = 60_000

/** After the end so long is waited before counting: no call that was let in before the end can still be under way. */
export const GRACE = 30_000

/** A survey that was taken back is published again after this: no instance still knows the questions of before. */
export const SETTLED = 30_000

const LONGEST = 366 * 86_400_000
const LEAST_THRESHOLD = 3

/** The same end is fit for publishing and for moving it; undefined = fit. */
export function endProblem(startsAt: number, endsAt: number, now: number): string | undefined {
  if (endsAt <= startsAt) return '结束时间应在开始时间之后'
  if (endsAt < now + LEAST_AHEAD) return '结束时间应在一分钟以后，请改晚一些'
  return endsAt - startsAt > LONGEST ? '从开始到结束最长一年' : undefined
}

/** Everything that stands in the way of publishing. `at`: a section or question, or the name of a field. */
export function publishProblems(edit: SurveyEdit, now: number): Problem[] {
  const { definition, settings: { threshold, quotaBy, quotas, by, pairs }, mode, startsAt, endsAt } = edit
  const found: Problem[] = checkDefinition(definition)
  const add = (at: string, code: string, message: string) => found.push({ at, code, message })
  if (mode === 'confidential') {
    // A picture lies in its sender's folder: its address alone would tell who it was.
    for (const q of questionsOf(definition)) if (q.kind === 'picture') add(q.key, 'PICTURE', '保密问卷不能有图片题：图片会暴露是谁上传的。请删去图片题，或改为实名')
  }
  if (startsAt === null || endsAt === null) add('endsAt', 'WINDOW', '请设定开始和结束时间')
  else {
    const message = endProblem(startsAt, endsAt, now)
    if (message) add('endsAt', 'WINDOW', message)
  }
  if (threshold < LEAST_THRESHOLD && (threshold !== 1 || mode === 'confidential')) {
    add('threshold', 'THRESHOLD', mode === 'confidential' ? '保密问卷的小组保护人数至少 3 人' : '小组保护人数应是 3 人以上；1 表示不保护')
  }
  found.push(...pairProblems(definition, pairs))
  if (new Set(by).size < by.length) add('by', 'TWICE', '分组统计的方式选了两次')
  if (quotaBy === null ? quotas.length > 0 : quotas.length === 0) add('quotas', 'QUOTA', '配额要选好按什么分组，并至少写一组的人数')
  if (new Set(quotas.map(q => q.group)).size < quotas.length) add('quotas', 'QUOTA', '同一组的配额写了两次')
  return found
}

/** May the results be seen now? A confidential survey tells nothing before its end: two looks, one person apart, would tell that person's answer. */
export const resultsOpen = (mode: SurveyMode, state: SurveyState): boolean => state === 'closed' || state === 'shared' || (mode === 'named' && state !== 'draft')

/** What a mode promises, in words for the person who answers. */
export const modePromise: Record<SurveyMode, string> = {
  named: '实名：工会能看到您的姓名和回答。',
  confidential: '保密：工会能看到谁交了、谁没交，看不到谁答了什么；人数少的小组不单独公布，结束后才看得到统计。数据库里没有姓名和回答的对应关系，但掌握服务器密钥的人理论上可以对应出来；请不要在文字里写能认出您的内容。',
}
