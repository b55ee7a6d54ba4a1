import type { Role } from '../../types/member'

/** A page that people reach by its name, from 我的 or from the list at the side of a wide screen. */
export interface Place {
  text: string
  path: string
  /** What one does there. */
  note?: string
  /** Whoever holds one of these roles sees it; absent = everybody. */
  roles?: readonly Role[]
  /** For those on a roster only; a visitor has no numbers to look at. */
  bound?: boolean
}

export const tabs: readonly Place[] = [
  { text: '首页', path: '/pages/home/index' },
  { text: '履职', path: '/pages/duty/index' },
  { text: '课堂', path: '/pages/learn/index' },
  { text: '我的', path: '/pages/mine/index' },
]

/** Notices 通知: what one has been told. */
export const inboxPath = '/pages/notices/inbox'
export const inboxPlace: Place = { text: '通知', path: inboxPath, note: '会议、投票、提案答复等消息' }

/** What everybody may look at of the motions 提案. */
export const motionPlaces: readonly Place[] = [
  { text: '全部提案', path: '/pages/motions/list', note: '按状态、类别和案由查找' },
  { text: '公开的提案', path: '/pages/motions/published', note: '办结后公开的建议和答复' },
  { text: '提案统计', path: '/pages/motion-office/stats', note: '立案、答复、办结、落实、满意各多少', bound: true },
]

/** Surveys 问卷 that ask whoever is on the roster. */
export const surveyPlaces: readonly Place[] = [
  { text: '填问卷', path: '/pages/surveys/mine', note: '请您填的、填过的、公布了结果的', bound: true },
]

/** What everybody on the roster may look at of the congress 职代会. */
export const congressPlaces: readonly Place[] = [
  { text: '职代会', path: '/pages/congress/list', note: '议程、文件、投票结果和决议', bound: true },
  { text: '签到', path: '/pages/congress/check-in', note: '扫会场屏幕上的码，或输入签到码', roles: ['delegate'] },
]

/** What the union office works with. */
export const staffPlaces: readonly Place[] = [
  { text: '职代会', path: '/pages/congress-office/sessions', note: '筹备、签到、表决、决议、归档，按清单办', roles: ['staff', 'presidium', 'scrutineer'] },
  { text: '届与代表', path: '/pages/congress-office/terms', note: '名额测算、选区选举、补选罢免、专门小组', roles: ['staff'] },
  { text: '会议规则', path: '/pages/congress-office/rules', note: '适用的法规、每个数的出处、实施细则', roles: ['staff'] },
  { text: '办理提案', path: '/pages/motion-office/queues', note: '审查、交办、答复、签发、复议', roles: ['staff', 'committee', 'presidium', 'handler', 'leader'] },
  { text: '全部提案', path: '/pages/motions/list', note: '按状态、类别和案由查找', roles: ['staff', 'committee', 'presidium', 'handler', 'leader', 'station'] },
  { text: '提案统计', path: '/pages/motion-office/stats', note: '五项比率，按部门、类别、代表团', roles: ['staff', 'committee', 'presidium', 'leader', 'station'] },
  { text: '优秀提案', path: '/pages/motion-office/merits', note: '推荐、评分、公示和表彰', roles: ['staff', 'station', 'committee', 'presidium', 'leader'] },
  { text: '提案规则', path: '/pages/motion-office/rules', note: '附议人数、期限、编号、节假日', roles: ['staff'] },
  { text: '发通知', path: '/pages/notice-office/list', note: '通知和微信提醒：预演、发送、看谁收到了', roles: ['staff'] },
  { text: '问卷', path: '/pages/survey-office/list', note: '编问卷、看填写情况和结果', roles: ['staff', 'leader'] },
  { text: '网上课堂管理', path: '/pages/lesson-office/desk', note: '做课程、看谁学完了、师资库、面授签到、证书', roles: ['staff', 'committee'] },
  { text: '学习统计', path: '/pages/lesson-office/stats', note: '网上课堂谁学了、谁学完了，按单位和课程', roles: ['leader'] },
  { text: '学员提问', path: '/pages/lesson-office/asks', note: '回答您讲的课里的提问', roles: ['instructor'] },
  { text: '面授培训', path: '/pages/lesson-office/trainings', note: '在大屏显示签到码，看谁来了', roles: ['instructor'] },
  { text: '职工名册', path: '/pages/members/roster', note: '查人、改身份、发绑定码', roles: ['staff', 'station'] },
  { text: '名册导入', path: '/pages/members/import', note: '用 Excel 表格一次导入全部职工', roles: ['staff'] },
  { text: '单位', path: '/pages/members/units', note: '单位、分公司和班组', roles: ['staff', 'station'] },
]

/** Where the same person agrees, signs in or changes who one is. */
export const privacyPath = '/pages/members/privacy'
export const bindPath = '/pages/members/bind'

export const placesFor = (places: readonly Place[], roles: readonly Role[]): Place[] =>
  places.filter(p => !p.roles || p.roles.some(r => roles.includes(r)))
