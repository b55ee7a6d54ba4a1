import type { Definition, Question, Section } from '../../types/survey-questions'

/** A survey to begin from. `round` keys stay the same from year to year, so that rounds can be compared. */
export interface Template { key: string; title: string; note: string; intro: string; definition: Definition }

const base = { note: '', required: true, showIf: [], jumps: [] }
const options = (...texts: string[]) => texts.map((text, i) => ({ key: `o${i + 1}`, text }))
const satisfied = options('满意', '基本满意', '不满意', '不了解')

const single = (key: string, title: string, texts: string[], more: Partial<Extract<Question, { kind: 'single' }>> = {}): Question =>
  ({ kind: 'single', key, title, ...base, options: options(...texts), other: false, shuffle: false, preset: null, ...more })
const multiple = (key: string, title: string, texts: string[], max: number, more: Partial<Extract<Question, { kind: 'multiple' }>> = {}): Question =>
  ({ kind: 'multiple', key, title, ...base, options: options(...texts), other: true, shuffle: true, min: 1, max, preset: [], ...more })
const rating = (key: string, title: string, scale: 'stars' | 'ten' | 'nps', low: string, high: string): Question =>
  ({ kind: 'rating', key, title, ...base, scale, most: scale === 'stars' ? 5 : 10, low, high, preset: null })
const matrix = (key: string, title: string, rows: string[], columns = satisfied): Question =>
  ({ kind: 'matrix', key, title, ...base, rows: rows.map((text, i) => ({ key: `r${i + 1}`, text })), columns })
const long = (key: string, title: string): Question => ({ kind: 'long', key, title, ...base, required: false, preset: '' })
const section = (key: string, title: string, questions: Question[], note = ''): Section => ({ key, title, note, questions })

/**
 * The eight aspects in which the openness of factory affairs 厂务公开 is evaluated: content, carriers, scope, timeliness,
 * supervision and rectification, and the rights to take part, to speak and to supervise.
 */
const ASPECTS: [name: string, asked: string][] = [
  ['内容', '该公开的内容是否都公开了'], ['载体', '公开栏、会议、网络等公开方式是否方便'], ['范围', '公开的范围是否覆盖到应当知道的人'], ['时间', '公开是否及时'],
  ['监督整改', '职工提出的问题是否得到监督和整改'], ['参与权', '职工是否能参与'], ['表达权', '职工是否能表达意见'], ['监督权', '职工是否能监督'],
]

const openness: Template = {
  key: 'open1', title: '厂务公开评价', note: '按内容、载体、范围、时间、监督整改、参与权、表达权、监督权八个方面评价', intro: '请按您的真实感受评价本单位的厂务公开工作。',
  definition: {
    sections: [
      section('s1', '八个方面的评价', ASPECTS.map(([name, asked], i) => single(`aspect${i + 1}`, `${name}：${asked}？`, ['满意', '基本满意', '不满意', '不了解']))),
      section('s2', '总的看法', [
        rating('overall1', '您对本单位厂务公开工作的总体评分', 'ten', '很差', '很好'),
        multiple('wish1', '您最希望多公开哪些内容？', ['薪酬分配', '职称评聘和评先', '选人用人', '招投标和采购', '福利和社会保险', '安全生产', '培训经费', '业务招待费'], 3),
        long('advice1', '您对厂务公开还有什么意见和建议？'),
      ]),
    ],
  },
}

const satisfaction: Template = {
  key: 'satis1', title: '职工满意度调查', note: '工作、待遇、环境、工会服务和总体推荐意愿', intro: '想听听您对工作和单位的感受，大约一分钟。',
  definition: {
    sections: [
      section('s1', '分项评价', [matrix('items1', '您对下列各项是否满意？', ['工作安排', '薪酬待遇', '劳动保护和安全', '工作环境', '培训和发展', '后勤服务', '民主管理', '工会服务'])]),
      section('s2', '总的看法', [
        rating('overall1', '您对本单位的总体满意程度', 'stars', '很不满意', '很满意'),
        rating('nps1', '您愿意推荐亲友来本单位工作吗？', 'nps', '完全不愿意', '非常愿意'),
        long('advice1', '您最希望改进的是什么？'),
      ]),
    ],
  },
}

const canteen: Template = {
  key: 'canteen1', title: '食堂满意度调查', note: '就餐次数、各项评价、最想增加的菜品', intro: '请评价本单位食堂，帮助我们改进。',
  definition: {
    sections: [
      section('s1', '就餐情况', [
        single('often1', '您平均多久在食堂吃一次饭？', ['每天', '每周几次', '很少', '从不'], { jumps: [{ option: 'o4', to: 's3' }] }),
        multiple('meal1', '您一般在食堂吃哪几餐？', ['早餐', '午餐', '晚餐', '夜餐'], 4, { other: false, shuffle: false }),
      ]),
      section('s2', '评价', [
        matrix('items1', '您对食堂的下列各项是否满意？', ['口味', '品种', '价格', '卫生', '服务态度', '排队时间', '就餐环境']),
      ]),
      section('s3', '建议', [
        single('why1', '您不在食堂吃饭，主要是因为？', ['不合口味', '价格高', '时间赶不上', '离得远'], { other: true, showIf: [{ question: 'often1', any: ['o4'], from: null, to: null, not: false }] }),
        long('advice1', '您希望食堂增加什么、改进什么？'),
      ]),
    ],
  },
}

const training: Template = {
  key: 'train1', title: '职工培训需求调查', note: '想学什么、怎么学、什么时候学', intro: '您的回答用来安排明年的培训计划。',
  definition: {
    sections: [
      section('s1', '需求', [
        single('joined1', '过去一年您参加过几次培训？', ['没有', '1 至 2 次', '3 次以上']),
        multiple('topic1', '您最需要哪些方面的培训？', ['岗位技能', '安全生产', '新技术新设备', '质量管理', '数字化技能', '法律和维权', '职代会知识', '心理健康'], 3),
        { kind: 'ranking', key: 'way1', title: '您喜欢的学习方式，请排出前三', ...base, options: options('师带徒', '集中授课', '网上课堂', '外出学习', '技能竞赛'), top: 3, shuffle: true },
        { kind: 'number', key: 'hours1', title: '您每月愿意用多少小时学习？', ...base, min: 0, max: 60, decimals: 0, unit: '小时', preset: null },
      ]),
      section('s2', '安排', [single('time1', '什么时候培训最合适？', ['上班时间', '下班以后', '周末', '都可以'], { other: true }), long('advice1', '您对培训还有什么建议？')]),
    ],
  },
}

const appraisal: Template = {
  key: 'appraise1', title: '民主评议意见征集', note: '评议领导干部前征求职工意见；投票评议请用职代会的民主评议', intro: '本问卷征集对领导班子的意见和建议，不代替职代会上的民主评议表决。',
  definition: {
    sections: [
      section('s1', '评价', [
        matrix('items1', '您对领导班子下列各方面的评价', ['政治素质', '经营管理', '作风建设', '联系职工', '民主决策', '廉洁自律'], options('好', '较好', '一般', '差', '不了解')),
        rating('overall1', '总体评分', 'ten', '很差', '很好'),
      ]),
      section('s2', '意见', [long('strength1', '您认为做得好的方面'), long('weakness1', '您认为存在的问题'), long('advice1', '您的建议')]),
    ],
  },
}

export const surveyTemplates: readonly Template[] = [openness, satisfaction, canteen, training, appraisal]
