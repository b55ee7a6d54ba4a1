import type { NoteKind, RatingValue, RefusalReason, ReplyCode } from '../types/motion-life'
import type { AwardLevel, MeritState } from '../types/motion-merits'
import type { Measure, Share } from '../types/motion-stats'

/** Reasons of 不予立案 (domain handbook §3). */
export const refusalReasonWords: Record<RefusalReason, string> = {
  beyondPowers: '超出本单位职权',
  againstLaw: '不符合法律法规政策',
  personal: '属于个人问题',
  solved: '问题已经解决',
  infeasible: '目前不具备条件',
}

/** Result codes 办理结果. */
export const replyCodeWords: Record<ReplyCode, string> = { A: '已解决', B: '正在解决', C: '暂缓', D: '留作参考' }

/** Ratings 评价 by the proposer. */
export const ratingWords: Record<RatingValue, string> = { satisfied: '满意', mostly: '基本满意', dissatisfied: '不满意' }

/** Silence is never 满意. */
export const UNRATED = '未评价'

export const noteKindWords: Record<NoteKind, string> = {
  progress: '办理进展', topic: '专题会', consult: '协商会', push: '推进会', assist: '协办意见',
}

export const extensionWords = { asked: '等待批准', granted: '已同意', denied: '未同意' } as const
export const settlementWords = { close: '按现有答复办结', redo: '再次办理' } as const
export const promiseWords = { open: '等待落实', kept: '已落实', reported: '已说明情况' } as const
export const deliveryWords = { kept: '已经落实', later: '改定日期', reported: '说明情况，不再跟踪' } as const

export const meritStateWords: Record<MeritState, string> = {
  nominated: '已推荐', publicized: '公示中', awarded: '已表彰', declined: '未入选', withdrawn: '已撤销',
}
export const awardLevelWords: Record<AwardLevel, string> = { first: '一等奖', second: '二等奖', third: '三等奖', merit: '优秀奖' }

/** What a number in the statistics counts. */
export const measureWords: Record<Measure, string> = {
  received: '收到', admitted: '立案（含并入）', cases: '立案案件', opinionForms: '转意见建议（含并入）', opinions: '意见建议', refused: '不予立案',
  undecided: '尚未审结', answered: '已答复', dueOrAnswered: '应答复', onTime: '按期答复', overdue: '逾期未答复', closed: '办结', solved: '已解决',
  rated: '已评价', content: '满意和基本满意', discontent: '不满意',
}

/** The five rates 率. */
export const rateWords: Record<Share['rate'], string> = {
  filing: '立案率', punctual: '按期答复率', closing: '办结率', solving: '落实率', content: '满意率',
}
