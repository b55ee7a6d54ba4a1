import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import tcb from '@cloudbase/node-sdk'
import type { Request } from 'playwright-core'
import { ballotId } from '../../domain/ballot/ballot'
import type { ActionOf, Area, Input, Output } from '../../types/api'
import type { Reply } from '../../types/contract'
import type { Question } from '../../types/congress-vote'
import { hall, type Hall } from '../functions/congress-hall'
import { startStage, type Actor, type Kept, type Stage } from './browser'
import { button, inDialog, radio, seen, tick } from './congress-office'
import { telling } from './story'

const HALL_SCREEN = { width: 1920, height: 1080 }
const TABLET = { width: 820, height: 1180 }
const QUESTION: Question = { kind: 'elect', seats: 2, writeIn: false, form: 'surplus', candidates: ['丁一', '王海燕', '张建国'].map((name, i) => ({ id: `c${i}`, name })) }
const TITLE = '选举职工董事'

/** Of the 34 in the hall: 20 have phones, 12 take paper, 2 sit down at the tablet. */
const PHONES = 20
const PAPERS = 12
const BOOTH = 2
const PRESENT = PHONES + PAPERS
const DRAWN = PHONES + BOOTH

let stage: Stage
let h: Hall
let db: ReturnType<ReturnType<typeof tcb.init>['database']>
let zhao: Actor
let screen: Actor
let tablet: Actor
let seals: Actor[] = []
let roundId: string
/** What each phone keeps while its browser is closed; most of them are closed between two acts. */
const phones: (Kept | undefined)[] = []
const folder = mkdtempSync(join(tmpdir(), 'zdt-ballot-'))

/** Forty browsers and two clouds on a busy machine are slow, not wrong. */
const take: Stage['as'] = async (...who) => {
  const actor = await stage.as(...who)
  actor.page.setDefaultTimeout(120_000)
  return actor
}

const call = async <A extends Area, N extends ActionOf<A>>(openid: string | undefined, area: A, action: N, input: Input<A, N>): Promise<Output<A, N>> => {
  const { result } = await stage.cloud.call(area, { action, input }, { openid })
  const reply = result as Reply<Output<A, N>>
  if (!reply.ok) throw new Error(`${String(action)}: ${reply.code} ${reply.message}`)
  return reply.data
}

beforeAll(async () => {
  stage = await startStage()
  db = tcb.init({ env: 'e2e' }).database()
  h = await hall({ call, db }, { size: PRESENT + BOOTH + 2, present: PRESENT, rehearsal: true })
  await call('demo-zhao', 'congress', 'tick', { id: h.id, personIds: h.ids.slice(PRESENT, PRESENT + BOOTH), act: 'in', key: 'key-tick-booth-0001' })
  await h.matter(QUESTION, { way: 'secret', title: TITLE })
  zhao = await take('demo-zhao', { desktop: true })
})
afterAll(async () => {
  await stage.stop()
  rmSync(folder, { recursive: true, force: true })
})

const part = telling(15, async () => {
  for (const a of [zhao, screen, tablet, ...seals]) if (a && !a.page.isClosed()) console.log(a.page.url(), await a.page.locator('body').innerText(), a.errors)
})

/** Requests of voters' phones while ballots are cast: everything that left them. */
const sent: Promise<{ path: string; method: string; headers: Record<string, string> }>[] = []

/** With the headers that the browser really sent; none for a request that was cut off before it left, whose policy is not applied yet. */
const noted = async (request: Request) => ({ path: new URL(request.url()).pathname, method: request.method(), headers: await request.allHeaders().catch(() => ({})) })

/** Takes phone number `i` up, does something with it, and closes it again as one does. */
async function withPhone(i: number, route: string, act: (a: Actor) => Promise<void>, listen = false) {
  const a = await take(h.wx(i), { kept: phones[i] })
  if (listen) a.context.on('request', request => sent.push(noted(request)))
  await a.go(route)
  await act(a)
  if (listen) await Promise.all(sent)
  phones[i] = await a.context.storageState()
  expect(a.errors).toEqual([])
  await a.context.close()
}

/** All phones, a few at a time. */
async function eachPhone(act: (i: number) => Promise<void>) {
  const left = Array.from({ length: PHONES }, (_, i) => i)
  const work = async () => { for (let i = left.shift(); i !== undefined; i = left.shift()) await act(i) }
  await Promise.all([work(), work(), work()])
}

/** On a busy machine the witness may answer too late; then the chair does as the page says, and tries again. */
async function persist(press: () => Promise<void>, done: string) {
  for (let tries = 0; tries < 5; tries++) {
    await press()
    const answered = await Promise.race([seen(zhao, done).then(() => true), seen(zhao, /联系不上见证方/).then(() => false)])
    if (answered) return
  }
  throw new Error('the witness never answered')
}

const hallPage = () => `pages/congress/hall?id=${h.id}`
const votePage = () => `pages/ballot/vote?session=${h.id}&round=${roundId}`
const shows = async (a: Actor, name: string) => a.page.locator('.screen-hall-code, .hall-code-text', { hasText: name }).first().waitFor()

part('everybody gets ready: phones register by themselves, scrutineers their seals, the tablet two delegates', async () => {
  seals = await Promise.all(['demo-jiang', 'demo-qian'].map(who => take(who)))
  for (const seal of seals) await seal.go(`pages/ballot/seal?session=${h.id}`)
  await seen(seals[1]!, /签封密钥已登记：.*、/)
  await seals[1]!.shot('ballot-seal-ready')

  tablet = await take('demo-zhao', { size: TABLET })
  await tablet.go(`pages/ballot/booth?session=${h.id}`)
  await button(tablet, '选代表').click()
  for (const id of h.ids.slice(PRESENT, PRESENT + BOOTH)) {
    const { name } = await h.row(id)
    await tablet.page.getByRole('dialog').locator('input').fill(name)
    await tick(tablet, new RegExp(`^${name}`)).click()
  }
  await button(tablet, '选好了，2 位').click()
  await button(tablet, '登记选中的 2 人').click()
  await button(tablet, '登记选中的 2 人').waitFor({ state: 'detached' })
  await tablet.shot('ballot-booth-enrol')

  await eachPhone(i => withPhone(i, hallPage(), async a => {
    await a.page.waitForFunction(() => Object.keys(localStorage).some(k => k.includes('ballot-key') && localStorage.getItem(k)!.includes('"registered":true')))
    await seen(a, '请等主持人宣布下一项')
  }))
})

part('领票: the chair opens the draw, phones draw by themselves, twelve take paper; everybody sees one code', async () => {
  screen = await take('demo-zhao', { desktop: true, size: HALL_SCREEN })
  await screen.go(`pages/congress/screen?id=${h.id}`)
  await zhao.go(`pages/congress-office/session?id=${h.id}&part=votes`)
  await button(zhao, `开始表决：${TITLE}`).click()
  await radio(zhao, /^无记名投票/).click()
  await radio(zhao, /^用手机投/).click()
  await zhao.shot('ballot-open-round')
  await persist(() => inDialog(zhao, '开始领票'), '校验码')
  roundId = /[?&]id=([^&]+)/.exec(zhao.page.url())![1]!
  const { round } = await call('demo-zhao', 'congress', 'round', { roundId })
  const code = round.ballot!.code
  await shows(screen, code)
  await screen.shot('ballot-screen-drawing')

  await eachPhone(i => withPhone(i, hallPage(), async a => {
    await seen(a, '领票 ✓')
    await shows(a, code)
    if (i === 0) await a.shot('ballot-drawn')
  }))
  await seen(tablet, '已为 2 位代表领好票')
  await call('demo-zhao', 'congress', 'paperIssue', { roundId, personIds: h.ids.slice(PHONES, PHONES + PAPERS) })
  await seen(zhao, `手机和写票处 ${DRAWN} 张，纸质票 ${PAPERS} 张，开始时实到 ${PRESENT + BOOTH} 人`)
  await zhao.shot('ballot-round-drawing')
  await button(zhao, '签到和领票名单').click()
  await seen(zhao, `签到名册 ${PRESENT + BOOTH} 人，领票名单 ${PRESENT + BOOTH} 人`)
  await button(zhao, '关闭').click()
  await persist(async () => {
    await button(zhao, '结束领票').click()
    await inDialog(zhao, '结束领票')
  }, '等监票人签封：须 2 人，已签 0 人')
})

part('签封: two scrutineers check the lists on their own devices and sign; only then casting can be opened', async () => {
  for (const seal of seals) {
    await seen(seal, `手机和写票处领票 ${DRAWN} 张`)
    await seal.shot('ballot-seal-opening')
    await button(seal, '签封').click()
    await seen(seal, '您已签封')
  }
  await button(zhao, '开始投票').click()
  await inDialog(zhao, '开始投票')
  await button(zhao, '截止写票').waitFor()
  await seen(screen, '请在手机上写票、投票')
  await screen.shot('ballot-screen-open')
})

const marksOf = (i: number) => [i % 3 === 0 ? '赞成' : '不赞成', '赞成', i % 4 === 0 ? '赞成' : '弃权'].map((mark, j) => [QUESTION.candidates[j]!.name, i % 12 === 0 && j === 1 ? '不赞成' : mark] as const)

/** Marks, looks over, casts; the receipt's short code is on the screen in the end. */
async function vote(a: Actor, i: number) {
  await seen(a, '应选 2 人')
  for (const [name, mark] of marksOf(i)) await a.page.getByRole('radio', { name: `${name}：${mark}`, exact: true }).click()
  if (i === 1) await a.shot('ballot-marking')
  await button(a, '核对').click()
  await seen(a, '投出以后不能再改')
  if (i === 1) await a.shot('ballot-review')
  await button(a, '投出').click()
}

part('投票: twenty phones cast without saying who they are, two delegates at the tablet; calls are shut', async () => {
  await eachPhone(i => withPhone(i, votePage(), async a => {
    await vote(a, i)
    await seen(a, '您的票已投入票箱')
    await seen(a, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    if (i === 1) await a.shot('ballot-cast')
    if (i !== 2) return
    await a.go('pages/home/index')
    await seen(a, /正在无记名投票/)
    await a.shot('ballot-shut-home')
  }, true))

  for (const id of h.ids.slice(PRESENT, PRESENT + BOOTH)) {
    const { name } = await h.row(id)
    await button(tablet, `${name}，我来投`).click()
    if (id === h.ids[PRESENT]) await tablet.shot('ballot-booth-queue')
    await inDialog(tablet, '开始写票')
    await vote(tablet, 4)
    await seen(tablet, '您的票已经封好')
    await tablet.shot('ballot-booth-done')
    expect(await tablet.page.locator('body').innerText()).not.toMatch(/赞成|丁一|王海燕/)
    await button(tablet, '好了，交还平板').click()
  }
  await seen(tablet, '这台平板上的代表都投过了')
  expect(JSON.stringify(await tablet.context.storageState())).not.toMatch(/ballot-paper|"writeIns"|"marks"/)

  // What left the voters' phones: files of the app itself, and anonymous questions to the box.
  const asked = await Promise.all(sent)
  expect(asked.filter(r => r.method === 'POST').map(r => r.path)).toEqual(Array.from({ length: PHONES }, () => '/api/box'))
  expect(asked.filter(r => r.path.startsWith('/functions') || r.path.startsWith('/storage') || (r.path.startsWith('/api') && !r.path.startsWith('/api/box')))).toEqual([])
  const told = asked.filter(r => r.path.startsWith('/api')).flatMap(r => Object.keys(r.headers))
  expect(told.filter(name => name === 'user-agent').length).toBeGreaterThanOrEqual(2 * PHONES)
  expect(told.filter(name => ['authorization', 'cookie', 'x-local-openid', 'referer'].includes(name))).toEqual([])
  for (const i of [0, 1, PHONES - 1]) expect(asked.every(r => !JSON.stringify(r).includes(h.wx(i)) && !JSON.stringify(r).includes(h.ids[i]!))).toBe(true)
  expect(new Set(asked.filter(r => r.path.startsWith('/api')).map(r => r.path))).toEqual(new Set(['/api/box', `/api/box/rounds/${roundId}`, `/api/box/rounds/${roundId}/state`]))
})

const LOST = PHONES - 1

part('an administrator deletes one ballot from the database while casting is open', async () => {
  const kept = phones[LOST]!.origins.flatMap(o => o.localStorage).find(e => e.name.includes(`ballot-paper:${roundId}`))!
  const { ballot } = (JSON.parse(kept.value) as { data: { data: { ballot: string } } }).data.data
  const { deleted } = await db.collection('ballots').doc(ballotId((JSON.parse(ballot) as { pub: string }).pub)).remove()
  expect(deleted).toBe(1)
})

part('the chair ends the marking and closes the box; paper is entered twice, the board is signed, the count stands', async () => {
  await button(zhao, '截止写票').click()
  await inDialog(zhao, '截止写票')
  await seen(zhao, /正在路上的票还可以送到/)
  await seen(screen, '写票已经截止')
  // The notice of half a minute is cut short, as no test waits for it.
  await db.collection('rounds').doc(roundId).update({ 'ballot.closesAt': Date.now() - 1 })
  await button(zhao, '截止投票').click()
  await inDialog(zhao, '截止投票')
  await seen(zhao, `发出纸质票 ${PAPERS} 张`)
  const marks = { c0: { yes: PAPERS - 2, no: 1, blank: 0 }, c1: { yes: 1, no: PAPERS - 2, blank: 0 }, c2: { yes: 0, no: 0, blank: PAPERS - 1 } }
  for (const who of ['demo-jiang', 'demo-qian']) {
    await call(who, 'congress', 'batchEnter', { roundId, no: 1, entry: { issued: PAPERS, collected: PAPERS, counts: { kind: 'elect', marks, writeIns: {}, valid: PAPERS - 1, void: 1 } } })
  }
  for (const seal of seals) {
    await seen(seal, `票箱里 ${DRAWN - 1} 张`)
    await seal.shot('ballot-seal-final')
    await button(seal, '签封').click()
    await seen(seal, /您已签封|已经计票/)
  }
  await seen(zhao, '须得')
  await seen(zhao, `${DRAWN - 1 + PAPERS} 张`)
  await zhao.shot('ballot-round-counted')
  await seen(screen, '投票结果')
  await screen.shot('ballot-screen-counted')
})

part('查验: nineteen find their ballot, one is missing; its voter, the evidence and the verifier say so', async () => {
  const evidence = join(folder, 'evidence.json')
  const places: string[] = []
  await eachPhone(i => withPhone(i, votePage(), async a => {
    if (i === LOST) {
      await seen(a, '不在：请保留凭据并联系监票人')
      await a.shot('ballot-dropped')
      const download = a.page.waitForEvent('download')
      await button(a, '导出凭据，交给监票人').click()
      return (await download).saveAs(evidence)
    }
    await seen(a, /您的选票在票箱中，第 \d+ 张/)
    places.push(/第 \d+ 张/.exec(await a.page.locator('body').innerText())![0])
    if (i === 1) await a.shot('ballot-found')
    await button(a, '删除我的凭据').click()
    await inDialog(a, '删除凭据')
    await button(a, '删除我的凭据').waitFor({ state: 'detached' })
    expect(JSON.stringify(await a.context.storageState())).not.toContain('ballot-paper')
  }))
  expect(new Set(places).size).toBe(PHONES - 1)

  const record = join(folder, 'record.json')
  const download = zhao.page.waitForEvent('download')
  await button(zhao, '下载公开记录').click()
  await (await download).saveAs(record)
  const verify = (...more: string[]) => promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/verify.ts', record, ...more])
  const { stdout } = await verify()
  expect(stdout).toContain(`到会 ${PRESENT + BOOTH} 人；手机领票 ${DRAWN} 张，纸质领票 ${PAPERS} 张`)
  expect(stdout).toContain(`收回手机票 ${DRAWN - 1} 张，纸质票 ${PAPERS} 张`)
  await expect(verify('--evidence', evidence)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('投诉成立') })
  for (const a of [zhao, screen, tablet, ...seals]) {
    expect(a.errors).toEqual([])
    await a.context.close()
  }
})
