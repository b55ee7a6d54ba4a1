import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startStage, type Actor, type Stage } from './browser'
import { act, box, button, day, dayFrom, inDialog, leave, number, radio, seen, tab, tick } from './congress-office'
import { telling } from './story'

const HALL = { width: 1920, height: 1080 }
const TITLE = '第六届职工代表大会推演'

let stage: Stage
let zhao: Actor
let sessionId: string
const folder = mkdtempSync(join(tmpdir(), 'zdt-pack-'))

beforeAll(async () => {
  stage = await startStage()
  zhao = await stage.as('demo-zhao', { desktop: true })
})
afterAll(async () => {
  await stage.stop()
  rmSync(folder, { recursive: true, force: true })
})

const part = telling(10)

const page = (id: string, which: string) => `pages/congress-office/session?id=${id}&part=${which}`
const gate = (a: Actor, name: string) => a.page.getByRole('listitem').filter({ hasText: name }).filter({ visible: true }).first()

/** Opens a part of the session afresh, as from a link. */
async function visit(a: Actor, route: string) {
  await a.go(route)
  await a.page.reload()
}

/** A gate that is not met, passed by two people with a reason. */
async function override(name: string, reason: string) {
  await act(zhao, `${name}：例外放行`, '申请例外放行', () => box(zhao, '放行理由').fill(reason), '已提出放行')
  const tang = await stage.as('demo-tang', { desktop: true })
  await tang.go(page(sessionId, 'check'))
  await act(tang, `${name}：确认放行`, '确认例外放行', async () => seen(tang, reason), '已放行')
  await leave(tang)
  await visit(zhao, page(sessionId, 'check'))
  await gate(zhao, name).getByText('例外放行', { exact: true }).waitFor()
}

async function addMatter(kind: RegExp, title: string, fill: () => Promise<void>) {
  await button(zhao, '新的议题').click()
  await radio(zhao, kind).click()
  await box(zhao, '议题名称').fill(title)
  await fill()
  await button(zhao, '列入议程').click()
  await seen(zhao, new RegExp(`\\d\\. ${title}`))
}

/** Opens the next round of a matter and goes to its page. */
async function open(title: string, { verb = '开始表决', onPaper = false } = {}) {
  await visit(zhao, page(sessionId, 'votes'))
  await button(zhao, `${verb}：${title}`).click()
  if (onPaper) await zhao.page.getByRole('radio', { name: /^全部用纸质票/ }).click()
  await inDialog(zhao, '开始表决')
  await seen(zhao, '截止以前，谁也看不到投了什么')
}

async function close() {
  await button(zhao, '截止并计票').click()
  await inDialog(zhao, '截止并计票')
}

/** The rehearsal panel: so many invented delegates vote so. */
async function rehearse(mix: { yes: string; no?: string }, people: number) {
  await visit(zhao, page(sessionId, 'rehearse'))
  await seen(zhao, /^正在表决/)
  await radio(zhao, /^快/).click()
  await number(zhao, '赞成几人').fill(mix.yes)
  await number(zhao, '反对几人').fill(mix.no ?? '0')
  await button(zhao, '让模拟代表投票').click()
  await seen(zhao, `${people} 位模拟代表已投票`)
  await button(zhao, '看这一轮').click()
}

async function checkIn(people: string, done: number) {
  await visit(zhao, page(sessionId, 'rehearse'))
  await radio(zhao, /^快/).click()
  await number(zhao, '来多少人').fill(people)
  await button(zhao, '让模拟代表签到').click()
  await seen(zhao, `${done} 位模拟代表已签到`)
}

/** One scrutineer enters a batch; the figures are filled in by `fill`. */
async function enter(openid: string, roundId: string, fill: (a: Actor) => Promise<void>, done: string): Promise<Actor> {
  const a = await stage.as(openid, { desktop: true })
  await a.go(`pages/congress-office/batch?round=${roundId}&no=1`)
  await number(a, '发出').fill('98')
  await number(a, '收回').fill('98')
  await fill(a)
  await button(a, '录入').click()
  await seen(a, done)
  return a
}

const roundOf = (a: Actor) => /[?&]id=([^&]+)/.exec(a.page.url())![1]!

part('a rehearsal is set up: 98 invented delegates in four delegations, four matters, each with one question', async () => {
  await zhao.go('pages/congress-office/sessions')
  await button(zhao, '新的会议').click()
  await tick(zhao, /^这是一次推演/).click()
  await number(zhao, '第几次').fill('9')
  await box(zhao, '会议名称').fill(TITLE)
  await day(zhao, '日期').fill(dayFrom(10))
  await box(zhao, '会场').fill('公司礼堂')
  await number(zhao, '模拟代表人数').fill('98')
  await number(zhao, '分成几个代表团').fill('4')
  await zhao.shot('session-edit-desktop')
  await button(zhao, '建立会议').click()
  await seen(zhao, '筹备阶段的要求')
  sessionId = /[?&]id=([^&]+)/.exec(zhao.page.url())![1]!

  await tab(zhao, '议题').click()
  await addMatter(/^审议建议/, '年度培训计划', () => radio(zhao, /^记名投票/).click())
  await addMatter(/^审议建议/, '食堂改造方案', () => radio(zhao, /^记名投票/).click())
  await addMatter(/^选举/, '选举职工董事', async () => {
    await number(zhao, '应选几人').fill('2')
    await box(zhao, '候选人').fill('张建国\n丁一\n王海燕')
    await seen(zhao, '候选人 3 位，应选 2 位：差额选举')
  })
  await seen(zhao, '候选人（按姓氏笔画）：丁一、王海燕、张建国')
  await addMatter(/^民主评议/, '评议中层管理人员', async () => {
    await box(zhao, '被评议人').fill(Array.from({ length: 80 }, (_, i) => `干部${i + 1}\t第${i + 1}车间主任`).join('\n'))
    await seen(zhao, '共 80 位，第一位：干部1，第1车间主任')
  })
  await zhao.shot('session-matters-desktop')
})

part('the checklist is worked off: notice, agenda, papers, motions, qualification; what cannot be met is let pass by two people', async () => {
  await tab(zhao, '会议文件').click()
  await button(zhao, '新的文件').click()
  await box(zhao, '文件名称').fill('年度培训计划（讨论稿）')
  await box(zhao, '正文').fill('本年度组织三期焊接机器人操作培训，每期二十人。')
  await button(zhao, '保存').click()
  await button(zhao, '送达代表').click()
  await inDialog(zhao, '送达代表')
  await seen(zhao, '已送达')
  await zhao.shot('session-paper-desktop')

  await visit(zhao, page(sessionId, 'check'))
  await zhao.shot('session-checklist-desktop')
  await act(zhao, '发会议通知', '发会议通知', () => seen(zhao, '代表会在首页看到'), '会议通知已发出')
  await act(zhao, '会议议程向职工公开：向职工公开议程', '向职工公开议程', async () => undefined, '已登记公开议程')
  await act(zhao, '征集提案：定提案征集期', '定提案征集期', async () => {
    await day(zhao, '从哪天').fill(dayFrom(-20))
    await day(zhao, '到哪天').fill(dayFrom(-1))
  }, '已定提案征集期')
  await act(zhao, '代表资格审查：登记资格审查', '登记资格审查', () => box(zhao, '资格审查报告').fill('经审查，九十八位模拟代表的资格符合规定。'), '已登记资格审查')
  await override('代表阅读会议材料', '推演会议，模拟代表不会阅读文件')
  await act(zhao, '进入预备会议', '进入预备会议', () => seen(zhao, '现在定下代表名单和规则'), '已进入下一阶段')
  await seen(zhao, '98 人（名单已定）')
})

part('preparatory meeting and discussion: check-in opens, 66 come, the presidium is elected, four delegations discuss', async () => {
  await tab(zhao, '签到').click()
  await button(zhao, '开始签到').click()
  await inDialog(zhao, '开始签到')
  await seen(zhao, '已开始签到')
  const screen = await stage.as('demo-zhao', { desktop: true, size: HALL })
  await screen.go(`pages/congress/screen?id=${sessionId}`)
  await seen(screen, TITLE)
  await checkIn('66', 66)
  await seen(screen, '66')
  await screen.shot('congress-screen-check-in')

  await visit(zhao, page(sessionId, 'roll'))
  await seen(zhao, '够法定人数')
  await zhao.shot('session-roll-desktop')
  await visit(zhao, page(sessionId, 'check'))
  await act(zhao, '登记主席团', '登记主席团', async () => {
    await button(zhao, '选择主席团成员').click()
    const people = zhao.page.getByRole('dialog').last().getByRole('checkbox')
    for (let i = 0; i < 3; i++) await people.nth(i).click()
    await button(zhao, '选好了，3 位').click()
  }, '已登记主席团')
  await act(zhao, '通过会议议程：登记议程通过', '登记议程通过', async () => undefined, '已登记通过议程')
  await act(zhao, '进入分组讨论', '进入分组讨论', async () => undefined, '已进入下一阶段')

  await tab(zhao, '讨论意见').click()
  for (const name of ['第一代表团', '第二代表团', '第三代表团', '第四代表团']) {
    await act(zhao, `${name}：登记讨论`, '登记代表团讨论', () => box(zhao, '讨论情况').fill('讨论了培训计划，没有不同意见。'), '已登记讨论')
  }
  await tab(zhao, '清单').click()
  await act(zhao, '进入正式会议', '进入正式会议', async () => undefined, '已进入下一阶段')
  await leave(screen)
})

part('a matter fails by absence: 49 of the 66 who came are for it, but 98 are on the roll', async () => {
  const screen = await stage.as('demo-zhao', { desktop: true, size: HALL })
  await screen.go(`pages/congress/screen?id=${sessionId}`)
  await open('食堂改造方案')
  await button(zhao, '倒计时 3 分钟').click()
  await seen(zhao, /^还有 [12]:\d\d/)
  await rehearse({ yes: '49', no: '17' }, 66)
  await seen(zhao, '人已用手机投出')
  await seen(screen, '食堂改造方案')
  const code = (await screen.page.locator('.screen-code-image').boundingBox())!
  expect(code.y + code.height).toBeLessThan(HALL.height)
  await screen.shot('congress-screen-vote')
  await zhao.shot('round-open-desktop')
  await close()
  await seen(zhao, /应到 98 人.*须 50 票，赞成 49 票.*未到会或未投 32 人，都不算赞成.*未通过/)
  await zhao.shot('round-failed-desktop')
  await seen(screen, /赞成 49 票/)
  await leave(screen)
})

part('a matter passes by exactly one vote: 50 for and 48 against of 98', async () => {
  await checkIn('', 32)
  await open('年度培训计划')
  await rehearse({ yes: '50', no: '48' }, 98)
  await close()
  await seen(zhao, /须 50 票，赞成 50 票，通过/)
  await seen(zhao, '记名表决名单')
  await seen(zhao, '赞成 50 人')
})

part('an election on paper: two scrutineers differ and settle, two tie for the last seat, a run-off elects', async () => {
  await open('选举职工董事', { onPaper: true })
  await button(zhao, '发给在场的全部代表').click()
  await seen(zhao, '共发出纸质票 98 张')
  const first = roundOf(zhao)
  await close()
  await seen(zhao, '发出纸质票 98 张')
  const votes = (wangYes: string) => async (a: Actor) => {
    await number(a, '丁一 赞成').fill('80')
    await number(a, '王海燕 赞成').fill(wangYes)
    await number(a, '张建国 赞成').fill('55')
  }
  const jiang = await enter('demo-jiang', first, votes('55'), '您已录入，等另一位监票人录入')
  const qian = await enter('demo-qian', first, votes('54'), '两次录入有 2 处不一致')
  await qian.shot('batch-differences-desktop')
  await number(qian, '王海燕 赞成').fill('55')
  await box(qian, '核对说明').fill('两人一起重新数过，王海燕赞成 55 票。')
  await button(qian, '核对一致').click()
  await seen(qian, '已核对一致')
  await leave(jiang)
  await leave(qian)
  await seen(zhao, '还须选出 1 人')
  await seen(zhao, '候选人：王海燕、张建国')
  await zhao.shot('round-tie-desktop')

  await open('选举职工董事', { verb: '开始第 2 轮', onPaper: true })
  const second = roundOf(zhao)
  await button(zhao, '发给在场的全部代表').click()
  await seen(zhao, '共发出纸质票 98 张')
  await close()
  const runoff = async (a: Actor) => {
    await number(a, '王海燕 赞成').fill('53')
    await number(a, '张建国 赞成').fill('45')
  }
  await leave(await enter('demo-jiang', second, runoff, '您已录入，等另一位监票人录入'))
  await leave(await enter('demo-qian', second, runoff, '已录入'))
  await seen(zhao, '当选')
  await zhao.shot('round-elected-desktop')
})

part('an appraisal of 80 leaders is counted per leader and never per voter', async () => {
  await open('评议中层管理人员', { onPaper: true })
  const round = roundOf(zhao)
  await button(zhao, '发给在场的全部代表').click()
  await seen(zhao, '共发出纸质票 98 张')
  await close()
  const grade = async (a: Actor) => {
    for (let i = 1; i <= 80; i++) {
      await number(a, `干部${i} 优秀`).fill(String(50 + i % 40))
      if (i % 10 === 0 && i < 80) await button(a, '下一组').click()
    }
  }
  const jiang = await enter('demo-jiang', round, async a => { await grade(a); await a.shot('batch-appraise-desktop') }, '您已录入，等另一位监票人录入')
  await leave(jiang)
  await leave(await enter('demo-qian', round, grade, '已录入'))
  await seen(zhao, '评议结果')
  for (const left of [60, 40, 20]) await button(zhao, `继续显示，还有 ${left} 位`).click()
  await seen(zhao, '干部80')
  await zhao.shot('round-appraise-desktop')
})

part('the resolution is drawn and signed, the session closes, is published, reported and sealed; the pack proves itself', async () => {
  await visit(zhao, page(sessionId, 'resolution'))
  await act(zhao, '生成决议', '生成决议', async () => undefined, '决议已生成')
  await act(zhao, '签署决议', '签署决议', async () => undefined, '您已签署决议')
  await seen(zhao, '已生效')
  await seen(zhao, /赞成 50 票，通过/)
  await zhao.shot('session-resolution-desktop')
  await tab(zhao, '清单').click()
  await act(zhao, '闭会', '闭会', () => seen(zhao, '闭会以后不能再表决'), '已进入下一阶段')
  await act(zhao, '公布会议结果：公布结果', '公布结果', async () => {
    await day(zhao, '公布从哪天').fill(dayFrom(0))
    await day(zhao, '到哪天').fill(dayFrom(20))
  }, '已登记公布')
  await act(zhao, '向上一级工会报告：登记报送', '登记报送', async () => {
    await box(zhao, '报送的上级工会').fill('华城市总工会')
    await day(zhao, '报送日期').fill(dayFrom(0))
  }, '已登记报送')
  await override('公布满期', '推演会议，不必等公布满期')

  await visit(zhao, page(sessionId, 'archive'))
  await button(zhao, '封存会议档案').click()
  await inDialog(zhao, '封存')
  // Sealing reads the whole session; on a slow machine that takes its time.
  await button(zhao, /^下载会议档案/).waitFor({ timeout: 120_000 })
  await zhao.shot('session-archive-desktop')
  const download = zhao.page.waitForEvent('download')
  await button(zhao, /^下载会议档案/).click()
  const pack = join(folder, 'pack.zip')
  await (await download).saveAs(pack)
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/check-archive.ts', pack])
  expect(stdout).toContain('完整：全部文件、操作记录和每一轮计票都核对无误')
  await button(zhao, '归档').click()
  await inDialog(zhao, '归档')
  await seen(zhao, '已归档')
  await leave(zhao)
})
