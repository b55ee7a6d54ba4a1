import { readFileSync } from 'node:fs'
import tcb from '@cloudbase/node-sdk'
import { strFromU8, unzipSync } from 'fflate'
import type { Request } from 'playwright-core'
import { COURSES } from '../../scripts/seed/lesson-courses'
import { OPEN_SURVEY } from '../../scripts/seed/surveys'
import { startStage, type Actor, type Stage } from './browser'
import { box, button, day, dayFrom, inDialog, leave, radio, seen, tab, tick } from './congress-office'
import { telling } from './story'

const TITLE = '关于召开安全生产大会的通知'
const UNIT = 'hj-anquan-dahui'
const [PEOPLE, BOUND, CREDITS, REFUSE, FAIL] = [300, 250, 100, 20, 5]
/** An hour that the timer does not reach. */
const NOT_NOW = 7_000_000_000_000_000
const GUESTS = ['demo-zhou', 'demo-li', 'demo-wang', 'demo-chen']

let stage: Stage
let staff: Actor
let db: ReturnType<ReturnType<typeof tcb.init>['database']>
/** People with a phone, those with a credit first. */
const phones: string[] = []

const call = async (openid: string, action: string, input: object) => {
  const reply = (await stage.cloud.call('notices', { action, input }, { openid })).result as { ok: boolean; code?: string; data: Record<string, never> }
  if (!reply.ok) throw new Error(`${action}: ${reply.code}`)
  return reply.data
}

/** One unit with three hundred people, of whom 250 have bound their WeChat and 100 have said yes once. */
async function arrange() {
  const model = (await db.collection('units').where({ _id: 'hj-dongli' }).get()).data[0] as { path: string[] }
  await db.collection('units').add({ ...model, _id: UNIT, name: '大会会场', path: [...model.path.slice(0, -1), UNIT] })
  const workers = Array.from({ length: PEOPLE - GUESTS.length }, (_, i) => `person-hj-${String(i).padStart(4, '0')}`)
  await db.collection('people').where({ _id: db.command.in(workers) }).update({ unitId: UNIT })
  await db.collection('people').where({ wx: db.command.in(GUESTS) }).update({ unitId: UNIT })
  const bound = workers.slice(0, BOUND - GUESTS.length)
  for (const id of bound) await db.collection('people').where({ _id: id }).update({ wx: `wx-${id}` })
  phones.push(...bound.map(id => `wx-${id}`), ...GUESTS)
  for (const [n, who] of phones.slice(0, CREDITS).entries()) await call(who, 'accepted', { tapId: `tap-story-${n}`, results: { meeting: 'accept' } })
  const { answers } = stage.cloud.wx()
  for (const who of phones.slice(0, REFUSE)) answers.set(who, [43101])
  for (const who of phones.slice(REFUSE, REFUSE + FAIL)) answers.set(who, [-1, -1])
}

/** What the timer does each minute; nobody waits for the hour of the next try. */
async function work() {
  await db.collection('sends').where({ wake: db.command.lt(8_000_000_000_000_000) }).update({ wake: 0 })
  const { error } = await stage.cloud.call('notices-timer', {}, {})
  expect(error).toBeUndefined()
}

const line = (text: string) => staff.page.getByRole('listitem', { name: text, exact: true }).filter({ visible: true }).first().waitFor()

/** The rows of the workbook that a button hands over, each as its texts, without the headings. */
async function workbookOf(name: string): Promise<string[][]> {
  const coming = staff.page.waitForEvent('download')
  await button(staff, name).click()
  const file = await coming
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
  const sheet = strFromU8(unzipSync(readFileSync(await file.path()))['xl/worksheets/sheet1.xml']!)
  return sheet.split('<row ').slice(2).map(row => [...row.matchAll(/<t[^>]*>([^<]*)</g)].map(m => m[1]!))
}
const having = (rows: readonly string[][], word: string) => rows.filter(r => r.includes(word)).length

beforeAll(async () => {
  stage = await startStage()
  db = tcb.init({ env: 'e2e' }).database()
  await arrange()
  staff = await stage.as('demo-zhao', { desktop: true })
})
afterAll(() => stage.stop())

const part = telling(6, () => staff.shot('notice-story-broken'))

part('staff write a notice to 300 people, and see before anything is sent who gets a message', async () => {
  await staff.go('pages/notice-office/list')
  await button(staff, '新的通知').click()
  await box(staff, '通知标题').fill(TITLE)
  await inDialog(staff, '开始写')
  await box(staff, '正文').fill('请全体人员准时参加，会前请看完安全规程。')
  await tick(staff, /^请每个人确认/).click()
  await button(staff, /^单位（可不填）/).click()
  await staff.page.getByRole('dialog').getByRole('searchbox').or(staff.page.getByRole('dialog').getByRole('textbox')).first().fill('大会会场')
  await radio(staff, /^大会会场/).click()
  await seen(staff, `一共 ${PEOPLE} 人`)
  await button(staff, '都有谁').click()
  await staff.page.getByRole('dialog').getByText('大会会场').first().waitFor()
  await inDialog(staff, '关闭')
  await button(staff, /^用哪个模板/).click()
  await radio(staff, /^会议通知/).click()
  await box(staff, '会议主题').fill('全公司安全生产工作暨表彰先进集体和个人大会')
  await seen(staff, /^微信里会显示成“全公司安全生产工作暨.*…”/)
  await day(staff, '会议日期').fill(dayFrom(3))
  await box(staff, '会议地点').fill('三楼会议室')
  await button(staff, '下一步：谁能收到').click()
  await seen(staff, /备注：不能空着/)
  await box(staff, '备注').fill('请提前十分钟到场')
  await seen(staff, /^已保存/)
  await staff.shot('notice-edit')
  await button(staff, '下一步：谁能收到').click()
  await seen(staff, '这是预演，还没有发给任何人')
  await seen(staff, '人，每个人的“通知”里都有一份')
  await seen(staff, /^“会议主题”在微信里会显示成“全公司安全生产工作暨.*…”/)
  await seen(staff, new RegExp(`^${PEOPLE - BOUND} 人没有绑定微信`))
  await seen(staff, new RegExp(`^${BOUND - CREDITS} 人没有可用的订阅次数`))
  await staff.shot('notice-plan')
  expect([...stage.cloud.wx().taken.values()]).toEqual([])
})

part('it is sent; refusals are not tried again, faults are, and the report adds up', async () => {
  await button(staff, '发送').click()
  await inDialog(staff, `现在发送给 ${PEOPLE} 人`)
  await seen(staff, '正在发送微信提醒')
  await seen(staff, `一共 ${PEOPLE} 人：0 人已发微信提醒，${CREDITS} 人还没有轮到，${PEOPLE - CREDITS} 人只在“通知”里。`)
  await staff.shot('notice-sending')
  await work()
  // Nobody loads the page anew: it follows.
  await line(`已发送 ${CREDITS - REFUSE - FAIL} 人`)
  await line(`等待发送 ${FAIL} 人`)
  await work()
  await line(`等待发送 ${FAIL} 人`)
  await work()
  await seen(staff, '微信提醒已发完')
  await seen(staff, `一共 ${PEOPLE} 人：${CREDITS - REFUSE} 人已发微信提醒，${PEOPLE - CREDITS + REFUSE} 人只在“通知”里。`)
  await line(`已发送 ${CREDITS - REFUSE} 人`)
  await line(`用户拒收 ${REFUSE} 人`)
  await line(`无订阅次数 ${BOUND - CREDITS} 人`)
  await line(`未绑定微信 ${PEOPLE - BOUND} 人`)
  expect(await staff.page.getByRole('listitem', { name: /^等待发送/ }).filter({ visible: true }).count()).toBe(0)
  await staff.shot('notice-result')
  // One message for each who said yes and did not refuse, and never two.
  expect([...stage.cloud.wx().taken.values()]).toEqual(Array.from({ length: CREDITS - REFUSE }, () => 1))

  await button(staff, '看名单：用户拒收').click()
  await seen(staff, /43101/)
  await staff.page.getByText(`共 ${REFUSE} 条，已全部显示`).filter({ visible: true }).first().waitFor()
  await tab(staff, '发送情况').click()
  const all = await workbookOf('发送结果（Excel）')
  expect([all.length, having(all, '已发送'), having(all, '用户拒收'), having(all, '无订阅次数'), having(all, '未绑定微信')])
    .toEqual([PEOPLE, CREDITS - REFUSE, REFUSE, BOUND - CREDITS, PEOPLE - BOUND])
  expect((await workbookOf('没有收到微信提醒的人（Excel）')).length).toBe(PEOPLE - CREDITS + REFUSE)
  const sms = await workbookOf('发短信用的名单（Excel）')
  expect([sms.length, having(sms, '已发送')]).toEqual([PEOPLE - CREDITS + REFUSE, 0])
})

part('somebody finds it on the phone, reads it and confirms; staff see that', async () => {
  const person = await stage.as('demo-zhou')
  await person.go('pages/home/index')
  await button(person, /请您确认已知悉/).click()
  await button(person, new RegExp(TITLE)).click()
  await seen(person, /会前请看完安全规程/)
  await person.shot('notice-phone')
  await button(person, '已知悉').click()
  await seen(person, '您已确认知悉')
  await person.page.goBack()
  await tab(person, '全部').click()
  await button(person, new RegExp(`^${TITLE}`)).waitFor()
  await person.shot('notice-inbox')
  await person.go('pages/notices/preferences')
  await seen(person, '微信提醒怎么算')
  // Each is saved by itself; what could not be says so, and goes out when the network is back.
  await tick(person, /^问卷：放进通知/).click()
  await seen(person, '已保存')
  await person.context.setOffline(true)
  await tick(person, /^培训：微信提醒/).click()
  await seen(person, '还没有存上')
  await person.shot('notice-wish-unsaved')
  await person.context.setOffline(false)
  await seen(person, '已保存')
  expect((await call('demo-zhou', 'preferences', {}) as unknown as { items: { kind: string; inbox: boolean; message: boolean }[] }).items.filter(p => !p.inbox || !p.message).map(p => p.kind).sort()).toEqual(['lesson', 'survey'])
  await person.go('pages/notices/inbox')
  await button(person, /安全帽更换/).waitFor()
  expect(await person.page.getByText('食堂满意度调查开始了').count()).toBe(0)
  await button(person, '全部标为已读').click()
  await tab(person, '未读').click()
  await seen(person, '没有未读的通知')
  await leave(person)

  await tab(staff, '谁看过').click()
  await tab(staff, '已确认知悉 1 人').click()
  await button(staff, '再试一次').or(staff.page.getByText('周建国').filter({ visible: true })).first().waitFor()
  await seen(staff, '周建国')
  await staff.shot('notice-readers')
  // Whoever has not confirmed is among the rest, and can be reminded from there.
  await tab(staff, `没确认 ${PEOPLE - 1} 人`).click()
  await button(staff, '提醒没确认的人').waitFor()
  await staff.page.getByText('周建国').filter({ visible: true }).waitFor({ state: 'detached' })
  // Among three hundred by name.
  await staff.page.getByRole('searchbox', { name: '搜索姓名或工号' }).filter({ visible: true }).fill('李秀英')
  await seen(staff, '李秀英')
  await staff.page.getByText('共 1 条，已全部显示').filter({ visible: true }).first().waitFor()
  await staff.shot('notice-readers-found')
  await tab(staff, '发送情况').click()
  expect((await workbookOf('没确认“已知悉”的人（Excel）')).length).toBe(PEOPLE - 1)
})

part('another is set for an hour, held, goes on and is called off: nobody is sent anything', async () => {
  const before = [...stage.cloud.wx().taken.values()].length
  await staff.go('pages/notice-office/list')
  await button(staff, '新的通知').click()
  await box(staff, '通知标题').fill('周末停水')
  await inDialog(staff, '开始写')
  await seen(staff, /^一共 \d+ 人/)
  // A choice that was begun and not ended must not go to everybody.
  await radio(staff, /^点名/).click()
  await button(staff, '下一步：谁能收到').click()
  await seen(staff, /还没有选好发给谁/)
  await radio(staff, /^按单位和身份/).click()
  await button(staff, '下一步：谁能收到').click()
  await button(staff, '发送').click()
  await staff.page.getByRole('dialog').getByRole('radio', { name: /^定个时间/ }).click()
  await inDialog(staff, '定时发送')
  await seen(staff, '请填写日期和时间')
  await day(staff, '发送日期').fill(dayFrom(-1))
  await inDialog(staff, '定时发送')
  await seen(staff, /^定时发送的时间应在现在以后/)
  await day(staff, '发送日期').fill(dayFrom(2))
  await inDialog(staff, '定时发送')
  await seen(staff, /^定于 .* 09:00 发送$/)
  await seen(staff, /^到时自动发给 \d+ 人/)
  await staff.shot('notice-scheduled')
  await button(staff, '暂停').click()
  await seen(staff, '已暂停')
  await button(staff, '继续发送').click()
  await seen(staff, /^到时自动发给 \d+ 人/)
  // Another mind before the hour: it is a draft again, and set for an hour anew.
  await button(staff, '回去修改').click()
  await inDialog(staff, '回去修改')
  await box(staff, '正文').fill('请提前储水。')
  await button(staff, '下一步：谁能收到').click()
  await button(staff, '发送').click()
  await staff.page.getByRole('dialog').getByRole('radio', { name: /^定个时间/ }).click()
  await day(staff, '发送日期').fill(dayFrom(3))
  await inDialog(staff, '定时发送')
  await seen(staff, /^到时自动发给 \d+ 人/)
  await button(staff, '取消发送').click()
  await inDialog(staff, '取消发送')
  await seen(staff, '没有发给任何人。')
  await work()
  expect([...stage.cloud.wx().taken.values()].length).toBe(before)
  const person = await stage.as('demo-zhou')
  await person.go('pages/notices/inbox')
  await button(person, new RegExp(TITLE)).waitFor()
  expect(await person.page.getByText('周末停水').count()).toBe(0)
  await leave(person)
})

part('what a product event made is no draft before it is planned, nor when it concerns nobody', async () => {
  // As the timer writes one; another worker has the turn, so nobody plans it yet.
  await db.collection('noticeCursors').where({ _id: 'turn' }).update({ at: NOT_NOW })
  const { _id: _, ...model } = (await db.collection('notices').where({ title: '周末停水' }).get()).data[0] as Record<string, unknown>
  await db.collection('notices').add({
    ...model, _id: 'notice-of-event', title: '请接收提案', source: 'story', by: '系统', state: 'sending', to: [], plan: null, sendAt: null, shownAt: null, closing: false, why: '',
    audience: { kind: 'people', people: ['person-who-left'] }, events: [{ act: 'collect', by: '系统', at: Date.now() }],
  })
  await staff.go('pages/notice-office/notice?id=notice-of-event')
  await seen(staff, /^系统正在数有多少人/)
  await seen(staff, /^自动产生$/)
  await staff.shot('notice-unplanned')
  await db.collection('noticeCursors').where({ _id: 'turn' }).update({ at: 0 })
  await work()
  await seen(staff, '没有需要通知的人。没有发给任何人。')
  await staff.shot('notice-nobody')
  expect(await staff.page.getByText('草稿').filter({ visible: true }).count()).toBe(0)
})

part('called off halfway: the page says that the rest is taken back, until it is', async () => {
  const id = 'notice-story-called-off'
  const message = { template: 'meeting', values: { thing1: '班前会', time2: `${dayFrom(3)} 09:00`, thing3: '三楼会议室', thing4: '请准时' } }
  const audience = { kind: 'people', people: (await db.collection('people').where({ wx: phones[0] }).get()).data.map((p: { _id: string }) => p._id) }
  await call(phones[0]!, 'accepted', { tapId: 'tap-story-again', results: { meeting: 'accept' } })
  await call('demo-zhao', 'create', { id, edit: { kind: 'meeting', mustConfirm: false, title: '班前会', text: '', link: null, audience, message } })
  await call('demo-zhao', 'plan', { id, rev: 1 })
  await db.collection('sends').where({ noticeId: id }).update({ wake: NOT_NOW })
  await staff.go(`pages/notice-office/notice?id=${id}`)
  await button(staff, '发送').click()
  await inDialog(staff, '现在发送给 1 人')
  await button(staff, '取消发送').click()
  await inDialog(staff, '取消发送')
  await seen(staff, /^正在收回还没有发出的提醒/)
  await line('等待发送 1 人')
  await staff.shot('notice-taken-back')
  await work()
  await line('未发（已停止） 1 人')
  await staff.page.getByText(/^正在收回/).filter({ visible: true }).waitFor({ state: 'detached' })
})

part('people who were named are not lost when their names cannot be read', async () => {
  const id = 'notice-story-named'
  const people = Array.from({ length: 60 }, (_, i) => `person-hj-${String(i).padStart(4, '0')}`)
  await call('demo-zhao', 'create', { id, edit: { kind: 'general', mustConfirm: false, title: '给六十人', text: '', link: null, audience: { kind: 'people', people }, message: null } })
  const cut = (url: URL) => url.pathname === '/functions/notices'
  await staff.page.route(cut, route => route.request().postDataJSON().action === 'people' ? route.abort('internetdisconnected') : route.fallback())
  await staff.go(`pages/notice-office/edit?id=${id}`)
  await seen(staff, '一共 60 人')
  await button(staff, '再试一次').scrollIntoViewIfNeeded()
  expect(await button(staff, '选人').count()).toBe(0)
  await staff.shot('notice-names-cut')
  await staff.page.unroute(cut)
  await button(staff, '再试一次').click()
  await button(staff, '选人').waitFor()
  expect(await staff.page.getByRole('button', { name: /^去掉/ }).filter({ visible: true }).count()).toBe(60)
})

const CALLS = '**/functions/notices'
const isSave = (request: Request) => request.method() === 'POST' && (request.postDataJSON() as { action: string }).action === 'save'

/** Types words whose save reaches the server, but its answer never comes back. */
async function loseAnswer(words: string) {
  let lost = false
  await staff.page.route(CALLS, async route => {
    if (lost || !isSave(route.request())) return route.fallback()
    lost = true
    await route.fetch()
    await route.abort()
  })
  const failed = staff.page.waitForEvent('requestfailed', isSave)
  await box(staff, '正文').fill(words)
  await failed
  await seen(staff, /^没有连上，改的已存在这台设备上/)
  await staff.page.unroute(CALLS)
}

part('the answer to a save is lost, twice, and once the page with it: what was typed goes on and nothing is given up', async () => {
  await staff.go('pages/notice-office/list')
  await button(staff, '新的通知').click()
  await box(staff, '通知标题').fill('食堂停业一天')
  await inDialog(staff, '开始写')
  const id = () => new URL(staff.page.url().replace('/#', '')).searchParams.get('id')!
  const kept = async () => ((await db.collection('notices').doc(id()).get()).data[0] as { text: string; rev: number })
  await seen(staff, /^一共 \d+ 人/)

  await loseAnswer('周六食堂停业。')
  expect(await kept()).toMatchObject({ text: '周六食堂停业。', rev: 2 })
  await box(staff, '正文').fill('周六食堂停业，周日照常。')
  await seen(staff, /^已保存/)
  // Known again, so nothing was written for it; then what was typed since.
  expect(await kept()).toMatchObject({ text: '周六食堂停业，周日照常。', rev: 3 })

  await loseAnswer('周六食堂停业，周日照常营业。')
  await staff.context.setOffline(true)
  const failed = staff.page.waitForEvent('requestfailed', isSave)
  await box(staff, '正文').fill('周六食堂停业，周日照常营业，请互相转告。')
  await failed
  await staff.context.setOffline(false)
  await staff.page.reload()
  await seen(staff, /^已保存/)
  expect(await staff.page.getByText('在别处改过').count()).toBe(0)
  expect(await box(staff, '正文').inputValue()).toBe('周六食堂停业，周日照常营业，请互相转告。')
  expect(await kept()).toMatchObject({ text: '周六食堂停业，周日照常营业，请互相转告。', rev: 5 })

  // Signed out meanwhile, which says nothing of what had arrived.
  await loseAnswer('周六食堂停业，周日照常营业，请相互转告。')
  const zhao = db.collection('people').where({ wx: 'demo-zhao' })
  const { _id } = (await zhao.get()).data[0] as { _id: string }
  await zhao.update({ wx: `none:${_id}` })
  await box(staff, '正文').fill('周六食堂停业，周日照常营业，请相互转告，谢谢。')
  await seen(staff, /^没有保存：请先绑定身份/)
  await db.collection('people').where({ _id }).update({ wx: 'demo-zhao' })
  await staff.page.reload()
  await seen(staff, /^已保存/)
  expect(await staff.page.getByText('在别处改过').count()).toBe(0)
  expect(await kept()).toMatchObject({ text: '周六食堂停业，周日照常营业，请相互转告，谢谢。' })
  await button(staff, '下一步：谁能收到').click()
  await seen(staff, '这是预演，还没有发给任何人')
})

part('whoever has not finished a course, or not answered a survey, is reminded from its list', async () => {
  await staff.go(`pages/lesson-office/course?id=${COURSES.duties}&part=people`)
  await button(staff, '催没有学完的人').click()
  await seen(staff, '这门课程还没有学完的人')
  await seen(staff, /^一共 \d+ 人/)
  expect(await box(staff, '标题').inputValue()).toBe('请学完课程：新代表履职第一课')
  await staff.shot('notice-remind')
  await button(staff, '删除草稿').click()
  await inDialog(staff, '删除')
  await seen(staff, '可以催办的')
  await staff.go(`pages/survey-office/survey?id=${OPEN_SURVEY}&part=people`)
  await button(staff, '催没有填的人').click()
  await seen(staff, '这份问卷还没有填的人')
  await seen(staff, /^一共 \d+ 人/)
  await leave(staff)
})
