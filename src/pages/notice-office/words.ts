import type { NoticeRow, NoticeState } from '../../../types/notice'
import type { NoticeEdit } from '../../../types/notice'
import type { SendState } from '../../../types/notice-sending'
import type { Meaning } from '../../components/state-tag'

/** What each state of a notice means to the office. */
export const stateMeanings: Record<NoticeState, Meaning> = {
  draft: 'plain', planned: 'attention', scheduled: 'waiting', sending: 'waiting', paused: 'attention', done: 'done', cancelled: 'refused', stopped: 'refused',
}

/** Absent for those who were never to be sent a message. */
export const sendMeanings: Partial<Record<SendState, Meaning>> = {
  waiting: 'waiting', sending: 'waiting', sent: 'done', refused: 'refused', failed: 'refused', unknown: 'attention', stopped: 'refused',
}

/** Why there are such people, and what that means. */
export const sendNotes: Record<SendState, string> = {
  waiting: '还没有轮到',
  sending: '正在请微信发送',
  sent: '微信已接收并发送',
  refused: '本人拒收，或在微信里取消了订阅；次数已清零，不会再试',
  failed: '微信不肯发，或没有送到，原因见各人；不会再试',
  unknown: '发送时服务中断，不知道微信发了没有。为了不重复打扰，不会再发；微信若说已发，会自动改过来',
  noCredit: '没有可用的订阅次数，只在“通知”里',
  unbound: '没有绑定微信，只在名单里；可用短信或张贴告知',
  muted: '本人不要这类微信提醒；如果也选了不放进“通知”，就看不到',
  stopped: '发送已停止，没有发；“通知”里有',
}

/** In the order in which the result is read. */
export const sendOrder: readonly SendState[] = ['sent', 'waiting', 'sending', 'refused', 'failed', 'unknown', 'noCredit', 'unbound', 'muted', 'stopped']

export const eventWords: Record<string, string> = {
  create: '新建', plan: '预演', send: '确认发送', pause: '暂停', resume: '继续', cancel: '取消',
  start: '到时开始发送', collect: '自动产生', done: '发完', stop: '中止', takeSms: '导出短信名单（含手机号）',
}

export const openNotice = ({ _id, state }: Pick<NoticeRow, '_id' | 'state'>): string => `/pages/notice-office/${state === 'draft' ? 'edit' : 'notice'}?id=${_id}`

/** What a new notice begins with: to everybody, inbox only. */
export const emptyEdit = (title: string): NoticeEdit => ({
  kind: 'general', mustConfirm: false, title, text: '', link: null, audience: { kind: 'group', units: [], roles: [], term: null }, message: null,
})
