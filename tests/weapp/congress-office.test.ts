import { startCloud, type TestCloud } from '../functions/cloud'
import { launch } from './harness/launch'

let cloud: TestCloud
beforeAll(async () => { cloud = await startCloud() })
afterAll(() => cloud.stop())

const NEXT = 'session-demo-0002'
const PAST = 'session-demo-0001'
const TERM = 'term-demo-0006'

/** Every staff page with something to show; the words say that it has loaded. */
const PAGES: [page: string, openid: string, query: Record<string, string>, words: string][] = [
  ['sessions', 'demo-zhao', {}, '第六届职工代表大会第二次会议'],
  ['session-edit', 'demo-zhao', { id: 'session-demo-0003' }, '模拟代表'],
  ...(['check', 'matters', 'papers', 'opinions', 'roll', 'votes', 'resolution', 'archive'] as const).map((part): typeof PAGES[number] =>
    ['session', 'demo-zhao', { id: part === 'check' || part === 'matters' || part === 'papers' ? NEXT : PAST, part }, {
      check: '筹备阶段的要求', matters: '候选人（按姓氏笔画）', papers: '职工教育经费使用方案', opinions: '代表团', roll: '够法定人数', votes: '年度安全生产措施计划', resolution: '公布和报送', archive: '档案',
    }[part]]),
  ['session', 'demo-zhao', { id: 'session-demo-0003', part: 'rehearse' }, '模拟代表才会到场'],
  ['matter', 'demo-zhao', { session: NEXT, id: 'matter-demo-0204' }, '差额选举'],
  ['paper', 'demo-zhao', { session: NEXT, id: 'paper-demo-0201' }, '还没有阅知的代表'],
  ['round', 'demo-zhao', { id: 'matter-demo-0103.1' }, '记名表决名单'],
  ['batch', 'demo-qian', { round: 'matter-demo-0102.1', no: '1' }, '回到这一轮'],
  ['rules', 'demo-zhao', {}, '规定的数和出处'],
  ['terms', 'demo-zhao', {}, '第六届'],
  ['term', 'demo-zhao', { id: TERM }, '结构比例'],
  ['term-edit', 'demo-zhao', { id: TERM }, '职工 1800 人'],
  ['elect', 'demo-zhao', { term: TERM, district: 'district-hj-zhuzao', why: 'by' }, '候选人和得票'],
]

test.each(PAGES)('%s opens for %s %j: it shows, every control has a name, nothing fails', async (page, openid, query, words) => {
  const app = launch({ cloud: cloud.cloud.url, openid })
  const opened = await app.open(`pages/congress-office/${page}`, query)
  await opened.see(words)
  expect(opened.controls().filter(c => !/^\S+ \S/.test(c))).toEqual([])
  app.kill()
  expect(app.errors).toEqual([])
  expect(cloud.cloud.logs().map(l => l.message).filter(m => m.includes('"level":"fault"'))).toEqual([])
})
