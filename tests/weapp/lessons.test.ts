import { lengthOf } from '../../domain/lesson/segments'
import { actors } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from '../functions/cloud'
import { arrangeLessons, arrangeQuiz, earlier, FILM, FILM_TITLE, learnerOf, MIXED, rightAnswer } from '../lessons-arranged'
import { readSquares } from '../read-code'
import type { MiniProgram } from './harness/launch'
import type { OpenPage } from './harness/page'
import { nameless, phonesOf } from './harness/phones'

const FILM_NAME = '职工代表是谁选出来的'

let t: TestCloud

beforeAll(async () => {
  t = await startCloud({ site: 'https://zhidaitong.example.com' })
  await arrangeLessons(t.db)
})
afterAll(() => t.stop())

const start = phonesOf(() => t)
// After the phones have ended.
afterEach(() => expect(t.faults()).toBe(0))
const calls = (app: MiniProgram, action: string) => app.phone.calls.filter(c => c.action === action).length
const told = (app: MiniProgram) => app.phone.told.splice(0)
const standing = async (id: string, course = FILM) => (await learnerOf(t.db, id)).episodes[`${course}_e1`]!

async function watch(app: MiniProgram, course = FILM, episode = 'e1') {
  const page = await app.open('pages/lessons/watch', { id: course, episode })
  await page.until(() => page.elements().some(e => e.events.has('timeupdate')))
  return page
}

/** As WeChat's video speaks while it plays; a long stretch in steps that a slow phone would make. */
async function plays(page: OpenPage, from: number, to: number) {
  await page.wechatAnswers(FILM_NAME, 'play', {})
  await page.wechatAnswers(FILM_NAME, 'timeupdate', { currentTime: from, duration: 24 })
  for (let at = from; at < to; at = Math.min(to, at + 0.9)) await page.wechatAnswers(FILM_NAME, 'timeupdate', { currentTime: Math.min(to, at + 0.9), duration: 24 })
}

/** Waits until the server knows of the viewing, and lets it have begun long ago. */
async function begun(app: MiniProgram, page: OpenPage, person: string) {
  await page.until(() => calls(app, 'watch') > 0)
  await page.until(async () => (await learnerOf(t.db, person))?.viewing !== undefined)
  await earlier(t.db, person)
}

test('the class: what to go on with, what is compulsory with days left, categories, search', async () => {
  const app = start('demo-zhou')
  const page = await app.open('pages/learn/index')
  await page.see('继续学')
  await page.see('必修，还没学完')
  expect(page.text()).toMatch(/还有 \d+ 天|今天截止/)
  expect(nameless(page)).toEqual([])
  console.log(`class: ${page.bytes} bytes in ${page.setDataCalls.length} calls`)
  expect(page.bytes).toBeLessThan(40 * 1024)
  await page.type('搜索课程、讲师', '提案写作')
  await page.see('找到 1 门课')
  await page.type('搜索课程、讲师', '没有这样的课')
  await page.see('没有找到这样的课程')
  await page.type('搜索课程、讲师', '')
  await page.see('厂务公开监督')
  await page.tap(await page.until(() => page.controls().find(c => c.includes('厂务公开监督'))?.slice('button '.length)))
  const course = await app.arrive('pages/lessons/course')
  await course.see('请先学完这些课')
  expect(nameless(course)).toEqual([])
})

test('the first page says what is compulsory and until when, and what to go on with leads to where it was left', async () => {
  const app = start('demo-zhou')
  const home = await app.open('pages/home/index')
  const named = (end: RegExp) => home.until(() => home.controls().find(c => end.test(c))?.slice('button '.length))
  const task = await named(/^button 请学完必修课：.*，去学$/)
  expect(task).toMatch(/还有 \d+ 天 · .*截止/)
  expect(app.phone.calls.filter(c => c.area === 'lessons').map(c => c.action)).toEqual(['waiting'])
  expect(nameless(home)).toEqual([])
  await home.tap(task)
  await app.arrive('pages/lessons/course')
  await home.tap(await named(/，继续学$/))
  const page = await app.arrive('pages/lessons/watch')
  await page.until(() => /已学 [1-9]/.test(page.text()))
})

test('the film is followed for few bytes; nobody jumps ahead; a question pauses it until it is tapped', async () => {
  const app = start('demo-chen')
  const course = await app.open('pages/lessons/course', { id: FILM })
  await course.tap(`开始学：${FILM_NAME}`)
  const page = await app.arrive('pages/lessons/watch')
  await page.until(() => page.elements().some(e => e.events.has('timeupdate')))
  expect(nameless(page)).toEqual([])
  await plays(page, 0, 4)
  await page.see('已学 16%')
  page.resetBytes()
  for (const at of [4.05, 4.1, 4.15]) await page.wechatAnswers(FILM_NAME, 'timeupdate', { currentTime: at, duration: 24 })
  await page.until(() => page.text().includes('已学 17%'))
  console.log(`three timeupdates: ${page.bytes} bytes in ${page.setDataCalls.length} calls`)
  expect(page.bytes).toBeLessThan(400)

  told(app)
  await page.wechatAnswers(FILM_NAME, 'timeupdate', { currentTime: 20, duration: 24 })
  await page.see('第一次学不能快进')
  expect(told(app)).toEqual(['seek 4.15'])
  await page.wechatAnswers(FILM_NAME, 'timeupdate', { currentTime: 1, duration: 24 })
  expect(told(app)).toEqual([])

  await begun(app, page, actors.chen._id)
  await plays(page, 4.15, 12.2)
  await page.see('您还在学吗？')
  expect(told(app)).toEqual(['pause'])
  await page.wechatAnswers(FILM_NAME, 'pause', {})
  await page.until(async () => lengthOf((await standing(actors.chen._id)).segments) >= 12_000)
  await page.tapTimes('继续学', 5)
  expect(told(app)).toContain('play')
  await page.until(() => !page.text().includes('您还在学吗？'))
  page.resetBytes()
  app.hide()
  await page.until(() => told(app).includes('pause'))
  app.show()
})

test('watched in a dead spot and killed: it lies on the phone, goes by itself, and counts once', async () => {
  const app = start('demo-wang')
  const page = await watch(app)
  await page.wechatAnswers(FILM_NAME, 'play', {})
  await begun(app, page, actors.wang._id)
  app.setOnline(false)
  await plays(page, 0, 10)
  await page.wechatAnswers(FILM_NAME, 'pause', {})
  await page.see('已学的存在这部手机里')
  expect((await standing(actors.wang._id)).segments).toEqual([])

  const phone = app.kill()
  const after = start({ ...phone, calls: [], online: false })
  await after.open('pages/home/index')
  after.setOnline(true)
  await after.page.until(async () => lengthOf((await standing(actors.wang._id)).segments) === 10_000)
  await after.page.until(() => ![...after.phone.storage.keys()].includes('watchOut'))
  // On any phone it goes on where it was left.
  const other = start('demo-wang')
  const there = await watch(other)
  expect(there.elements().find(e => e.tag === 'video')?.attrs.initialTime).toBe(10)
  await there.see('已学 41%')
})

/** The phone is bound to nobody for a while, as when a session is over. */
async function unbound(person: string, openid: string, work: () => Promise<void>) {
  const bind = (wx: string) => t.db.collection('people').where({ _id: person }).update({ wx })
  await bind(`${openid}-elsewhere`)
  await work()
  await bind(openid)
}

test('a phone that is not known for a while keeps what was watched, and sends it once it is known again', async () => {
  const app = start('demo-tang')
  const page = await watch(app)
  await page.wechatAnswers(FILM_NAME, 'play', {})
  await begun(app, page, actors.tang._id)
  await unbound(actors.tang._id, 'demo-tang', async () => {
    await plays(page, 0, 6)
    await page.wechatAnswers(FILM_NAME, 'pause', {})
    await page.see('已学的存在这部手机里')
  })
  expect((await standing(actors.tang._id)).segments).toEqual([])
  const after = start({ ...app.kill(), calls: [] })
  await after.open('pages/home/index')
  await after.page.until(async () => lengthOf((await standing(actors.tang._id)).segments) === 6000)
})

test('a phone without any room left still sends what is watched', async () => {
  const app = start('demo-zhao')
  const page = await watch(app)
  await page.wechatAnswers(FILM_NAME, 'play', {})
  await begun(app, page, actors.zhao._id)
  const { storage } = app.phone
  const set = storage.set.bind(storage)
  storage.set = (key, value) => {
    if (key === 'watchOut') throw new Error('setStorageSync:fail the maximum size of the file storage limit is exceeded')
    return set(key, value)
  }
  await plays(page, 0, 5)
  await page.see('已学 20%')
  await page.wechatAnswers(FILM_NAME, 'pause', {})
  await page.until(async () => lengthOf((await standing(actors.zhao._id)).segments) === 5000)
})

test('what a viewing left that the server has long forgotten goes with the next one', async () => {
  const person = actors.jiang._id
  const app = start('demo-jiang')
  const page = await watch(app)
  await page.wechatAnswers(FILM_NAME, 'play', {})
  await begun(app, page, person)
  app.setOnline(false)
  await plays(page, 0, 6)
  await page.wechatAnswers(FILM_NAME, 'pause', {})
  await page.see('已学的存在这部手机里')
  // As after a score of viewings on another phone.
  const { rev, viewing } = await learnerOf(t.db, person)
  await t.db.collection('learners').where({ _id: person, rev }).update({ rev: rev + 1, 'viewing.id': `${viewing!.id}-other` })
  app.setOnline(true)
  await page.see('这次学习没有记上')
  await page.tap('重新打开')
  await page.until(() => !page.text().includes('这次学习没有记上'))
  await page.until(() => page.elements().some(e => e.events.has('timeupdate')))
  await page.see('已学 25%')
  await page.wechatAnswers(FILM_NAME, 'play', {})
  await page.until(async () => (await learnerOf(t.db, person)).past.length === 1)
  await earlier(t.db, person)
  await page.wechatAnswers(FILM_NAME, 'pause', {})
  await page.until(async () => lengthOf((await standing(person)).segments) === 6000)
})

test('play, pause, play before anything was answered is one viewing', async () => {
  const app = start('demo-qian')
  const page = await watch(app)
  await Promise.all(['play', 'pause', 'play', 'pause', 'play'].map(event => page.wechatAnswers(FILM_NAME, event, {})))
  await begun(app, page, actors.qian._id)
  await plays(page, 0, 2)
  await page.wechatAnswers(FILM_NAME, 'pause', {})
  await page.until(async () => lengthOf((await standing(actors.qian._id)).segments) === 2000)
  expect([calls(app, 'watch'), (await standing(actors.qian._id)).hits]).toEqual([1, 1])
})

test('another phone takes over: this one says so, pauses, and may take it back', async () => {
  const one = start('demo-feng')
  const page = await watch(one)
  await plays(page, 0, 3)
  await begun(one, page, actors.feng._id)
  const two = start('demo-feng')
  const there = await watch(two)
  await there.wechatAnswers(FILM_NAME, 'play', {})
  await there.until(async () => (await learnerOf(t.db, actors.feng._id)).past.length === 1)
  told(one)
  await page.wechatAnswers(FILM_NAME, 'pause', {})
  await page.see('已在另一台设备上继续')
  await page.until(() => told(one).includes('pause'))
  expect(lengthOf((await standing(actors.feng._id)).segments)).toBe(3000)
  // The player's own button plays nothing that would not count.
  await page.wechatAnswers(FILM_NAME, 'play', {})
  expect(told(one)).toEqual(['pause'])
  await page.tap('改在这里继续')
  await page.until(() => !page.text().includes('已在另一台设备上继续'))
  expect(told(one)).toContain('play')
})

test('without a network nothing begins in vain', async () => {
  const app = start('demo-jiang')
  const page = await watch(app)
  app.setOnline(false)
  await page.wechatAnswers(FILM_NAME, 'play', {})
  await page.see('没有连上，现在学的还记不上')
  expect(told(app)).toContain('pause')
})

test('seen to the end: quiz, five taps are one paper, certificate on the canvas, and its check page', async () => {
  const app = start('demo-xu')
  const page = await watch(app)
  await page.wechatAnswers(FILM_NAME, 'play', {})
  await begun(app, page, actors.xu._id)
  await plays(page, 0, 11.9)
  await plays(page, 11.9, 12.1)
  await page.tap('继续学')
  await plays(page, 12.1, 23.8)
  await page.wechatAnswers(FILM_NAME, 'ended', {})
  await page.see('看完了，通过测验就学完了')
  await page.tap('做测验')
  const quiz = await app.arrive('pages/lessons/quiz')
  for (const n of [1, 2, 3]) {
    await quiz.see(`第 ${n} 题，共 3 题`)
    const text = quiz.elements().filter(e => e.attrs.ariaRole === 'heading').map(e => quiz.nameOf(e)).at(-1)!
    const { kind, right, options } = await rightAnswer(t.db, text)
    for (const r of right) await quiz.tap(kind === 'judge' ? options[r]! : `${String.fromCharCode(65 + r)}. ${options[r]}`)
    expect(nameless(quiz)).toEqual([])
    await quiz.tap(n === 3 ? '核对' : '下一题')
  }
  await quiz.see('都答完了，请核对')
  await quiz.tapTimes('交卷', 5)
  await quiz.see('100 分')
  expect(calls(app, 'quizHand')).toBe(1)
  await quiz.see('整门课都学完了，可以领证书')
  await quiz.tap('领取证书')
  const certificate = await app.arrive('pages/lessons/certificate')
  await certificate.until(() => app.phone.drawn.includes('许强') && app.phone.drawn.includes(`《${FILM_TITLE}》`))
  const [{ _id: number }] = (await t.db.collection('certificates').where({ personId: actors.xu._id }).get()).data as [{ _id: string }]
  await certificate.until(() => app.phone.painted.length > 0)
  expect(readSquares(app.phone.painted, 1200, 848)).toBe(`https://zhidaitong.example.com/#/pages/lessons/check?number=${number}`)
  await certificate.tap('存到相册')
  await certificate.see('已存到相册')
  expect(told(app).some(x => x.startsWith('save '))).toBe(true)
  await certificate.tap('看别人查验时看到什么')
  const check = await app.arrive('pages/lessons/check')
  await check.see('证书是真的，有效')
  expect(check.text()).toContain('许*')
  expect(check.text()).not.toContain('许强')
  // WeChat adds no identity to a plain request.
  expect(app.phone.requests.at(-1)!.header).toEqual({})
})

test('a paper that was handed in, or drawn anew, on another phone holds nobody up', async () => {
  await arrangeQuiz(t.db, actors.li._id, FILM)
  const at = { id: FILM, episode: 'e1' }
  const handIn = async (app: MiniProgram) => {
    const quiz = await app.open('pages/lessons/quiz', at)
    for (const n of [1, 2, 3]) {
      await quiz.see(`第 ${n} 题，共 3 题`)
      await quiz.tap(n === 3 ? '核对' : '下一题')
      await quiz.see('这一题还没有答')
      await quiz.tap(n === 3 ? '核对' : '下一题')
    }
    await quiz.see('还有 3 题没有答')
    return quiz
  }
  const [one, two] = [start('demo-li'), start('demo-li')]
  await (await one.open('pages/lessons/quiz', at)).see('第 1 题，共 3 题')
  const first = await handIn(two)
  await first.tap('交卷')
  await first.see('还没有及格')
  // It lay open here as well: what came of it is told, and another may be drawn.
  const back = start({ ...one.kill(), calls: [] })
  const result = await back.open('pages/lessons/quiz', at)
  await result.see('还没有及格')
  await result.tap('再考一次')
  await result.see('第 1 题，共 3 题')

  // Handed in without a signal; the other phone hands the same paper in, and has the next one drawn.
  const sent = await handIn(back)
  back.setOnline(false)
  await sent.tap('交卷')
  await sent.see('现在连不上服务器')
  const second = await handIn(two)
  await second.tap('交卷')
  await second.see('还没有及格')
  await second.tap('再考一次')
  await second.see('第 1 题，共 3 题')
  const again = start({ ...back.kill(), calls: [], online: true })
  await (await again.open('pages/lessons/quiz', at)).see('第 1 题，共 3 题')
})

test('a recording plays and is followed; an article is read by the clock', async () => {
  const app = start('demo-sun')
  const page = await app.open('pages/lessons/watch', { id: MIXED, episode: 'e1' })
  await page.until(() => app.phone.sounds.length === 1)
  const [sound] = app.phone.sounds
  await page.tap('播放')
  expect(told(app)).toEqual(['play'])
  sound!.say('Play')
  for (const at of [0.3, 1, 1.6]) {
    sound!.currentTime = at
    sound!.say('TimeUpdate')
  }
  await page.tap('暂停')
  sound!.say('Pause')
  await page.until(async () => (await standing(actors.sun._id, MIXED))?.position === 1600)
  expect(nameless(page)).toEqual([])
  await page.tap('目录')
  await page.tap(await page.until(() => page.controls().find(c => c.startsWith('button 2. '))?.slice('button '.length)))
  const article = await page.until(() => app.page === page ? undefined : app.page)
  expect([article.route, app.depth]).toEqual(['pages/lessons/watch', 1])
  await article.see('会前：收到材料以后')
  await article.see('这个课时已学完')
  const { episodes } = await learnerOf(t.db, actors.sun._id)
  expect([episodes[`${MIXED}_e1`]?.completedAt, episodes[`${MIXED}_e2`]?.completedAt]).toEqual([null, expect.any(Number)])
})

test('the record, the instructors and their nomination, signing in by a list that says no', async () => {
  const app = start('demo-chen')
  const record = await app.open('pages/lessons/record')
  await record.see('行车吊装安全')
  expect(nameless(record)).toEqual([])
  const pool = await app.open('pages/lessons/instructors')
  await pool.see('方毅')
  await pool.tap('推荐讲师')
  const form = await app.arrive('pages/lessons/nominate')
  await form.tap('推荐')
  await form.until(() => form.text().includes('姓名'))
  await form.type('姓名', '高大勇')
  await form.type('专长', '安全生产')
  await form.type('推荐理由', '讲得清楚')
  await form.tapTimes('推荐', 5)
  await form.see('已推荐高大勇')
  expect(calls(app, 'nominate')).toBe(1)
  // 陈志强 teaches, though the roster calls him something else.
  const school = await app.open('pages/learn/index')
  await school.tap(await school.until(() => school.controls().find(c => c.includes('学员提问'))?.slice('button '.length)))
  const asks = await app.arrive('pages/lesson-office/asks')
  await asks.see('没有人过半数')
  app.phone.scans.push('ZDT9.nothing.of.ours')
  const attend = await app.open('pages/lessons/attend')
  await attend.tap('扫屏幕上的码')
  await attend.see('没有办成')
})
