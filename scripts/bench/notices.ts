import type { NoticeDoc } from '../../cloudfunctions/_kit/notice-documents'
import type { NoticeAudience } from '../../types/notice-fields'
import { figure, type Group } from './harness'
import { FEW, MANY, withNotices, type BenchNotices, type Ran } from './notices-cloud'

const office = 'demo-zhao'
const PAGE = 1000
const MB = 1024 * 1024
const everybody: NoticeAudience = { kind: 'group', units: [], roles: [], term: null }
const message = { template: 'meeting', values: { thing1: '职工代表大会', time2: '2026-11-25 14:00', thing3: '三楼会议室', thing4: '请准时到会' } }

let made = 0

async function act({ run }: BenchNotices, action: string, input: object): Promise<Ran & { notice: NoticeDoc }> {
  const ran = await run('notices', { action, input }, office)
  const reply = ran.result as { ok: boolean; data: NoticeDoc & { notice?: NoticeDoc } }
  if (!reply.ok) throw new Error(`notices.${action}: ${JSON.stringify(reply)}`)
  return { ...ran, notice: reply.data.notice ?? reply.data }
}

async function planned(n: BenchNotices, audience: NoticeAudience): Promise<Ran & { notice: NoticeDoc }> {
  const { notice } = await act(n, 'create', { id: `notice-bench-${++made}`, edit: { kind: 'meeting', mustConfirm: false, title: '关于召开会议的通知', text: '请准时参加。', link: null, audience, message } })
  return act(n, 'plan', { id: notice._id, rev: notice.rev })
}

/** Some of the people stand in a unit of their own: an audience of a tenth. */
async function aTenth({ db }: BenchNotices): Promise<NoticeAudience> {
  const { command } = db
  await db.collection('people').where({ _id: command.and(command.gte('person-told-000000'), command.lt(`person-told-${String(FEW).padStart(6, '0')}`)) }).options({ multiple: true }).update({ unitId: 'hj-dongli' })
  return { kind: 'group', units: ['hj-dongli'], roles: [], term: null }
}

export const noticesPlan: Group = {
  name: 'notices.plan-100k',
  what: 'everybody of 100,000 listed into batches with who gets a message and why others do not, and the function’s memory',
  async run(bench) {
    const n = await withNotices(bench)
    const few = await planned(n, await aTenth(n))
    const { notice: { plan }, ms, trips, before, peak } = await planned(n, everybody)
    if (plan!.total < MANY || plan!.message + plan!.noCredit + plan!.unbound + plan!.muted !== plan!.total) throw new Error(`the plan does not add up: ${JSON.stringify(plan)}`)
    // What the machine itself needs for as many pages of a thousand rows read, and as many batches written for good.
    const machine = (await bench.read(MANY, PAGE)).p50 + (await bench.write()).p50
    const growth = (peak - before) / MB
    return [
      figure('notices.plan-100k', ms, 'ms', (MANY / PAGE) * machine),
      figure('notices.plan-100k.trips', trips, 'trips', 3 * (MANY / PAGE)),
      // Ten times the people; the memory is that of a page, not of the audience.
      figure('notices.plan-100k.rss-growth', growth, 'MB', Math.max(1, (few.peak - few.before) / MB)),
    ]
  },
}

export const noticesQueue: Group = {
  name: 'notices.queue',
  what: 'messages of one notice to 10,000 people worked off by the timer, without the rate that spares WeChat',
  async run(bench) {
    const n = await withNotices(bench)
    await n.run('notices-timer', {})
    const { notice } = await planned(n, await aTenth(n))
    const idle = await n.run('notices-timer', {})
    await act(n, 'send', { id: notice._id, rev: notice.rev, sendAt: null })
    const runs: Ran[] = []
    for (let state = 'sending'; state === 'sending';) {
      runs.push(await n.run('notices-timer', {}))
      state = (await act(n, 'get', { id: notice._id })).notice.state
    }
    const progress = await n.run('notices', { action: 'progress', input: { id: notice._id } }, office)
    const { counts } = (progress.result as { data: { counts: { sent?: number } } }).data
    const sent = counts.sent ?? 0
    if (sent !== notice.plan!.message) throw new Error(`${sent} of ${notice.plan!.message} were sent: ${JSON.stringify(counts)}`)
    const ms = runs.reduce((sum, r) => sum + r.ms, 0)
    const trips = runs.reduce((sum, r) => sum + r.trips - idle.trips, 0)
    return [
      figure('notices.queue', (sent / ms) * 1000, 'msg/s', (await bench.http()).ops),
      figure('notices.queue.trips-per-100', (trips * 100) / sent, 'trips', 3),
      figure('notices.queue.rss-growth', Math.max(...runs.map(r => r.peak - r.before)) / MB, 'MB', Math.max(1, (idle.peak - idle.before) / MB)),
    ]
  },
}
