import type { NoticeDoc } from '../../cloudfunctions/_kit/notice-documents'
import { groupKeys } from '../../domain/notice/keys'
import type { NoticeKind } from '../../types/notice-fields'
import { DAY, tenantId } from './congress-kit'
import { actors } from './people'
import { OPEN_SURVEY } from './surveys'

const HOUR = 3_600_000
const LONG = Array.from({ length: 12 }, (_, i) => `第${i + 1}条　各分厂在冬季来临前检查本单位的供暖、照明、更衣室和浴室，发现的问题在三个工作日内报后勤部门，并告诉提出问题的职工。`).join('\n')

interface Given { kind: NoticeKind; title: string; text: string; link?: NoticeDoc['link']; mustConfirm?: boolean; delegates?: boolean }

const given: Given[] = [
  { kind: 'meeting', title: '关于做好第六届职工代表大会第三次会议准备工作的通知', text: '各代表团在会前召开小组会议，讨论议题草案，意见由团长汇总后报大会筹备组。', link: { page: 'pages/congress/list', params: {} }, mustConfirm: true, delegates: true },
  { kind: 'survey', title: '食堂满意度调查开始了', text: '请用两分钟填写，结果会公布。', link: { page: 'pages/surveys/answer', params: { id: OPEN_SURVEY } } },
  { kind: 'disclosure', title: '冬季生活后勤保障安排（全文）', text: LONG },
  { kind: 'general', title: '安全帽更换通知：请核对编号后到班组领取', text: '旧安全帽收回统一处理。', mustConfirm: true },
  { kind: 'motion', title: '今年的提案征集已经开始', text: '您身边有什么问题、有什么办法，都可以写成提案。', link: { page: 'pages/motions/published', params: {} }, delegates: true },
  ...Array.from({ length: 20 }, (_, i): Given => ({ kind: (['general', 'lesson', 'disclosure'] as const)[i % 3]!, title: `工会每周简报第 ${40 - i} 期`, text: '本周工会活动和各分厂消息。' })),
]

/** Notices to everybody, or to the delegates, of the demonstration's enterprise: two of them must be confirmed, and the list is longer than a page. */
export function demoNotices(now: number): { notices: NoticeDoc[] } {
  const notices = given.map((g, i): NoticeDoc => {
    const audience = { kind: 'group' as const, units: [], roles: g.delegates ? ['delegate' as const] : [], term: null }
    const shownAt = now - (i < 5 ? (i + 1) * 3 * HOUR : (i - 2) * 2 * DAY)
    return {
      _id: `notice-demo-${String(i + 1).padStart(4, '0')}`, tenantId, rev: 3, kind: g.kind, mustConfirm: g.mustConfirm ?? false, title: g.title, text: g.text, link: g.link ?? null, audience, message: null,
      state: 'done', source: '', shownAt, sendAt: null, plan: { token: 'demo', batches: 0, at: shownAt - HOUR, total: g.delegates ? 99 : 300, message: 0, noCredit: 0, unbound: 0, muted: 0 }, why: '', by: '赵敏',
      events: [{ act: 'create', by: '赵敏', at: shownAt - 2 * HOUR }, { act: 'plan', by: '赵敏', at: shownAt - HOUR }, { act: 'send', by: '赵敏', at: shownAt }], createdAt: shownAt - 2 * HOUR,
      to: groupKeys(audience), byId: actors.zhao._id, closing: false,
    }
  })
  return { notices }
}
