import type { CourseDoc, InstructorDoc, QuizQuestionDoc } from '../../cloudfunctions/_kit/lesson-documents'
import { withEditions } from '../../domain/lesson/course'
import type { EpisodeEdit } from '../../types/lesson-course'
import type { QuestionEdit } from '../../types/lesson-quiz'
import { DAY, morning, tenantId } from './congress-kit'
import { films } from './lesson-media'
import { actors } from './people'
import { expectation } from './surveys'

export const COURSES = {
  duties: 'course-demo-duties', motions: 'course-demo-motions', safety: 'course-demo-safety', bargaining: 'course-demo-bargaining', disclosure: 'course-demo-disclosure', law: 'course-demo-law', draft: 'course-demo-draft',
} as const

/** Where the made files lie once they are uploaded, by their names. */
export type Media = Readonly<Record<string, string>>

const INSTRUCTOR = 'instructor-demo-chen'
const OUTSIDE = 'instructor-demo-fang'

const blank: Omit<EpisodeEdit, 'key' | 'title' | 'kind'> = { file: null, fileName: '', size: 0, poster: null, seconds: 0, article: '', prompts: [], quiz: null }

const film = (media: Media, key: string, name: string, more: Partial<EpisodeEdit> = {}): EpisodeEdit => {
  const { title, seconds } = films.find(f => f.name === name)!
  return { ...blank, key, title, kind: 'video', file: media[`${name}.mp4`]!, fileName: `${title}.mp4`, size: 150_000, poster: media[`${name}.jpg`]!, seconds, ...more }
}

const ARTICLE = [
  '职工代表出席职工代表大会，审议和表决议案，监督企业执行大会的决议，并把职工的意见带到会上。',
  '会前：收到材料以后，先在班组里征求意见，把大家说得最多的几条记下来。',
  '会中：发言先说事实，再说建议；表决时按自己和所代表职工的真实意见投票。',
  '会后：把大会的决定和自己提案的办理结果告诉选举您的职工，听他们是否满意。',
  '职工代表有任期，任期内因履行职责受到不公正对待的，可以向工会反映。',
].join('\n\n')

const by = actors.zhao.name

function course(_id: string, now: number, daysAgo: number, given: Partial<CourseDoc> & Pick<CourseDoc, 'title' | 'category'> & { edits: EpisodeEdit[] }): CourseDoc {
  const { edits, ...more } = given
  const at = morning(now, -daysAgo)
  return {
    _id, tenantId, rev: 3, intro: '', cover: edits[0]?.poster ?? null, instructorId: null, instructorName: '', audience: { units: [], roles: [] }, compulsory: false, dueAt: null,
    before: [], beforeTitles: [], maxSpeed: 1.5, percent: 95, passMark: 60, episodes: withEditions(edits, []), state: 'published', ...expectation(), publishedAt: at,
    events: [{ act: 'create', by, at: at - DAY }, { act: 'submit', by, at: at - DAY }, { act: 'approve', by: actors.qian.name, at }], submittedBy: actors.zhao._id, createdAt: at - DAY, ...more,
  }
}

/** Published ones to be watched, one that waits for its review, and a draft. */
export function demoCourses(now: number, media: Media): CourseDoc[] {
  const chen = { instructorId: INSTRUCTOR, instructorName: actors.chen.name }
  const waiting = morning(now, -1)
  return [
    course(COURSES.duties, now, 20, {
      ...chen, title: '新代表履职第一课', category: 'duties', intro: '职工代表怎样产生。看完做一个小测验，就能拿到结业证书。', compulsory: true, dueAt: morning(now, 5), maxSpeed: 2,
      edits: [film(media, 'e1', 'duties-1', { prompts: [12], quiz: { draw: 3, tries: 3 } })],
    }),
    course(COURSES.motions, now, 12, { ...chen, title: '提案写作', category: 'motions', intro: '一件提案从哪里来，怎样写才办得成。', edits: [film(media, 'e1', 'motions-1')] }),
    course(COURSES.safety, now, 6, { instructorId: OUTSIDE, instructorName: '方毅', title: '行车吊装安全', category: 'safety', intro: '二十秒记住三件事。', compulsory: true, dueAt: morning(now, 9), edits: [film(media, 'e1', 'safety-1')] }),
    course(COURSES.bargaining, now, 4, {
      title: '集体协商入门', category: 'bargaining', intro: '看、听、读各一课。',
      edits: [
        film(media, 'e1', 'motions-1', { title: '协商前的准备' }),
        { ...blank, key: 'e2', title: '协商代表的一天（录音）', kind: 'audio', file: media['bargaining-1.wav']!, fileName: '协商代表的一天.wav', size: 192_044, seconds: 24 },
        { ...blank, key: 'e3', title: '会前、会中、会后做什么', kind: 'article', article: ARTICLE, seconds: 20 },
        { ...blank, key: 'e4', title: '厂务公开一页通', kind: 'pdf', file: media['disclosure-1.pdf']!, fileName: '厂务公开一页通.pdf', size: 57_296, seconds: 20 },
      ],
    }),
    course(COURSES.disclosure, now, 3, {
      title: '厂务公开监督', category: 'disclosure', intro: '学完第一课再学这一课。', before: [COURSES.duties], beforeTitles: ['新代表履职第一课'],
      edits: [{ ...blank, key: 'e1', title: '厂务公开一页通', kind: 'pdf', file: media['disclosure-1.pdf']!, fileName: '厂务公开一页通.pdf', size: 57_296, seconds: 20 }],
    }),
    course(COURSES.law, now, 0, {
      title: '劳动合同法要点', category: 'law', state: 'review', publishedAt: null, expected: 0, expectedUnits: {}, unitNames: [], createdAt: waiting, rev: 2,
      events: [{ act: 'create', by, at: waiting }, { act: 'submit', by, at: waiting + 3_600_000 }],
      edits: [{ ...blank, key: 'e1', title: '试用期、加班和解除', kind: 'article', article: ARTICLE, seconds: 120 }],
    }),
    course(COURSES.draft, now, 0, {
      title: '职工代表巡视检查', category: 'duties', state: 'draft', publishedAt: null, expected: 0, expectedUnits: {}, unitNames: [], createdAt: waiting, submittedBy: null, rev: 1, cover: null,
      events: [{ act: 'create', by, at: waiting }], edits: [],
    }),
  ]
}

const bank: QuestionEdit[] = [
  { episode: 'e1', kind: 'single', text: '职工代表由谁选出？', options: ['企业行政指定', '本单位职工直接选举', '上级工会任命'], right: [1], explanation: '职工代表由本单位职工直接选举产生。' },
  { episode: 'e1', kind: 'judge', text: '选举职工代表时，应有三分之二以上的职工参加。', options: ['对', '错'], right: [0], explanation: '选举应有三分之二以上的职工参加。' },
  { episode: 'e1', kind: 'single', text: '候选人获得多少赞成票可以当选？', options: ['到会职工的过半数', '全体职工的过半数', '全体职工的三分之二'], right: [1], explanation: '要获得选举单位全体职工过半数的赞成票。' },
  { episode: 'e1', kind: 'multiple', text: '下面哪些人可以当选职工代表？', options: ['一线职工', '科技人员', '与企业没有劳动关系的人'], right: [0, 1], explanation: '职工代表应是与企业建立劳动关系的职工。' },
  { episode: null, kind: 'judge', text: '职工代表只在开会那天履职。', options: ['对', '错'], right: [1], explanation: '闭会期间，代表也要联系职工、反映意见、监督执行。' },
]

export const demoQuestions = (now: number): QuizQuestionDoc[] =>
  bank.map((q, i) => ({ ...q, _id: `question-demo-${i + 1}`, tenantId, rev: 0, courseId: COURSES.duties, createdAt: morning(now, -21) + i }))

export function demoInstructors(now: number): InstructorDoc[] {
  const at = morning(now, -60)
  const common = { tenantId, rev: 1, photo: null, nominatedBy: by, nominatedById: null, why: '', createdAt: at }
  return [
    { ...common, _id: INSTRUCTOR, name: actors.chen.name, employeeNo: actors.chen.employeeNo, personId: actors.chen._id, unitName: '机关', field: '民主管理、提案', term: '2025年—2027年', intro: '从事民主管理工作十二年。', state: 'approved', events: [{ act: 'approved', by, at }] },
    { ...common, _id: OUTSIDE, name: '方毅', employeeNo: null, personId: null, unitName: '华城市职工大学', field: '安全生产', term: '2026年—2028年', intro: '', state: 'approved', events: [{ act: 'approved', by, at }] },
    { ...common, _id: 'instructor-demo-tang', name: actors.tang.name, employeeNo: actors.tang.employeeNo, personId: actors.tang._id, unitName: '铸造分厂', field: '集体协商', term: '', intro: '', state: 'nominated', why: '当了三届协商代表，讲得实在。', nominatedBy: actors.li.name, nominatedById: actors.li._id, events: [{ act: 'nominate', by: actors.li.name, at: morning(now, -3) }] },
  ]
}
