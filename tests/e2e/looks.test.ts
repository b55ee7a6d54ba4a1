import { randomBytes } from 'node:crypto'
import tcb from '@cloudbase/node-sdk'
import { meritId } from '../../cloudfunctions/motions/merit-id'
import { deviceKeyOf } from '../../domain/ballot/paper'
import { COURSES } from '../../scripts/seed/lesson-courses'
import { DEMO_CERTIFICATE } from '../../scripts/seed/lessons'
import { BALLOT, BALLOT_MATTER, DISCUSSED, MATTERS, PAPER, SESSION, arrangeBallot, arrangeHall } from '../congress-hall'
import { arrangeQuiz } from '../lessons-arranged'
import { ANONYMOUS, ANONYMOUS_DRAFT, DRAFT, LONG_TITLE, NAMED, TOLD, arrangeSurveys } from '../surveys-arranged'
import { startStage, type Actor, type Stage } from './browser'
import { meansOf } from './survey-means'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
  await arrangeHall(tcb.init({ env: 'e2e' }).database())
  // One matter decided, and an election that waits for a delegate who has come.
  const act = (openid: string, action: string, input: object) => stage.cloud.call('congress', { action, input }, { openid })
  const { code } = ((await act('demo-zhao', 'screen', { id: SESSION })).result as { data: { code: { text: string } } }).data
  await act('demo-zhou', 'checkIn', { id: SESSION, code: code.text })
  await act('demo-zhao', 'roundOpen', { matterId: MATTERS.motion, no: 1, way: 'named', why: '' })
  await act('demo-zhou', 'cast', { roundId: `${MATTERS.motion}.1`, choice: { kind: 'motion', vote: 'yes' } })
  await act('demo-zhao', 'roundClose', { roundId: `${MATTERS.motion}.1` })
  await act('demo-zhao', 'roundOpen', { matterId: MATTERS.elect, no: 1, way: 'named', why: '' })
  // A secret ballot whose papers are being drawn.
  await arrangeBallot(tcb.init({ env: 'e2e' }).database())
  for (const who of ['demo-jiang', 'demo-qian']) await act(who, 'sealKey', { id: BALLOT, pub: deviceKeyOf(randomBytes(32)).pub })
  await act('demo-zhao', 'roundOpen', { matterId: BALLOT_MATTER, no: 1, way: 'secret', why: '', phones: true, single: true })
  await arrangeNotices()
  await arrangeQuiz(tcb.init({ env: 'e2e' }).database())
  await arrangeSurveys(meansOf(stage))
})
afterAll(() => stage.stop())

const NOTICE_DRAFT = 'notice-look-0001'
const NOTICE_PLANNED = 'notice-look-0002'

/** A notice while it is written, and one that was planned, both with long words and a field that is cut. */
async function arrangeNotices() {
  const edit = {
    kind: 'meeting', mustConfirm: true, title: LONG_TITLE.slice(0, 40), text: '请各代表团在会前组织讨论，把意见汇总后报大会筹备组。', link: { page: 'pages/congress/list', params: {} },
    audience: { kind: 'group', units: [], roles: ['delegate'], term: null }, message: { template: 'meeting', values: { thing1: LONG_TITLE, time2: '2026-12-25 14:00', thing3: '三楼会议室', thing4: '请准时' } },
  }
  const act = async (action: string, input: object) => (await stage.cloud.call('notices', { action, input }, { openid: 'demo-zhao' })).result as { data: { notice: { rev: number } } }
  await act('create', { id: NOTICE_DRAFT, edit })
  const { data: { notice } } = await act('create', { id: NOTICE_PLANNED, edit })
  await act('plan', { id: NOTICE_PLANNED, rev: notice.rev })
}

type Screen = [name: string, openid: string | undefined, route: string, words: string | RegExp, tap?: string | RegExp]

/** Every screen and somebody who may see it; the words say that it has loaded, after `tap` where it opens on the page. */
const SCREENS: Screen[] = [
  ['home', 'demo-zhou', 'pages/home/index', '等您办的事'],
  ['home-visitor', undefined, 'pages/home/index', /示范单位/],
  ['duty', 'demo-zhou', 'pages/duty/index', /关于为焊工评定技师/],
  ['mine', 'demo-zhao', 'pages/mine/index', '赵敏'],
  ['motion-edit', 'demo-zhou', 'pages/motions/edit', '案由'],
  ['motion-detail', 'demo-zhou', 'pages/motions/detail?id=motion-demo-0002', '王海燕请您附议'],
  ['motion-list', 'demo-zhao', 'pages/motions/list', /高温岗位通风/],
  ['motion-closed', 'demo-zhou', 'pages/motions/detail?id=motion-life-0013', '到哪一步了'],
  ['motion-in-hand', 'demo-zhao', 'pages/motions/detail?id=motion-life-0008', '到哪一步了'],
  ['motion-worker', 'demo-liu', 'pages/motions/detail?id=motion-life-0013', '看公开的提案'],
  ['published', 'demo-liu', 'pages/motions/published', /食堂菜品成本/],
  ...([
    ['admit', 'demo-qian', 'motion-demo-0001', '类别'], ['merge', 'demo-qian', 'motion-demo-0001', /食堂|空调/], ['refuse', 'demo-qian', 'motion-demo-0001', '具体说明'],
    ['assign', 'demo-zhao', 'motion-life-0001', '主办部门'], ['note', 'demo-chen', 'motion-life-0008', '情况'], ['reply', 'demo-chen', 'motion-life-0008', '答复内容'],
    ['askExtension', 'demo-chen', 'motion-life-0007', '延期天数'], ['returnReply', 'demo-feng', 'motion-life-0009', '怎样修改'], ['rate', 'demo-zhou', 'motion-life-0010', '您对这次答复'],
    ['settle', 'demo-qian', 'motion-life-0011', '复议意见'], ['deliver', 'demo-chen', 'motion-life-0012', '落实情况'], ['publish', 'demo-zhao', 'motion-fine-0002', '公布提案人姓名'],
    ['answerOpinion', 'demo-zhao', 'motion-life-0005', '答复'], ['resubmit', 'demo-wang', 'motion-life-0003', '请写明涉及哪些岗位和人数'],
  ] as const).map(([act, who, id, words]): typeof SCREENS[number] => [`act-${act}`, who, `pages/motions/act?id=${id}&act=${act}`, words]),
  ['queues', 'demo-qian', 'pages/motion-office/queues?queue=screening', /高温岗位通风/],
  ['queues-of-two', 'demo-xu', 'pages/motion-office/queues?queue=department', /全部 2 个部门/],
  ['stats', 'demo-zhao', 'pages/motion-office/stats', /按期答复率/],
  ['stats-below', 'demo-wu', 'pages/motion-office/stats', /清源热电/],
  ['rules', 'demo-zhao', 'pages/motion-office/rules', /至少几人附议/],
  ['merits', 'demo-qian', 'pages/motion-office/merits', /厂区夜间照明/],
  ['merit-awarded', 'demo-zhao', `pages/motion-office/merit?id=${meritId('ent-huajiang', 'motion-fine-0001')}`, /防暑降温/],
  ['merit-to-score', 'demo-guo', `pages/motion-office/merit?id=${meritId('fed-huacheng', 'motion-fine-0001')}`, /防暑降温/],
  ['nominate', 'demo-zhao', 'pages/motion-office/nominate?id=motion-life-0013', '推荐理由'],
  ['bind', undefined, 'pages/members/bind', /同意/],
  ['privacy', 'demo-zhou', 'pages/members/privacy', /隐私/],
  ['roster', 'demo-zhao', 'pages/members/roster', /工号/],
  ['person', 'demo-zhao', 'pages/members/person?id=person-zhou-jianguo', '周建国'],
  ['person-edit', 'demo-zhao', 'pages/members/person-edit?id=person-zhou-jianguo', '姓名'],
  ['units', 'demo-zhao', 'pages/members/units', '总装分厂'],
  ['import', 'demo-zhao', 'pages/members/import', /模板/],
  ['erasures', 'demo-zhao', 'pages/members/erasures', /申请/],
  ['trial', 'demo-fan', 'pages/members/trial', /体验/],
  ['congress-list', 'demo-zhou', 'pages/congress/list', '第六届职工代表大会第二次会议'],
  ['congress-session', 'demo-zhou', `pages/congress/session?id=${SESSION}`, '会议文件'],
  ['congress-paper', 'demo-zhou', `pages/congress/paper?id=${PAPER}`, /月平均工资增长/],
  ['congress-opinions', 'demo-zhou', `pages/congress/opinions?id=${SESSION}`, '还没有意见'],
  ['congress-opinion', 'demo-zhou', `pages/congress/opinion?id=${DISCUSSED}`, '关于哪一项'],
  ['congress-check-in', 'demo-li', `pages/congress/check-in?id=${SESSION}`, '输入签到码'],
  ['congress-hall', 'demo-li', `pages/congress/hall?id=${SESSION}`, '您还没有签到'],
  ['congress-ballot', 'demo-zhou', `pages/congress/hall?id=${SESSION}`, /还可划 2 人/],
  ['congress-result', 'demo-zhou', `pages/congress/result?round=${MATTERS.motion}.1`, '表决名单'],
  ['office-sessions', 'demo-zhao', 'pages/congress-office/sessions', '第六届职工代表大会第二次会议'],
  ['office-session', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0002', '筹备阶段的要求'],
  ['office-matters', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0002&part=matters', /候选人（按姓氏笔画）/],
  ['office-papers', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0002&part=papers', '职工教育经费使用方案'],
  ['office-past', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0001&part=resolution', '公布和报送'],
  ['office-roll', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0001&part=roll', '够法定人数'],
  ['office-session-edit', 'demo-zhao', 'pages/congress-office/session-edit?id=session-demo-0003', '模拟代表（不改就留空）'],
  ['office-matter', 'demo-zhao', 'pages/congress-office/matter?session=session-demo-0002&id=matter-demo-0204', /差额选举/],
  ['office-paper', 'demo-zhao', 'pages/congress-office/paper?session=session-demo-0002&id=paper-demo-0201', /还没有阅知的代表/],
  ['office-round', 'demo-zhao', 'pages/congress-office/round?id=matter-demo-0103.1', '记名表决名单'],
  ['office-appraise', 'demo-zhao', 'pages/congress-office/round?id=matter-demo-0104.1', '评议结果'],
  ['office-batch', 'demo-qian', 'pages/congress-office/batch?round=matter-demo-0102.1&no=1', '回到这一轮'],
  ['office-rules', 'demo-zhao', 'pages/congress-office/rules', '规定的数和出处'],
  ['office-terms', 'demo-zhao', 'pages/congress-office/terms', '第六届'],
  ['office-term', 'demo-zhao', 'pages/congress-office/term?id=term-demo-0006', '结构比例'],
  ['office-term-edit', 'demo-zhao', 'pages/congress-office/term-edit?id=term-demo-0006', /^职工 1800 人，代表/],
  ['office-elect', 'demo-zhao', 'pages/congress-office/elect?term=term-demo-0006&district=district-hj-zhuzao&why=by', '候选人和得票'],
  ['ballot-vote', 'demo-zhou', `pages/ballot/vote?session=${BALLOT}&round=${BALLOT_MATTER}.1`, '还没有领到票'],
  ['ballot-seal', 'demo-jiang', `pages/ballot/seal?session=${BALLOT}&round=${BALLOT_MATTER}.1`, /^正在领票。领票结束后/],
  ['ballot-booth', 'demo-zhao', `pages/ballot/booth?session=${SESSION}`, '在这台平板上投票的代表'],
  ['ballot-booth-drawing', 'demo-zhao', `pages/ballot/booth?session=${BALLOT}`, '正在领票'],
  ['office-ballot', 'demo-zhao', `pages/congress-office/round?id=${BALLOT_MATTER}.1`, '结束领票'],
  ['surveys-mine', 'demo-zhou', 'pages/surveys/mine', LONG_TITLE],
  ['survey-intro', 'demo-zhou', `pages/surveys/answer?id=${NAMED}`, '谁能看到什么'],
  ['survey-questions', 'demo-zhou', `pages/surveys/answer?id=${NAMED}`, '我已阅读并同意', '开始填写'],
  ['survey-done', 'demo-chen', `pages/surveys/done?id=${TOLD}`, '已交上，谢谢您'],
  ['survey-shared', 'demo-chen', `pages/surveys/shared?id=${TOLD}`, /30 人交上了回答/],
  ['office-surveys', 'demo-zhao', 'pages/survey-office/list', LONG_TITLE],
  ['office-survey-new', 'demo-zhao', 'pages/survey-office/new', '厂务公开评价'],
  ['office-survey-import', 'demo-zhao', 'pages/survey-office/new', /^下载示例表格/, /^导入题目/],
  ['office-survey-edit', 'demo-zhao', `pages/survey-office/edit?id=${DRAFT}`, /^逻辑检查通过/],
  ['office-survey-question', 'demo-zhao', `pages/survey-office/edit?id=${DRAFT}`, '必须回答', /^1\. 您平均多久/],
  ['office-survey-audience', 'demo-zhao', `pages/survey-office/edit?id=${DRAFT}`, /^一共会请/, '对象和时间'],
  ['office-survey-settings', 'demo-zhao', `pages/survey-office/edit?id=${DRAFT}`, '实名、保密还是匿名', '设置'],
  ['office-survey-publish', 'demo-zhao', `pages/survey-office/edit?id=${DRAFT}`, /有人填过就不能再改题目/, '检查并发布'],
  ['office-survey', 'demo-zhao', `pages/survey-office/survey?id=${NAMED}`, /^人已填/],
  ['office-survey-results', 'demo-zhao', `pages/survey-office/survey?id=${TOLD}&part=results`, /^30 人回答/],
  ['office-survey-cross', 'demo-zhao', `pages/survey-office/survey?id=${TOLD}&part=results`, '合计', /^分组对比：您平均/],
  ['office-survey-pair', 'demo-zhao', `pages/survey-office/survey?id=${TOLD}&part=results`, '合计', /^您平均多久.* × /],
  ['office-survey-words', 'demo-zhao', `pages/survey-office/survey?id=${TOLD}&part=results`, /^早餐种类太少|^希望夜班也供热饭/, /^看回答/],
  ['office-survey-people', 'demo-zhao', `pages/survey-office/survey?id=${NAMED}&part=people`, /工号/],
  ['notices', 'demo-zhou', 'pages/notices/inbox', /冬季生活后勤保障/],
  ['notices-visitor', undefined, 'pages/notices/inbox', '绑定身份以后才有通知'],
  ['notice', 'demo-zhou', 'pages/notices/notice?id=notice-demo-0001', '已知悉'],
  ['notice-long', 'demo-zhou', 'pages/notices/notice?id=notice-demo-0003', /各分厂在冬季来临前/],
  ['notice-settings', 'demo-zhou', 'pages/notices/preferences', '微信提醒怎么算'],
  ['office-notices', 'demo-zhao', 'pages/notice-office/list', /冬季生活后勤保障/],
  ['office-notice-edit', 'demo-zhao', `pages/notice-office/edit?id=${NOTICE_DRAFT}`, /^一共 \d+ 人/],
  ['office-notice-plan', 'demo-zhao', `pages/notice-office/notice?id=${NOTICE_PLANNED}`, '这是预演，还没有发给任何人'],
  ['office-notice-new', 'demo-zhao', 'pages/notice-office/list', '通知标题', '新的通知'],
  ['office-notice-link', 'demo-zhao', `pages/notice-office/edit?id=${NOTICE_DRAFT}`, '请您填的问卷', /^点开后到哪一页/],
  ['office-notice-people', 'demo-zhao', `pages/notice-office/edit?id=${NOTICE_DRAFT}`, /工号/, '都有谁'],
  ['office-notice-send', 'demo-zhao', `pages/notice-office/notice?id=${NOTICE_PLANNED}`, '什么时候发', '发送'],
  ['office-notice', 'demo-zhao', 'pages/notice-office/notice?id=notice-demo-0001', /^人看过/],
  ['office-notice-readers', 'demo-zhao', 'pages/notice-office/notice?id=notice-demo-0001', /工号/, '谁看过'],
  // Beside each list of those who have not: a tap begins the reminder.
  ['remind-voters', 'demo-zhao', `pages/congress-office/round?id=${MATTERS.elect}.1`, '这一轮记名表决里还没有投票的代表', '催还没有投票的代表'],
  ['remind-drawers', 'demo-zhao', `pages/congress-office/round?id=${BALLOT_MATTER}.1`, '这一轮无记名投票里还没有领票的代表', '催还没有领票的代表'],
  ['remind-readers', 'demo-zhao', 'pages/congress-office/paper?session=session-demo-0002&id=paper-demo-0201', '这次会议的文件还没有看完的代表', '催还没有看完文件的代表'],
  ['remind-joiners', 'demo-zhao', `pages/survey-office/survey?id=${ANONYMOUS}&part=people`, '这份匿名问卷还没有报名的人', '提醒没有报名的人'],
  ['office-lessons', 'demo-zhao', 'pages/lesson-office/desk', '新代表履职第一课'],
  ['office-lessons-review', 'demo-qian', 'pages/lesson-office/desk', '劳动合同法要点'],
  ['office-lesson-new', 'demo-zhao', 'pages/lesson-office/desk', '建立课程', '新的课程'],
  ['office-lesson-edit', 'demo-zhao', 'pages/lesson-office/edit?id=course-demo-draft', '职工代表巡视检查'],
  ['office-lesson-kinds', 'demo-zhao', 'pages/lesson-office/edit?id=course-demo-draft', '添加哪种课时', '添加课时'],
  ['office-lesson-info', 'demo-zhao', 'pages/lesson-office/edit?id=course-demo-draft', '从师资库选择', '课程信息'],
  ['office-lesson-rules', 'demo-zhao', 'pages/lesson-office/edit?id=course-demo-draft', /^一共 \d+ 人可以学/, '学习要求'],
  ['office-lesson-bank', 'demo-zhao', 'pages/lesson-office/edit?id=course-demo-draft', '批量导入', '题库'],
  ['office-lesson-submit', 'demo-zhao', 'pages/lesson-office/edit?id=course-demo-draft', '课程里还没有课时', '检查并提交审核'],
  ['office-lesson', 'demo-zhao', 'pages/lesson-office/course?id=course-demo-bargaining', '1. 协商前的准备'],
  ['office-lesson-to-review', 'demo-qian', 'pages/lesson-office/course?id=course-demo-law', '审核通过并发布'],
  ['office-lesson-stats', 'demo-zhao', 'pages/lesson-office/course?id=course-demo-duties&part=stats', '单位 × 课时'],
  ['office-lesson-people', 'demo-zhao', 'pages/lesson-office/course?id=course-demo-duties&part=people', /^\d+%$/],
  ['office-lesson-question', 'demo-zhao', 'pages/lesson-office/course?id=course-demo-duties&part=bank', '保存这道题', '添加题目'],
  ['office-lesson-import', 'demo-zhao', 'pages/lesson-office/course?id=course-demo-duties&part=bank', '放入示例看看', '批量导入'],
  ['office-asks', 'demo-zhao', 'pages/lesson-office/asks', /没有人过半数/],
  ['office-asks-answer', 'demo-zhao', 'pages/lesson-office/asks', '发出回答', /^回答：如果没有人/],
  ['office-instructors', 'demo-zhao', 'pages/lesson-office/instructors', '方毅'],
  ['office-instructor', 'demo-zhao', 'pages/lesson-office/instructors', '推荐理由', /^唐勇，待审核/],
  ['office-instructor-new', 'demo-zhao', 'pages/lesson-office/instructors', '聘期', '添加讲师'],
  ['office-trainings', 'demo-zhao', 'pages/lesson-office/trainings', '新任职工代表培训班'],
  ['office-training', 'demo-zhao', 'pages/lesson-office/training?id=training-demo-past', '周建国'],
  ['office-training-new', 'demo-zhao', 'pages/lesson-office/trainings', '记几个学时', '新的面授培训'],
  ['office-training-list', 'demo-zhao', 'pages/lesson-office/training?id=training-demo-today', /^一行一个/, '录入名单'],
  ['office-training-code', 'demo-zhao', 'pages/lesson-office/code?id=training-demo-today', /^已签到/],
  ['office-certificates', 'demo-zhao', 'pages/lesson-office/certificates', '陈志强'],
  ['office-certificate', 'demo-zhao', 'pages/lesson-office/certificates', '撤销这张证书？', '撤销陈志强的证书'],
  ['learn', 'demo-zhou', 'pages/learn/index', '继续学'],
  ['learn-visitor', undefined, 'pages/learn/index', '绑定身份后，这里是给您开的课程'],
  ['lesson-course', 'demo-zhou', `pages/lessons/course?id=${COURSES.duties}`, /^看满 95%/],
  ['lesson-done', 'demo-chen', `pages/lessons/course?id=${COURSES.safety}`, '这门课您已学完'],
  ['lesson-locked', 'demo-liu', `pages/lessons/course?id=${COURSES.disclosure}`, '请先学完这些课'],
  ['lesson-watch', 'demo-zhou', `pages/lessons/watch?id=${COURSES.duties}&episode=e1`, /^已学/],
  ['lesson-sound', 'demo-zhou', `pages/lessons/watch?id=${COURSES.bargaining}&episode=e2`, /^已学/],
  ['lesson-article', 'demo-zhou', `pages/lessons/watch?id=${COURSES.bargaining}&episode=e3`, /^职工代表出席/],
  ['lesson-document', 'demo-zhou', `pages/lessons/watch?id=${COURSES.bargaining}&episode=e4`, '打开文件'],
  ['lesson-asks', 'demo-zhou', `pages/lessons/watch?id=${COURSES.duties}&episode=e1`, '向讲师提问', '提问'],
  ['lesson-quiz', 'demo-wang', `pages/lessons/quiz?id=${COURSES.duties}&episode=e1`, /^第 1 题/],
  ['lesson-record', 'demo-li', 'pages/lessons/record', '学时合计'],
  ['lesson-certificate', 'demo-chen', `pages/lessons/certificate?id=${COURSES.safety}`, '编号'],
  ['lesson-check', undefined, `pages/lessons/check?number=${DEMO_CERTIFICATE}`, '证书是真的，有效'],
  ['lesson-attend', 'demo-li', 'pages/lessons/attend', '签到码'],
  ['lesson-instructors', 'demo-zhou', 'pages/lessons/instructors', '方毅'],
  ['lesson-nominate', 'demo-zhou', 'pages/lessons/nominate', '推荐理由'],
  ['survey-anonymous', 'demo-zhou', `pages/ballot/survey?id=${ANONYMOUS}`, '要参加，请先报名'],
  ['survey-anonymous-truths', 'demo-zhou', `pages/ballot/survey?id=${ANONYMOUS}`, /^5\. 写的话本身/, /^保护什么/],
  ['survey-seal', 'demo-jiang', `pages/ballot/survey-seal?id=${ANONYMOUS}`, /^签封密钥已登记/],
  ['duty-scrutineer', 'demo-jiang', 'pages/duty/index', '问卷监票'],
  ['office-survey-anonymous', 'demo-zhao', `pages/survey-office/survey?id=${ANONYMOUS}`, '票箱和签封'],
  ['office-survey-plan', 'demo-zhao', `pages/survey-office/edit?id=${ANONYMOUS_DRAFT}`, /^匿名问卷分三步/, '对象和时间'],
  ['office-survey-mode', 'demo-zhao', `pages/survey-office/edit?id=${ANONYMOUS_DRAFT}`, '实名、保密还是匿名', '设置'],
  ['sign-in', undefined, 'pages/members/sign-in', /扫/],
]

async function open(actor: Actor, route: string, words: string | RegExp, tap?: string | RegExp) {
  await actor.go(route)
  if (tap) {
    const control = (role: 'button' | 'tab') => actor.page.getByRole(role, { name: tap, exact: typeof tap === 'string' }).filter({ visible: true })
    await control('button').or(control('tab')).first().click()
  }
  await actor.page.getByText(words).filter({ visible: true }).first().waitFor()
}

/** Text that is cut or pushed out of sight, controls that are too small or have no name. Runs in the page. */
const flaws = () => {
  const found: string[] = []
  const visible = (e: Element) => {
    const box = e.getBoundingClientRect()
    return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility !== 'hidden' && !e.closest('[aria-hidden="true"]')
  }
  const nameOf = (e: Element) => (e.getAttribute('aria-label') ?? e.textContent ?? '').trim() || (e as HTMLInputElement).placeholder || ''
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`the page is ${document.documentElement.scrollWidth} px wide on a screen of ${innerWidth}`)
  for (const e of document.querySelectorAll('button, a[href], input, textarea, [role=button], [role=radio], [role=checkbox], [role=tab]')) {
    if (!visible(e)) continue
    const box = e.getBoundingClientRect()
    const label = `${e.tagName.toLowerCase()} "${nameOf(e).slice(0, 20)}"`
    if (!nameOf(e) && !e.closest('label')) found.push(`${label} has no name`)
    // An entry is as tall as the box around it, which the finger meets as well.
    const target = e.matches('input, textarea') ? (e.closest('.entry, taro-input-core, taro-textarea-core')?.parentElement ?? e).getBoundingClientRect() : box
    if (Math.round(target.height) < 44 && !e.closest('.taro-tabbar__tabbar')) found.push(`${label} is only ${Math.round(target.height)} px tall`)
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`${label} sticks out of the screen`)
  }
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent?.trim())
    if (!own || !visible(e)) continue
    const style = getComputedStyle(e)
    const clamped = style.getPropertyValue('-webkit-line-clamp') !== 'none'
    if (!clamped && style.overflow !== 'visible' && e.scrollWidth > e.clientWidth + 1) found.push(`text is cut: "${e.textContent?.trim().slice(0, 20)}"`)
  }
  return [...new Set(found)]
}

interface Look { name: string; scale?: '1.6'; size?: { width: number; height: number }; dark?: boolean; desktop?: boolean }

const LOOKS: Look[] = [{ name: '320-largest', scale: '1.6', size: { width: 320, height: 568 } }, { name: 'dark', dark: true }, { name: 'desktop', desktop: true }]

const actors = new Map<string, Promise<Actor>>()

/** Each person keeps one browser for each look: loading the app anew from its cache takes a third of the time. */
const actorFor = (openid: string | undefined, { name, ...options }: Look): Promise<Actor> => {
  const key = `${openid ?? ''} ${name}`
  if (!actors.has(key)) actors.set(key, stage.as(openid, options))
  return actors.get(key)!
}

// Taken as a rest of arguments: jest puts its own callback in the place of one that a row leaves out.
test.each(SCREENS)('%s: nothing cut in the largest type, in the dark, on a desktop; every control named and large enough', async (...[name, openid, route, words, tap]: Screen) => {
  await Promise.all(LOOKS.map(async look => {
    const actor = await actorFor(openid, look)
    actor.errors.length = 0
    await open(actor, route, words, tap)
    await actor.shot(`${name}-${look.name}`)
    expect([look.name, ...await actor.page.evaluate(flaws), ...actor.errors]).toEqual([look.name])
    // Left open it would go on asking the server.
    await actor.page.goto('about:blank')
  }))
})
