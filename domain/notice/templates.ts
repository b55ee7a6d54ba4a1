import type { FieldKind, TemplateKey } from '../../types/notice-fields'
import type { Moment } from '../../types/notice'

export interface TemplateField { name: string; kind: FieldKind; label: string }

export interface TemplateSpec {
  key: TemplateKey
  /** As chosen in WeChat's template library. */
  title: string
  /** When a person is asked for it, in their words. */
  scene: string
  fields: readonly TemplateField[]
}

const field = (name: string, label: string): TemplateField => ({ name, kind: name.replace(/\d+$/, '') as FieldKind, label })
const template = (key: TemplateKey, title: string, scene: string, ...fields: TemplateField[]): TemplateSpec => ({ key, title, scene, fields })

/** The one registry of templates 模板: their fields carry WeChat's own names. Which WeChat id each has is configuration (ZDT_TEMPLATES). */
export const noticeTemplates: readonly TemplateSpec[] = [
  template('meeting', '会议通知', '开会前通知我', field('thing1', '会议主题'), field('time2', '会议时间'), field('thing3', '会议地点'), field('thing4', '备注')),
  template('vote', '投票开始提醒', '投票开始时通知我', field('thing1', '投票主题'), field('time2', '开始时间'), field('thing3', '备注')),
  template('reply', '提案进展通知', '答复时通知我', field('thing1', '提案名称'), field('phrase2', '当前状态'), field('time3', '更新时间'), field('thing4', '备注')),
  template('task', '待办提醒', '有事等我办时通知我', field('thing1', '事项名称'), field('thing2', '发起人'), field('time3', '发起时间')),
  template('due', '到期提醒', '快到期时提醒我', field('thing1', '事项名称'), field('date2', '到期日期'), field('thing3', '备注')),
  template('survey', '问卷调查通知', '有新问卷时通知我', field('thing1', '问卷名称'), field('time2', '截止时间'), field('thing3', '备注')),
  template('lesson', '学习任务提醒', '学习快到期时提醒我', field('thing1', '课程名称'), field('time2', '截止时间'), field('thing3', '备注')),
  template('disclosure', '公示通知', '有新的公示时通知我', field('thing1', '公示标题'), field('date2', '公示日期'), field('thing3', '备注')),
]

const byKey = new Map(noticeTemplates.map(t => [t.key, t]))
export const templateOf = (key: TemplateKey): TemplateSpec => byKey.get(key)!

/** What a person may be asked for at a moment that makes sense to them: WeChat takes three at once. */
export const momentTemplates: Record<Moment, readonly TemplateKey[]> = {
  motionFiled: ['reply'],
  checkedIn: ['vote', 'meeting'],
  delegate: ['meeting', 'task', 'vote'],
  survey: ['survey'],
  handler: ['task', 'due'],
  inbox: ['meeting', 'reply', 'survey'],
}
