import { motions } from '../../types/motion'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, text } from './motion-helpers'

const id = 'motion-life-0015'
const key = 'key-attack-0001'
const note = '写明理由'
const answer = '经研究，答复如下，请予监督。'
/** A sound input for each act and each later action, by somebody who may. */
const acts: [string, Record<string, unknown>][] = [
  ['cosign', {}], ['admit', {}], ['merge', { into: 'motion-life-0001' }], ['split', {}], ['toOpinion', { note }], ['giveBack', { note }], ['resubmit', { text }],
  ['refuse', { reason: 'solved', note }], ['dispute', { note }], ['assign', { lead: 'hj-dongli', assist: [] }], ['signFor', {}], ['sendBack', { note }],
  ['reassign', { lead: 'hj-dongli', assist: [], note }], ['note', { kind: 'progress', text: note, files: [] }], ['askExtension', { days: 3, note }],
  ['grantExtension', {}], ['denyExtension', { note }], ['reply', { code: 'A', text: answer, promisedOn: null, files: [] }], ['sign', {}], ['returnReply', { note }],
  ['rate', { value: 'satisfied', note }], ['settle', { how: 'close', note }], ['deliver', { how: 'kept', note, promisedOn: null }], ['answerOpinion', { note: answer }],
  ['publish', { title: '公开的案由', proposal: '公开的建议', reply: '公开的答复', named: false, unitIds: [] }], ['unpublish', { note }], ['archive', {}], ['remind', { note }],
]

const WRONG = [null, 7.5, -1, {}, { $gt: '' }, { $where: 'sleep(1000)' }, ['$gt', { $ne: 1 }], '\u202E反向', 'x'.repeat(5000)]

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

test('every act of the contract is attacked here', () => {
  expect(acts.map(([act]) => act).sort()).toEqual(motions.act.input.def.options.map(o => o.def.shape.act.def.values[0] as string).sort())
})

test.each(acts)('%s: every field missing, of a wrong form, with operators, and an unknown one', async (act, given) => {
  const good: Record<string, unknown> = { act, id, key, ...given }
  const refused = async (input: unknown) => expect([input, await t.refusal(WHO.zhao, 'motions', 'act', input)]).toEqual([input, 'BAD_INPUT'])
  await refused({ ...good, by: 'demo-li' })
  await refused({ ...good, tenant: 'ent-qingyuan' })
  for (const field of Object.keys(good)) {
    await refused({ ...good, [field]: undefined })
    for (const value of WRONG) if (!(field === 'promisedOn' && value === null)) await refused({ ...good, [field]: value })
  }
})

// Who is let through the door of each act on a motion that 动力分厂 has in hand; everybody else is told so.
// Whoever has co-signed it and says so again is answered, and nothing changes.
const open: Record<string, string[]> = {
  cosign: [WHO.zhou, WHO.li],
  reassign: [WHO.zhao, WHO.qian, WHO.sun], remind: [WHO.zhao, WHO.qian, WHO.sun], note: [WHO.chen], askExtension: [WHO.chen], reply: [WHO.chen],
}
const everyone = [...Object.values(WHO), undefined]

test.each(acts)('%s: by everybody, on a motion in hand: nothing is written by who may not', async (act, given) => {
  const d = doing(t)
  const before = (await d.get(id)).rev
  for (const who of everyone.filter(w => !open[act]?.includes(w as string))) {
    const code = await t.refusal(who, 'motions', 'act', { act, id, key, ...given })
    const own = [WHO.ma, WHO.he, WHO.wu, WHO.zheng].includes(who as never) ? ['NOT_FOUND'] : ['NOT_ALLOWED', 'WRONG_STATE', 'NOT_BOUND']
    expect([act, who, own.includes(code) ? 'refused' : code]).toEqual([act, who, 'refused'])
  }
  expect((await d.get(id)).rev).toBe(before)
})

const later: [action: string, input: object, may: string[]][] = [
  ['screenMany', { act: 'admit', ids: ['motion-none-1'], key }, [WHO.qian, WHO.tang]],
  ['rulesSave', { rev: 99, rules: null }, []],
  ['holidaysSave', { rev: 99, holidays: [] }, [WHO.zhao, WHO.ma, WHO.zheng]],
  ['queue', { queue: 'screening' }, [WHO.zhao, WHO.qian, WHO.tang, WHO.sun, WHO.feng, WHO.ma, WHO.zheng]],
  ['queue', { queue: 'department' }, [WHO.chen, WHO.jiang]],
  ['queue', { queue: 'open' }, [WHO.zhou, WHO.li, WHO.wang, WHO.he]],
  ['merits', {}, [WHO.zhao, WHO.qian, WHO.tang, WHO.sun, WHO.feng, WHO.ma, WHO.zheng, WHO.wu]],
  ['score', { id: 'merit-none-1', points: 50 }, [WHO.qian]],
  ['nominate', { motionId: 'motion-none-1', note }, [WHO.zhao, WHO.qian, WHO.ma, WHO.zheng]],
  ['award', { id: 'merit-none-1' }, [WHO.zhao, WHO.ma, WHO.zheng, WHO.wu]],
]

test.each(later)('%s %j is for its people only', async (action, input, may) => {
  for (const who of everyone) {
    const reply = await t.ask(who, 'motions', action as 'queue', input)
    const closed = !reply.ok && ['NOT_ALLOWED', 'NOT_BOUND', 'BAD_INPUT'].includes(reply.code)
    expect([who, closed]).toEqual([who, !may.includes(who as string)])
  }
})

test('files must be the caller’s own uploads', async () => {
  const files = [{ fileId: 'cloud://test.bucket/ent-huajiang/person-li-xiuying/secret.pdf', name: '秘密.pdf', size: 10 }]
  expect(await t.refusal(WHO.chen, 'motions', 'act', { act: 'note', id, key, kind: 'progress', text: note, files })).toBe('NOT_ALLOWED')
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
