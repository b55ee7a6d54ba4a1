import type { CourseCategory, CourseState, EpisodeKind } from '../../types/lesson-course'
import type { AttendWay, InstructorState } from '../../types/lesson-people'
import type { QuizKind } from '../../types/lesson-quiz'
import type { LearnFilter } from '../../types/lesson-stats'
import type * as z from 'zod/mini'

export const categoryWords: Record<CourseCategory, string> = {
  duties: '代表履职', motions: '提案', disclosure: '厂务公开', bargaining: '集体协商', law: '法律', safety: '安全', other: '其他',
}

export const courseStateWords: Record<CourseState, string> = { draft: '草稿', review: '待审核', published: '已发布', withdrawn: '已撤下' }

export const episodeKindWords: Record<EpisodeKind, string> = { video: '视频', audio: '音频', article: '文章', pdf: 'PDF 文档' }

export const quizKindWords: Record<QuizKind, string> = { single: '单选', multiple: '多选', judge: '判断' }

export const instructorStateWords: Record<InstructorState, string> = { nominated: '待审核', approved: '在库', declined: '未通过', retired: '已离库' }

export const learnFilterWords: Record<LearnFilter, string> = { all: '全部', finished: '已学完', unfinished: '未学完', notStarted: '未开始' }

export const learnStateWords = { notStarted: '未开始', learning: '学习中', finished: '已学完' } as const

export const attendWayWords: Record<z.infer<typeof AttendWay>, string> = { qr: '扫码签到', list: '名单录入' }

/** The history of a course or an instructor. */
export const courseEventWords: Record<string, string> = {
  create: '新建', copy: '复制', submit: '提交审核', approve: '审核通过并发布', approveAlone: '发布（单位没有其他人可以审核）', sendBack: '退回修改', withdraw: '撤下',
  replace: '更换课时文件', nominate: '推荐', approved: '通过入库', declined: '不通过', retired: '离库', change: '修改资料',
}
