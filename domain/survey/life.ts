import type { SurveyEdit, SurveyMode, SurveyState } from '../../types/survey'
import type { Problem } from '../../types/survey-questions'
import { anonymousProblems, type Phase } from './anonymous'
import { checkDefinition } from './logic'
import { pairProblems } from './pairs'
import { questionsOf } from './questions'

export const surveyStateWords: Record<SurveyState, string> = {
  draft: '草稿', waiting: '未开始', joining: '报名中', drawing: '领卷中', sealing: '待监票人签封', open: '进行中', counting: '统计中', closed: '已结束', shared: '已公布结果',
  void: '已作废',
}

export const surveyModeWords: Record<SurveyMode, string> = { named: '实名', confidential: '保密', anonymous: '匿名' }

/** What is kept of the state; whether it has begun or is over is read from the clock. */
export interface Standing {
  kept: 'draft' | 'published' | 'closed' | 'shared' | 'void'
  startsAt: number | null
  endsAt: number | null
  /** Of an anonymous one. */
  ballot: { phase: Phase; drawFrom: number; drawUntil: number } | null
}

export function stateAt({ kept, startsAt, endsAt, ballot }: Standing, now: number): SurveyState {
  if (kept !== 'published') return kept
  if (now < (startsAt ?? 0)) return 'waiting'
  if (now >= (endsAt ?? 0)) return 'counting'
  return ballot ? stateOfBallot(ballot, now) : 'open'
}

function stateOfBallot({ phase, drawFrom, drawUntil }: NonNullable<Standing['ballot']>, now: number): SurveyState {
  switch (phase) {
    case 'joining': return now < drawFrom ? 'joining' : 'drawing'
    case 'freezing':
    case 'planning':
    case 'setting': return 'drawing'
    case 'drawing': return now < drawUntil ? 'drawing' : 'sealing'
    case 'settling':
    case 'sealing': return 'sealing'
    case 'open': return 'open'
    case 'ending':
    case 'counting':
    case 'counted': return 'counting'
  }
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
  if (threshold < LEAST_THRESHOLD && (threshold !== 1 || mode !== 'named')) {
    add('threshold', 'THRESHOLD', mode === 'named' ? '小组保护人数应是 3 人以上；1 表示不保护' : `${surveyModeWords[mode]}问卷的小组保护人数至少 3 人`)
  }
  found.push(...pairProblems(definition, pairs))
  if (new Set(by).size < by.length) add('by', 'TWICE', '分组统计的方式选了两次')
  if (quotaBy === null ? quotas.length > 0 : quotas.length === 0) add('quotas', 'QUOTA', '配额要选好按什么分组，并至少写一组的人数')
  if (new Set(quotas.map(q => q.group)).size < quotas.length) add('quotas', 'QUOTA', '同一组的配额写了两次')
  return [...found, ...anonymousProblems(edit)]
}

/** May the results be seen now? One that is not named tells nothing before its end: two looks, one person apart, would tell that person's answer. */
export const resultsOpen = (mode: SurveyMode, state: SurveyState): boolean => state === 'closed' || state === 'shared' || (mode === 'named' && state !== 'draft')

/** When each mode is the right one: for whoever makes a survey. */
export const modeUses: Record<SurveyMode, string> = {
  named: '适合要回头找人的登记、报名。',
  confidential: '适合一般的满意度调查，填起来最方便。',
  anonymous: '适合怕得罪人、要人敢说真话的事：评议领导、举报隐患。要分三步、跨几天，还要两名监票人，参加的人会少一些；至少 10 人报名才开得成。',
}

/** The three steps of an anonymous survey, for the person who answers and for the office that plans them. */
export const anonymousSteps = [
  { key: 'join', text: '报名', note: '点“参加”，登记这部手机。报名的人够多，才藏得住每一个人。' },
  { key: 'draw', text: '领答卷', note: '打开这份问卷，手机自动领一份不记名的答卷。领了不等于答了。' },
  { key: 'answer', text: '作答', note: '两名监票人签封以后开始。填好投入票箱，不带姓名，投了不能改。' },
] as const

/** What a mode promises, in words for the person who answers. */
export const modePromise: Record<SurveyMode, string> = {
  named: '实名：工会能看到您的姓名和回答。',
  confidential: '保密：工会能看到谁交了、谁没交，看不到谁答了什么；人数少的小组不单独公布，结束后才看得到统计。数据库里没有姓名和回答的对应关系，但掌握服务器密钥的人理论上可以对应出来；请不要在文字里写能认出您的内容。',
  anonymous: '匿名：先报名、再领卷，回答像无记名投票一样装进票箱，不带姓名。工会能看到谁报了名、谁领了卷，看不到谁交了、谁答了什么；数据库里也对应不出来。交出后不能修改。改动服务器程序的人仍可能看到交卷的时间和网络地址；写的话本身也可能让人认出您。',
}
