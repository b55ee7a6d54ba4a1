import tcb from '@cloudbase/node-sdk'
import type { Values } from '../../types/survey-answers'
import type { TestCloud } from '../functions/cloud'
import { bindWorkers } from '../functions/survey-helpers'
import { ballots, inTurn, type SurveyPhone } from '../functions/survey-phones'
import { startStage, type Actor, type Kept, type Stage } from './browser'
import { box, button, day, dayFrom, inDialog, leave, radio, seen, tab, tick } from './congress-office'
import { telling } from './story'

const TITLE = '对分厂领导班子的真心话'
const [TRUST, WORDS] = ['您信任分厂的领导班子吗？', '您最想说的一句话']

/** Of two branches twelve and eleven take part; these of them on real pages. */
const MEMBERS = [12, 11]
const PAGES = [0, 1, 12]
/** Drew and never answered. */
const SILENT = 5

let stage: Stage
let t: TestCloud
let b: ReturnType<typeof ballots>
let staff: Actor
let seals: Actor[] = []
let id: string
let workers: string[]
const kept = new Map<number, Kept>()
const phones = new Map<number, SurveyPhone>()

beforeAll(async () => {
  stage = await startStage()
  const ask: TestCloud['ask'] = async (openid, area, action, input) => {
    const { result, error, trips } = await stage.cloud.call(area, { action, input }, openid ? { openid } : {})
    if (error) throw new Error(`${area}.${action}: ${JSON.stringify(error)}`)
    return { ...(result as object), trips } as never
  }
  t = {
    cloud: stage.cloud, env: 'e2e', ask, db: tcb.init({ env: 'e2e' }).database(), faults: () => 0, refusal: () => Promise.reject(new Error('not used here')), stop: () => stage.stop(),
    async call(openid, area, action, input) {
      const reply = await ask(openid, area, action, input)
      if (!reply.ok) throw new Error(`${area}.${action}: ${reply.code} ${reply.message}`)
      return reply.data
    },
  }
  b = ballots(t)
  const all = await bindWorkers(t, 36)
  workers = MEMBERS.flatMap((n, branch) => all.filter((_, i) => i % 3 === branch).slice(0, n))
  staff = await stage.as('demo-zhao', { desktop: true })
  staff.page.setDefaultTimeout(60_000)
})
afterAll(() => stage.stop())

const part = telling(10, async () => {
  for (const a of [staff, ...seals]) if (!a.page.isClosed()) console.log(a.page.url(), await a.page.locator('body').innerText(), a.errors)
})

/** Takes a worker's phone up, does something with it, and closes it again. */
async function withPhone(i: number, route: string, act: (a: Actor) => Promise<void>) {
  const a = await stage.as(workers[i], { kept: kept.get(i) })
  a.page.setDefaultTimeout(60_000)
  await a.go(route)
  try {
    await act(a)
  } catch (error) {
    console.log(await a.page.locator('body').innerText(), a.errors)
    throw error
  }
  kept.set(i, await a.context.storageState())
  await leave(a)
}

const page = () => `pages/ballot/survey?id=${id}`
const others = () => workers.map((_, i) => i).filter(i => !PAGES.includes(i))

/** Its next moment comes: time passes for this survey until then, and the timer runs. */
async function until(moment: (doc: Awaited<ReturnType<typeof b.kept>>) => number) {
  await b.pass(id, moment(await b.kept(id)) - Date.now() + 1)
  await b.fold()
}

/** On a busy machine the witness may answer too late; then the timer tries again each minute, as it does by itself. */
async function reaching(state: string) {
  for (let tries = 0; tries < 12; tries++) {
    const rounds = await b.rounds(id)
    if (rounds.length > 0 && rounds.every(r => r.state === state)) return rounds
    await b.pass(id, 60_000)
    await b.fold()
  }
  throw new Error(`never ${state}: ${JSON.stringify(await b.rounds(id))}`)
}

const trusts = (i: number) => i % 3 !== 0
const valuesOf = (i: number): Values => ({ q1: { picked: [trusts(i) ? 'o1' : 'o2'] }, ...(i % 4 === 0 ? { q2: `第 ${i} 个人的话` } : {}) })

part('staff plan an anonymous survey by its three dates, and publish it', async () => {
  await staff.go('pages/survey-office/new')
  await box(staff, '问卷标题').fill(TITLE)
  await button(staff, '建立空白问卷').click()
  await button(staff, '添加第一道题').click()
  await box(staff, '题目').fill(TRUST)
  await box(staff, '选项').fill('信任\n不信任')
  await button(staff, '在第 1 部分添加题目').click()
  await radio(staff, /^问答/).click()
  await box(staff, '题目').fill(WORDS)
  await tab(staff, '设置').click()
  await radio(staff, /^匿名/).click()
  await tick(staff, /^各单位分开领卷/).click()
  await staff.shot('anonymous-settings')
  await tab(staff, '对象和时间').click()
  await day(staff, '领卷开始日期').fill(dayFrom(-2))
  await seen(staff, '报名至少要留 10 分钟，请把领卷的开始时间改晚一些')
  await day(staff, '报名开始日期').fill(dayFrom(-1))
  await day(staff, '领卷开始日期').fill(dayFrom(3))
  await seen(staff, /^一共会请 \d+ 人填写/)
  await staff.shot('anonymous-dates')
  await seen(staff, /^已保存/)
  await button(staff, '检查并发布').click()
  await seen(staff, '各单位分开，结果可以按单位看')
  await staff.shot('anonymous-publish')
  await inDialog(staff, /^发布，请 \d+ 人报名/)
  await seen(staff, '还须 2 位监票人登记签封密钥')
  id = new URL(staff.page.url().replace('/#', '')).searchParams.get('id')!
})

part('workers join by one tap, told plainly what anonymous means; two scrutineers register', async () => {
  for (const i of PAGES) {
    await withPhone(i, 'pages/home/index', async a => {
      await button(a, new RegExp(`匿名问卷请您报名：${TITLE}`)).click()
      await seen(a, '要参加，请先报名')
      await seen(a, '谁能看到什么')
      if (i === 0) await a.shot('anonymous-join')
      await button(a, '参加').click()
      await seen(a, '您已报名')
    })
  }
  for (const [n, one] of (await inTurn(others(), i => b.join(workers[i]!, id))).entries()) phones.set(others()[n]!, one)
  seals = [await stage.as('demo-jiang'), await stage.as('demo-qian')]
  for (const seal of seals) {
    seal.page.setDefaultTimeout(60_000)
    await seal.go('pages/duty/index')
    await button(seal, new RegExp(`^${TITLE}.*请登记签封密钥`)).click()
    await seen(seal, /^签封密钥已登记/)
  }
  await seals[1]!.shot('anonymous-seal-ready')
  await staff.go(`pages/survey-office/survey?id=${id}`)
  await seen(staff, /人已报名/)
  await seen(staff, /^已登记的监票人：/)
  await tab(staff, '名单').click()
  await tab(staff, '已经报名的').waitFor()
})

part('the draw: phones draw by themselves when the page is opened; everybody sees one code', async () => {
  await until(s => s.ballot.drawFrom)
  const rounds = await reaching('drawing')
  expect(rounds.map(r => r.seats)).toEqual(MEMBERS)
  for (const i of PAGES) {
    await withPhone(i, page(), async a => {
      await seen(a, '答卷已领到')
      await seen(a, rounds[i < MEMBERS[0]! ? 0 : 1]!.code)
      if (i === 0) await a.shot('anonymous-drawn')
    })
  }
  await inTurn(others(), i => b.drawn(phones.get(i)!, id))
  const late = await stage.as('demo-liu')
  await late.go(page())
  await seen(late, '报名已经截止')
  await leave(late)
})

part('two scrutineers check every box on their own devices and sign; then the boxes are open', async () => {
  await until(s => s.ballot.drawUntil)
  await reaching('drawn')
  await staff.go(`pages/survey-office/survey?id=${id}`)
  await seen(staff, '2 个票箱等监票人签封')
  await staff.shot('anonymous-office-sealing')
  for (const seal of seals) {
    for (const n of MEMBERS) {
      await seen(seal, `领到答卷 ${n} 人`)
      if (n === MEMBERS[0]) await seal.shot('anonymous-seal')
      await button(seal, '签封').click()
      await seal.page.getByText(`领到答卷 ${n} 人`).waitFor({ state: 'detached' })
    }
    await seen(seal, /您要签的都签了|正在作答/)
  }
  expect(await b.state(id)).toBe('open')
})

part('answers go into the box: kept on the phone until then, without a name on the way', async () => {
  for (const i of PAGES) {
    await withPhone(i, page(), async a => {
      await seen(a, '您手里是一份不记名的答卷')
      if (i === 0) await a.shot('anonymous-intro')
      await button(a, '开始填写').click()
      await radio(a, trusts(i) ? /^信任/ : /^不信任/).click()
      await button(a, '下一题').click()
      await seen(a, /写的内容本身可能让人认出您/)
      if (i % 4 === 0) await a.page.getByRole('textbox').fill(`第 ${i} 个人的话`)
      if (i === 0) await a.shot('anonymous-question')
      // Closed in the middle, the phone goes on where it was.
      await a.page.reload()
      await button(a, '核对').click()
      await seen(a, '请核对您的回答')
      if (i === 0) await a.shot('anonymous-review')
      const sent: string[] = []
      a.page.on('request', r => sent.push(`${r.method()} ${new URL(r.url()).pathname}`))
      await button(a, '投入票箱').click()
      await seen(a, '您的答卷已投入票箱')
      await seen(a, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      expect(sent.filter(r => r.startsWith('POST'))).toEqual(['POST /api/box'])
      if (i === 0) await a.shot('anonymous-cast')
    })
  }
  await inTurn(others().filter(i => i !== SILENT), i => b.cast(phones.get(i)!.phone!, valuesOf(i)))
})

part('after the end the boxes are signed and counted: the page tells what was answered, by unit as well', async () => {
  await until(s => s.endsAt)
  await b.pass(id, 120_000)
  await b.fold()
  await reaching('closing')
  for (const seal of seals) {
    for (const n of [11, 11]) {
      await seen(seal, `票箱里 ${n} 份答卷`)
      await button(seal, '签封').click()
      await seal.page.getByText('逐条核对无误').waitFor({ state: 'detached' })
    }
    await leave(seal)
  }
  await reaching('counted')
  await b.fold()
  expect(await b.state(id)).toBe('closed')

  const answered = workers.map((_, i) => i).filter(i => i !== SILENT)
  const yes = answered.filter(trusts).length
  await staff.go(`pages/survey-office/survey?id=${id}`)
  await seen(staff, /的答卷有效/)
  await seen(staff, /收回 11 份/)
  await staff.shot('anonymous-office-counted')
  await tab(staff, '结果').click()
  await seen(staff, new RegExp(`^${answered.length} 人回答`))
  const bar = (name: string, n: number) => staff.page.getByRole('listitem', { name: new RegExp(`^${name} ${n} 人`) }).first().waitFor()
  await bar('信任', yes)
  await bar('不信任', answered.length - yes)
  await staff.shot('anonymous-results')
  await button(staff, `分组对比：${TRUST}`).click()
  const row = (name: string) => staff.page.getByRole('table').getByRole('row').filter({ hasText: name })
  await row('总装分厂').getByText('11 人', { exact: true }).waitFor()
  await row('铸造分厂').getByText('11 人', { exact: true }).waitFor()
})

part('every phone finds its own answers in the box, and may forget them', async () => {
  for (const i of PAGES) {
    await withPhone(i, page(), async a => {
      await seen(a, /您的答卷在票箱中，第 \d+ 份/)
      if (i === 0) await a.shot('anonymous-found')
      await button(a, '删除我的凭据').click()
      await inDialog(a, '删除凭据')
      await button(a, '删除我的凭据').waitFor({ state: 'detached' })
      expect(JSON.stringify(await a.context.storageState())).not.toContain('ballot-paper')
    })
  }
  await leave(staff)
})
