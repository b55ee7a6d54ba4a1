import type { NoticeState } from '../../types/notice'
import type { NoticeKind } from '../../types/notice-fields'
import type { SendState } from '../../types/notice-sending'

export const noticeKindWords: Record<NoticeKind, string> = {
  meeting: '会议', vote: '表决', motion: '提案', lesson: '培训', disclosure: '公开', survey: '问卷', general: '其他',
}

export const noticeStateWords: Record<NoticeState, string> = {
  draft: '草稿', planned: '已预演', scheduled: '定时待发', sending: '发送中', paused: '已暂停', done: '已发完', cancelled: '已取消', stopped: '已中止',
}

/** What became of a recipient, as the result and its workbook say it. */
export const sendStateWords: Record<SendState, string> = {
  waiting: '等待发送', sending: '正在发送', sent: '已发送', refused: '用户拒收', failed: '发送失败', unknown: '结果不明',
  noCredit: '无订阅次数', unbound: '未绑定微信', muted: '本人不要这类消息', stopped: '未发（已停止）',
}
