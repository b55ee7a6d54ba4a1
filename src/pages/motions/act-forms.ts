import { motionActWords, rowsOf } from '../../../domain/motion-graph'
import { deliveryWords, ratingWords, replyCodeWords, settlementWords } from '../../../domain/motion-words'
import type { Attachment } from '../../../types/attachment'
import type { Motion } from '../../../types/motion'
import type { LifeAct } from '../../../types/motion-acts'
import type { MotionCategory, NoteKind, RatingValue, RefusalReason, ReplyCode } from '../../../types/motion-life'
import type { Option } from '../../components/choice'
import type { Question } from './acts'

/** Everything that any act may ask for; each form shows its own part of it. */
export interface ActValues {
  note: string
  text: string
  reason: RefusalReason | null
  category: MotionCategory | null
  into: string | null
  lead: string | null
  assist: string[]
  kind: NoteKind | null
  days: string
  code: ReplyCode | null
  promisedOn: string
  files: Attachment[]
  value: RatingValue | null
  how: string | null
  title: string
  proposal: string
  reply: string
  named: boolean
  unitIds: string[]
}

export const noValues: ActValues = {
  note: '', text: '', reason: null, category: null, into: null, lead: null, assist: [], kind: null, days: '', code: null, promisedOn: '', files: [],
  value: null, how: null, title: '', proposal: '', reply: '', named: false, unitIds: [],
}

export interface FieldSpec {
  field: keyof ActValues
  label: string
  hint?: string
  max?: number
  optional?: boolean
  options?: readonly Option<string>[]
  /** What is said when it is left empty. */
  blank?: string
  /** Asked for only then. */
  when?: (v: ActValues) => boolean
}

export interface ActForm {
  /** What this means for whoever is concerned, before anything is written. */
  lead: string
  fields: readonly FieldSpec[]
  /** On the button; absent = the graph's own word. */
  send?: string
  question?: Question
  done: string
  start?: (m: Motion) => Partial<ActValues>
  /** What must be seen while deciding. */
  shows?: 'content' | 'reply'
}

export type FormAct = Exclude<LifeAct, 'cosign' | 'split' | 'signFor' | 'grantExtension' | 'sign' | 'archive' | 'resubmit'>

const note = (label: string, hint?: string, max = 500): FieldSpec => ({ field: 'note', label, hint, max, blank: `请填写${label}` })
const promisedOn = (label: string, when: (v: ActValues) => boolean): FieldSpec => ({ field: 'promisedOn', label, blank: '请选择日期', when })
const units: readonly FieldSpec[] = [
  { field: 'lead', label: '主办部门', blank: '请选择主办部门' },
  { field: 'assist', label: '协办部门', hint: '需要别的部门配合时添加，最多 8 个。', optional: true },
]

const rated: Record<RatingValue, string> = {
  satisfied: '问题得到解决，或答复说清了道理', mostly: '大体可以，还有不足', dissatisfied: '没有解决，也没有说清。须写明原因',
}
const coded: Record<ReplyCode, string> = {
  A: '建议的事已经办成', B: '已列入计划，须承诺落实日期', C: '条件不具备，暂时不办，须说明原因', D: '意见很好，留作今后工作参考',
}

const described = <K extends string>(words: Record<K, string>, notes: Record<K, string>): Option<K>[] =>
  (Object.keys(words) as K[]).map(value => ({ value, text: words[value], note: notes[value] }))

/** Each act that needs something: what it asks for and what it says. Who may do it when is in the domain's graph. */
export const actForms: Record<FormAct, ActForm> = {
  admit: {
    lead: '立案后给出编号，由工会交办给承办部门。', done: '已立案',
    fields: [{ field: 'category', label: '类别', hint: '提案人选得不准时，可以在这里改。', blank: '请选择类别' }],
    start: m => ({ category: m.category }),
  },
  merge: {
    lead: '并入后按主案一起办理。这件提案的提案人仍是提案人，答复后同样可以评价。', done: '已并案',
    fields: [{ field: 'into', label: '并入哪一件（主案）', hint: '可以并入已立案、尚未交办的提案，或尚未答复的意见建议。', blank: '请选择主案' }],
    question: { title: '并入所选的主案？', text: '主案交办之前，还可以再拆分出来。', yes: '并案' },
  },
  toOpinion: { lead: '作为意见建议办理，不立案，但同样要答复提案人。', done: '已转为意见建议', fields: [note('说明', '为什么作为意见建议办理，提案人会看到。')] },
  giveBack: { lead: '退给提案人补充，补充后再审查。', done: '已退回提案人补充', fields: [note('需要补充什么', '请写具体，让提案人知道补到什么程度。')] },
  refuse: {
    lead: '不予立案必须说明理由。提案人会看到，并可以提请主席团审议。', done: '已决定不予立案',
    fields: [
      { field: 'reason', label: '理由', blank: '请选择一条理由' },
      note('具体说明', '结合这件提案写清楚，不要只写结论。'),
    ],
    question: { title: '不予立案？', text: '决定会连同理由发给提案人，不能自行撤回。', yes: '不予立案' },
  },
  dispute: { lead: '由主席团审议决定。', done: '已提请主席团审议', fields: [note('提请的理由')], send: '提请主席团审议' },
  answerOpinion: {
    lead: '答复后这件意见建议办结，提案人会看到全文。', done: '已答复', shows: 'content', send: '答复提案人',
    fields: [note('答复', '逐条回应，写清怎样办、谁来办、什么时候办。', 3000)],
    question: { title: '发出这份答复？', text: '发出后这件意见建议就办结了，内容不能再改。', yes: '发出答复' },
  },
  assign: { lead: '交办当天开始计算答复期限和退办期限。', done: '已交办', fields: units, send: '交办' },
  reassign: {
    lead: '改派后，答复期限从今天重新计算。', done: '已改派', fields: [...units, note('改派理由')],
    question: { title: '改派给新的部门？', text: '原来的部门不再办理，已写的办理记录会保留。', yes: '改派' },
  },
  sendBack: {
    lead: '确实不属于本部门职责时，可以在期限内退给工会重新交办。', done: '已退办',
    fields: [note('退办理由', '写明不属于本部门的依据，以及应由哪个部门办理。')],
    question: { title: '退办这件提案？', text: '工会会另行交办，本部门不再承办。', yes: '退办' },
  },
  note: {
    lead: '记下办理中的事，提案人随时能看到。', done: '已记录', send: '记录',
    fields: [
      { field: 'kind', label: '记录什么', blank: '请选择记录的种类' },
      { field: 'text', label: '情况', max: 1000, blank: '请写明情况' },
      { field: 'files', label: '附件', optional: true },
    ],
    start: () => ({ kind: 'progress' }),
  },
  askExtension: {
    lead: '每件提案可以申请一次延期，由工会批准。', done: '已申请延期，等待批准', send: '提交申请',
    fields: [{ field: 'days', label: '延期天数', blank: '请填写延期天数' }, note('延期理由')],
  },
  denyExtension: { lead: '不同意延期，答复期限不变。', done: '已答复：不同意延期', fields: [note('理由')] },
  remind: { lead: '提醒承办部门尽快办理，记入办理经过。', done: '已催办', fields: [{ ...note('想说的话'), optional: true }], send: '催办' },
  reply: {
    lead: '答复先由本部门领导签发，再发给提案人评价。', done: '已提交，等待领导签发', shows: 'content', send: '提交签发',
    fields: [
      { field: 'code', label: '办理结果', options: described(replyCodeWords, coded), blank: '请选择办理结果' },
      promisedOn('承诺落实的日期', v => v.code === 'B'),
      { field: 'text', label: '答复内容', hint: '针对每条建议回答：办了什么，结果怎样；没有办的，说明原因和打算。', max: 3000, blank: '请写答复' },
      { field: 'files', label: '附件', optional: true },
    ],
  },
  returnReply: { lead: '退给承办部门修改，改好后再签发。', done: '已退回修改', fields: [note('怎样修改')], shows: 'reply' },
  rate: {
    lead: '只有提案人可以评价，评价交出后不能改。', done: '已评价', shows: 'reply', send: '交出评价',
    fields: [
      { field: 'value', label: '您对这次答复', options: described(ratingWords, rated), blank: '请选择一项' },
      { ...note('原因', '哪里没有解决、还希望怎样办。'), when: v => v.value === 'dissatisfied' },
      { ...note('想说的话'), optional: true, when: v => v.value === 'satisfied' || v.value === 'mostly' },
    ],
    question: { title: '交出这个评价？', text: '承办部门会看到您的评价，交出后不能改。', yes: '交出，不再改' },
  },
  settle: {
    lead: '提案人第二次评价不满意，由提案委员会复议决定。', done: '已作出复议决定', shows: 'reply', send: '作出决定',
    fields: [
      {
        field: 'how', label: '决定', blank: '请选择一项', options: described(settlementWords, {
          close: '认为答复已经尽力，案件办结', redo: '由承办部门重新办理和答复，期限重新计算',
        }),
      },
      note('复议意见', '写明怎样核实、为什么这样决定，提案人和承办部门都会看到。'),
    ],
    question: { title: '作出这个决定？', text: '决定会发给提案人和承办部门，不能再改。', yes: '作出决定' },
  },
  deliver: {
    lead: '答复时承诺过的事，办到了或有变化，都要报告。', done: '已报告', shows: 'reply', send: '报告',
    fields: [
      {
        field: 'how', label: '现在怎样', blank: '请选择一项', options: described(deliveryWords, {
          kept: '承诺的事已经办成', later: '还要一些时间，另定日期', reported: '情况有变，不能再办，须说明原因',
        }),
      },
      promisedOn('新的日期', v => v.how === 'later'),
      note('落实情况'),
    ],
  },
  publish: {
    lead: '公开前请去掉不宜公开的内容：个人隐私、商业秘密、指名道姓的批评。', done: '已公开', send: '公开',
    fields: [
      { field: 'title', label: '案由', max: 40, blank: '请写案由' },
      { field: 'proposal', label: '建议', max: 2000, blank: '请写建议' },
      { field: 'reply', label: '答复', max: 3000, blank: '请写答复' },
      { field: 'named', label: '公布提案人姓名', hint: '须先得到本人同意' },
      { field: 'unitIds', label: '只在这些单位公开', hint: '不选表示全单位公开。', optional: true },
    ],
    start: m => ({ title: m.title, proposal: m.proposal, reply: m.replies.at(-1)?.text ?? m.answer?.text ?? m.refusal?.note ?? '' }),
    question: { title: '公开这件提案？', text: '职工都能看到上面的内容。以后可以撤下。', yes: '公开' },
  },
  unpublish: {
    lead: '撤下后职工不再看到这件提案。', done: '已撤下', fields: [note('撤下理由')],
    question: { title: '撤下公开？', text: '撤下后可以重新公开。', yes: '撤下' },
  },
}

export const isFormAct = (act: string): act is FormAct => act in actForms

export const actLabel = (act: FormAct): string => rowsOf(act)[0]?.label ?? motionActWords[act] ?? ''
