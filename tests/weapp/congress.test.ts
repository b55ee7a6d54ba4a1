import type { Choice } from '../../types/congress-vote'
import { CANDIDATES, DISCUSSED, GRADES, LEADERS, MATTERS, MATTER_TITLE, PAPER, SESSION, arrangeHall, neighbours } from '../congress-hall'
import { startCloud, type TestCloud } from '../functions/cloud'
import type { MiniProgram } from './harness/launch'
import { nameless, phonesOf } from './harness/phones'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startCloud()
  await arrangeHall(cloud.db)
})
afterAll(() => cloud.stop())

const start = phonesOf(() => cloud)
// After the phones have ended.
afterEach(() => expect(cloud.faults()).toBe(0))

const screenCode = async () => (await cloud.call('demo-zhao', 'congress', 'screen', { id: SESSION })).code!.text
const open = (matter: keyof typeof MATTERS) => cloud.call('demo-zhao', 'congress', 'roundOpen', { matterId: MATTERS[matter], no: 1, way: 'named', why: '' })
const close = (matter: keyof typeof MATTERS) => cloud.call('demo-zhao', 'congress', 'roundClose', { roundId: `${MATTERS[matter]}.1` })
const partOf = async (openid: string, matter: keyof typeof MATTERS) =>
  (await cloud.call(openid, 'congress', 'round', { roundId: `${MATTERS[matter]}.1` })).part
const casts = (app: MiniProgram) => app.phone.calls.filter(c => c.action === 'cast').length

test('a paper is read to its end and confirmed', async () => {
  const app = start('demo-zhou')
  const session = await app.open('pages/congress/session', { id: SESSION })
  await session.see(MATTER_TITLE)
  expect(nameless(session)).toEqual([])
  console.log(`session: ${session.bytes} bytes`)
  expect(session.bytes).toBeLessThan(40 * 1024)
  await session.tap('集体合同（草案）全文，未读')
  const paper = await app.arrive('pages/congress/paper')
  await paper.see('职工月平均工资增长')
  await paper.tap('我已阅读')
  await paper.see('阅知')
  expect((await cloud.call('demo-zhou', 'congress', 'papers', { sessionId: SESSION })).items).toMatchObject([{ _id: PAPER, mine: expect.any(Number) }])
})

test('an opinion is kept while the app dies, and sent once', async () => {
  const before = start('demo-wang')
  const form = await before.open('pages/congress/opinion', { id: DISCUSSED })
  await form.type('意见', '食堂夜班供餐时间太短，请延长到零点。')
  await form.see('已保存草稿')
  const after = start({ ...before.kill(), calls: [] })
  const again = await after.open('pages/congress/opinion', { id: DISCUSSED })
  await again.until(() => again.value('意见').startsWith('食堂夜班'))
  expect(nameless(again)).toEqual([])
  await again.tapTimes('提交意见', 3)
  const list = await after.arrive('pages/congress/opinions')
  await list.see('食堂夜班供餐时间太短')
  expect((await cloud.call('demo-wang', 'congress', 'opinions', { sessionId: DISCUSSED })).items).toHaveLength(1)

  const late = await after.open('pages/congress/opinion', { id: SESSION })
  await late.see('现在不收意见')
})

test('an attachment of a paper opens in the phone\'s reader', async () => {
  const sent = await fetch(`${cloud.cloud.url}/storage/upload?path=ent-huajiang/person-zhao-min/contract.pdf`, { method: 'POST', headers: { 'x-local-openid': 'demo-zhao' }, body: 'the whole contract' })
  const { fileID } = await sent.json() as { fileID: string }
  await cloud.db.collection('sessionPapers').doc(PAPER).update({ files: [{ fileId: fileID, name: '集体合同全文.pdf', size: 18 }] })
  const app = start('demo-zhou')
  const paper = await app.open('pages/congress/paper', { id: PAPER })
  await paper.tap('集体合同全文.pdf，PDF · 1 KB，打开')
  await paper.until(() => app.phone.opened.some(f => f.name === '集体合同全文.pdf' && f.text === 'the whole contract'))
})

test('home leads to the check-in; the camera, the code typed and a stale code', async () => {
  const zhou = start('demo-zhou')
  const home = await zhou.open('pages/home/index')
  await home.see('今天的会议')
  await home.tap('签到')
  const form = await zhou.arrive('pages/congress/check-in')
  await form.see('第六届职工代表大会第二次会议')
  expect(nameless(form)).toEqual([])
  const [version, id, slot, mac] = (await screenCode()).split('.')
  await form.type('签到码', [version, id, Number(slot) - 100, mac].join('.'))
  await form.tap('签到')
  await form.until(() => form.text().includes('重新'))
  zhou.phone.scans = [await screenCode()]
  await form.tap('扫屏幕上的码')
  await form.see('周建国，您已签到')
  await form.tap('进入会场')
  const hall = await zhou.arrive('pages/congress/hall')
  await hall.see('签到')
  expect(nameless(hall)).toEqual([])

  const li = start('demo-li')
  const outside = await li.open('pages/congress/hall', { id: SESSION })
  await outside.see('您还没有签到')
  const typed = await li.open('pages/congress/check-in', { id: SESSION })
  const { code } = await cloud.call('demo-zhao', 'congress', 'oneTimeCode', { id: SESSION, personId: 'person-li-xiuying' })
  await typed.type('签到码', ` ${code.toLowerCase()} `)
  await typed.tap('签到')
  await typed.see('李秀英，您已签到')
  await typed.tap('进入会场')
  const inside = await li.arrive('pages/congress/hall')
  await inside.tap('离场')
  await inside.see('现在离场？')
  await inside.tap('离场')
  await inside.until(() => inside.controls().includes('button 返场'))
  await inside.tap('返场')
  await inside.until(() => inside.controls().includes('button 离场'))

  const wang = start('demo-wang')
  await wang.open('pages/congress/check-in', { id: SESSION, code: await screenCode() })
  await wang.page.see('王海燕，您已签到')
})

test('a vote on a matter: the ballot comes by itself, five taps are one vote, the result follows', async () => {
  const app = start('demo-zhou')
  const hall = await app.open('pages/congress/hall', { id: SESSION })
  await hall.see('请等主持人宣布下一项')
  await open('motion')
  await hall.tap('核对')
  await hall.see('请先选一项')
  hall.resetBytes()
  await hall.tap('您的意见：赞成')
  await hall.until(() => !hall.text().includes('请先选一项'))
  console.log(`one mark: ${hall.bytes} bytes in ${hall.setDataCalls.length} calls`)
  expect(hall.bytes).toBeLessThan(2048)
  expect(nameless(hall)).toEqual([])
  await hall.tap('核对')
  await hall.see('投出以后不能再改')
  await hall.tapTimes('投出', 5)
  await hall.see('您的一票已投出，已经收到')
  expect(casts(app)).toBe(1)
  expect(await partOf('demo-zhou', 'motion')).toMatchObject({ state: 'voted', choice: { kind: 'motion', vote: 'yes' } })

  await close('motion')
  await hall.see('您的一票已计入')
  await hall.see('应到 24 人')
  await hall.tap('看完整结果')
  const result = await app.arrive('pages/congress/result')
  await result.see('表决名单')
  await result.see('周建国')
  expect(nameless(result)).toEqual([])
  console.log(`result: ${result.bytes} bytes`)
  expect(result.bytes).toBeLessThan(40 * 1024)
})

test('an election: marks are counted against seats, the app killed before casting keeps them', async () => {
  await open('elect')
  const before = start('demo-zhou')
  const ballot = await before.open('pages/congress/hall', { id: SESSION })
  await ballot.see('应选 2 人，已划 ○ 0 人，还可划 2 人')
  await ballot.tap(`${CANDIDATES[0]}：赞成`)
  await ballot.tap(`${CANDIDATES[1]}：赞成`)
  await ballot.tap(`${CANDIDATES[2]}：赞成`)
  await ballot.see('多了 1 人。这样是废票')
  await ballot.tap(`${CANDIDATES[2]}：不赞成`)
  await ballot.see('已划 ○ 2 人，已满')
  const phone = before.kill()
  expect(before.errors).toEqual([])

  const after = start({ ...phone, calls: [] })
  const again = await after.open('pages/congress/hall', { id: SESSION })
  await again.see('已划 ○ 2 人，已满')
  await again.tap(`${CANDIDATES[1]}：弃权`)
  await again.tap('另选他人')
  await again.type('另选人 1', '李秀英')
  await again.tap('核对')
  await again.see('另选（1 人）')
  expect(nameless(again)).toEqual([])
  await again.tap('投出')
  await again.see('已经收到')
  expect(await partOf('demo-zhou', 'elect')).toMatchObject({ choice: { kind: 'elect', marks: { c0: 'yes', c2: 'no' }, writeIns: ['李秀英'] } satisfies Choice })
  await close('elect')
  await again.see('您的一票已计入')
})

test('an appraisal of eighty: page by page, kept when the app dies; the vote survives a lost network and a killed app, and is one vote', async () => {
  await open('appraise')
  const first = start('demo-li')
  const ballot = await first.open('pages/congress/hall', { id: SESSION })
  await ballot.see('第 1 页，共 16 页')
  console.log(`ballot of eighty: ${ballot.bytes} bytes`)
  expect(ballot.bytes).toBeLessThan(40 * 1024)
  for (let i = 0; i < 40; i++) {
    await ballot.tap(`${LEADERS[i]!.name}：${GRADES[i % 3]}`)
    if (i % 5 === 4) {
      await ballot.until(() => ballot.text().includes(`${i + 1} / 80`))
      await ballot.tap('下一页')
    }
  }
  await ballot.see('第 9 页')
  const second = start({ ...first.kill(), calls: [] })
  expect(first.errors).toEqual([])
  const again = await second.open('pages/congress/hall', { id: SESSION })
  await again.see('第 9 页，共 16 页')
  for (let i = 40; i < 79; i++) {
    await again.tap(`${LEADERS[i]!.name}：${GRADES[i % 3]}`)
    if (i % 5 === 4) await again.tap('下一页')
    if (i % 5 === 4 && i < 75) await again.see(`第 ${(i + 1) / 5 + 1} 页`)
  }
  await again.tap('核对')
  await again.see('还有 1 人没有评')
  second.setOnline(false)
  await again.tapTimes('投出', 3)
  await again.see('没有网络，您的一票还没有送到')
  const third = start({ ...second.kill(), calls: [], online: false })
  expect(second.errors).toEqual([])
  const offline = await third.open('pages/congress/hall', { id: SESSION })
  await offline.see('您的一票还没有送到')
  expect(await partOf('demo-li', 'appraise')).toMatchObject({ state: 'waiting' })
  third.setOnline(true)
  await offline.see('您的一票已投出，已经收到')
  const part = await partOf('demo-li', 'appraise')
  const expected = Object.fromEntries(LEADERS.slice(0, 79).map((l, i) => [l.id, i % 3]))
  expect(part).toMatchObject({ state: 'voted', choice: { kind: 'appraise', grades: expected } })
  await close('appraise')
  await offline.see('您的一票已计入')
  await offline.tap('看完整结果')
  const result = await third.arrive('pages/congress/result')
  await result.see('评议结果')
  await result.see('还有 60 位')
  console.log(`result of eighty: ${result.bytes} bytes`)
  expect(result.bytes).toBeLessThan(40 * 1024)
})

test('a vote that comes when voting has ended: the phone says that the count decides, or that it was too late', async () => {
  const app = start('demo-wang')
  const hall = await app.open('pages/congress/hall', { id: SESSION })
  const castOffline = async () => {
    await hall.tap('您的意见：反对')
    app.setOnline(false)
    await hall.tap('核对')
    await hall.tap('投出')
    await hall.see('没有网络，您的一票还没有送到')
  }
  await open('late')
  await castOffline()
  await close('late')
  app.setOnline(true)
  await hall.see('您的一票没有计入')

  await open('slow')
  await castOffline()
  // Paper ballots that have not come back keep the round from being counted.
  await cloud.call('demo-zhao', 'congress', 'paperIssue', { roundId: `${MATTERS.slow}.1`, personIds: [neighbours[0]!] })
  expect((await close('slow')).state).toBe('closing')
  app.setOnline(true)
  await hall.see('您的一票在截止前后才送到')
  expect(hall.text()).not.toContain('已经收到')
})
