import { readFileSync } from 'node:fs'
import tcb from '@cloudbase/node-sdk'
import { lengthOf } from '../../domain/lesson/segments'
import { actors } from '../../scripts/seed/people'
import { readSquares } from '../read-code'
import { arrangeLessons, FILM, FILM_TITLE, learnerOf, MIXED, rightAnswer } from '../lessons-arranged'
import { startStage, type Actor, type Kept, type Stage } from './browser'
import { box, button, leave, radio, seen, tab, tick } from './congress-office'
import { telling } from './story'

const LIU = actors.liu._id
/** Of a certificate, pixels: the code with the frames around it. */
const CORNER = 300

let stage: Stage
let one: Actor
let two: Actor
let kept: Kept
let number: string
const db = () => tcb.init({ env: 'e2e' }).database()
beforeAll(async () => {
  stage = await startStage()
  await arrangeLessons(db())
  one = await stage.as('demo-liu')
})
afterAll(() => stage.stop())

const part = telling(4, async () => {
  for (const [name, actor] of Object.entries({ one, two })) if (actor && !actor.page.isClosed()) await actor.shot(`lesson-story-broken-${name}`)
})

const film = (a: Actor) => a.page.locator('video:visible')
const at = (a: Actor) => film(a).evaluate(v => (v as HTMLVideoElement).currentTime)
const paused = (a: Actor) => film(a).evaluate(v => (v as HTMLVideoElement).paused)
const play = (a: Actor) => film(a).evaluate(v => (v as HTMLVideoElement).play())
const pause = (a: Actor) => film(a).evaluate(v => (v as HTMLVideoElement).pause())
const until = (a: Actor, condition: (v: HTMLVideoElement, value: number) => boolean, value = 0) =>
  a.page.waitForFunction(([text, n]) => {
    const v = document.querySelector('video')
    return v !== null && (new Function(`return (${text})`)() as typeof condition)(v, n as number)
  }, [condition.toString(), value] as const)
const reached = (a: Actor, seconds: number) => until(a, (v, s) => v.currentTime >= s, seconds)
const learned = async () => (await learnerOf(db(), LIU))?.episodes[`${FILM}_e1`]

/** At once, before the network could come back: a context that is closed lets through what was waiting for it. */
async function kill(a: Actor) {
  const session = await a.context.newCDPSession(a.page)
  const dead = a.page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => undefined)
  await dead
  await a.context.close()
}

/** What the server has, once the condition holds. */
async function settled(holds: (ms: number) => boolean) {
  for (;;) {
    const ms = lengthOf((await learned())?.segments ?? [])
    if (holds(ms)) return ms
    await one.page.waitForTimeout(100)
  }
}

part('the class leads to the course; it plays, and nobody gets ahead of it', async () => {
  await one.go('pages/learn/index')
  await seen(one, '必修，还没学完')
  await one.shot('lesson-home')
  await button(one, new RegExp(`^${FILM_TITLE.slice(0, 7)}`)).click()
  await seen(one, /看满 95% 算学完/)
  await one.shot('lesson-course')
  await button(one, /^开始学/).click()
  await film(one).waitFor()
  await play(one)
  await reached(one, 2)
  await film(one).evaluate(v => { (v as HTMLVideoElement).currentTime = 20 })
  await seen(one, '第一次学不能快进')
  await until(one, v => v.currentTime < 6 && !v.seeking)
  // Faster than the course allows is not played.
  await film(one).evaluate(v => { (v as HTMLVideoElement).playbackRate = 4 })
  await until(one, v => v.playbackRate === 2)
  await film(one).evaluate(v => { (v as HTMLVideoElement).playbackRate = 1 })
  await reached(one, 5)
  await pause(one)
  const ms = await settled(n => n >= 4500)
  expect(ms).toBeLessThanOrEqual((await at(one)) * 1000 + 50)
  await one.shot('lesson-watch')
})

part('the network is cut, it plays on, and the page is killed: what was watched lies on the phone', async () => {
  await one.context.setOffline(true)
  const before = lengthOf((await learned())!.segments)
  await play(one)
  await reached(one, 9)
  await pause(one)
  await seen(one, /已学的存在这部手机里/)
  expect(lengthOf((await learned())!.segments)).toBe(before)
  kept = await one.context.storageState()
  await kill(one)
})

part('the second phone goes on where the server stands; the first one is back, and its own is added once', async () => {
  two = await stage.as('demo-liu')
  await two.go(`pages/lessons/watch?id=${FILM}&episode=e1`)
  await film(two).waitFor()
  // It goes there as soon as the film's length is known.
  await reached(two, 4)
  const start = await at(two)
  expect(start).toBeLessThan(7)
  await play(two)
  await reached(two, start + 1)

  one = await stage.as('demo-liu', { kept })
  await one.go('pages/home/index')
  const ms = await settled(n => n >= 8500)
  expect(ms).toBeLessThan(10_500)
  await two.page.getByText('您还在学吗？').waitFor()
  expect(await paused(two)).toBe(true)
  await two.shot('lesson-asking')
  await button(two, '继续学').click()
  await reached(two, 14)
})

part('the first takes over; the second is told and pauses', async () => {
  // From the beginning again and slowly, so that it still plays when it is told: by the answer to its next report, at most 20 s later.
  await film(two).evaluate(v => Object.assign(v, { currentTime: 0, playbackRate: 0.5 }))
  const before = (await learnerOf(db(), LIU))!.viewing!.id
  await one.go(`pages/lessons/watch?id=${FILM}&episode=e1`)
  await film(one).waitFor()
  await play(one)
  while ((await learnerOf(db(), LIU))!.viewing!.id === before) await one.page.waitForTimeout(100)
  await two.page.getByText(/^已在另一台设备上继续/).waitFor({ timeout: 40_000 })
  expect(await paused(two)).toBe(true)
  await two.shot('lesson-elsewhere')
  expect(two.errors).toEqual([])
  await leave(two)
  await radio(one, /^倍速：2 倍/).click()
  await until(one, v => v.ended)
  await seen(one, '看完了，通过测验就学完了')
  const { segments, covered, hits } = { ...(await learned())!, covered: lengthOf((await learned())!.segments) }
  expect(covered).toBeGreaterThanOrEqual(22_800)
  expect(segments.at(-1)![1]).toBeLessThanOrEqual(24_000)
  expect(hits).toBe(3)
})

part('notes and questions keep their place; stars', async () => {
  await box(one, '记笔记').fill('三分之二以上参加，过半数当选')
  await button(one, '保存笔记').click()
  await seen(one, /讲到 0:2\d/)
  await tab(one, '提问').click()
  await box(one, '向讲师提问').fill('借调的人算在哪个单位？')
  await button(one, '提问').click()
  await seen(one, /我问的/)
  await radio(one, /^5 星/).click()
  await seen(one, '很好，谢谢您')
  await one.shot('lesson-learned')
})

part('the quiz is failed once, explained, and passed', async () => {
  await button(one, '做测验').click()
  for (let n = 1; n <= 3; n++) {
    await seen(one, `第 ${n} 题，共 3 题`)
    if (n === 1) await one.shot('lesson-quiz')
    await button(one, n === 3 ? '核对' : '下一题').click()
    await button(one, n === 3 ? '核对' : '下一题').click()
  }
  await seen(one, '还有 3 题没有答')
  await button(one, '交卷').click()
  await seen(one, '0 分')
  await seen(one, /^正确答案：/)
  await one.shot('lesson-quiz-result')
  await button(one, '再考一次').click()
  for (let n = 1; n <= 3; n++) {
    await seen(one, `第 ${n} 题，共 3 题`)
    const text = (await one.page.locator('.card .heading').filter({ visible: true }).first().textContent())!
    const { kind, right, options } = await rightAnswer(db(), text)
    for (const r of right) {
      const name = new RegExp(`^${kind === 'judge' ? '' : `${String.fromCharCode(65 + r)}. `}${options[r]}`)
      await (kind === 'multiple' ? tick(one, name) : radio(one, name)).click()
    }
    await button(one, n === 3 ? '核对' : '下一题').click()
  }
  await seen(one, '都答完了，请核对')
  await button(one, '交卷').click()
  await seen(one, '100 分')
})

part('a certificate, drawn and downloaded; anybody may check it, nobody learns the whole name', async () => {
  await button(one, '领取证书').click()
  await seen(one, '编号')
  const coming = one.page.waitForEvent('download')
  await button(one, '下载图片').click()
  const png = readFileSync(await (await coming).path())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.length).toBeGreaterThan(20_000)
  await one.shot('lesson-certificate')
  // What a camera reads in the corner of the picture that was saved.
  const dark = await one.page.evaluate(async ([base64, side]) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
    const pen = new OffscreenCanvas(side, side).getContext('2d')!
    pen.drawImage(picture, side - picture.width, side - picture.height)
    const { data } = pen.getImageData(0, 0, side, side)
    return Array.from({ length: side * side }, (_, i) => (data[i * 4]! < 128 ? '1' : ' ')).join('')
  }, [png.toString('base64'), CORNER] as const)
  const code = readSquares([...dark].flatMap((d, i) => (d === '1' ? [[i % CORNER, Math.floor(i / CORNER), 1, 1] as const] : [])), CORNER, CORNER)!
  number = (await one.page.locator('.fact-value').filter({ hasText: /^[0-9A-Z]{4} [0-9A-Z]{4} / }).first().textContent())!
  await leave(one)

  const anybody = await stage.as(undefined)
  await anybody.go('pages/lessons/check')
  await box(anybody, '证书编号').fill(number.toLowerCase())
  await button(anybody, '查验').click()
  await seen(anybody, '证书是真的，有效')
  await seen(anybody, '刘*')
  await seen(anybody, FILM_TITLE)
  expect(await anybody.page.getByText('刘洋').count()).toBe(0)
  await anybody.shot('lesson-check')
  await leave(anybody)
  const link = await stage.as(undefined)
  expect(code).toMatch(new RegExp(`#/pages/lessons/check\\?number=${number.replace(/ /g, '')}$`))
  await link.page.goto(code)
  await seen(link, '证书是真的，有效')
  await leave(link)
})

part('a recording is heard, an article and a document are read by the clock', async () => {
  one = await stage.as('demo-liu')
  await one.go(`pages/lessons/watch?id=${MIXED}&episode=e1`)
  const sound = one.page.locator('audio')
  await sound.evaluate(a => (a as HTMLAudioElement).play())
  await one.page.waitForFunction(() => document.querySelector('audio')!.currentTime > 1.5)
  await sound.evaluate(a => (a as HTMLAudioElement).pause())
  await seen(one, /^已学 [1-9]/)
  await one.go(`pages/lessons/watch?id=${MIXED}&episode=e2`)
  await seen(one, '这个课时已学完')
  await one.go(`pages/lessons/watch?id=${MIXED}&episode=e3`)
  const opening = one.context.waitForEvent('page')
  await button(one, '打开文件').click()
  await (await opening).close()
  await seen(one, '这个课时已学完')
  await one.go('pages/lessons/record')
  await seen(one, '学时合计')
  await one.shot('lesson-record')
  await leave(one)
})
