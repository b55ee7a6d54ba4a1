import { replays } from '../../domain/motion-graph'
import { placeOf } from '../../domain/motion-stats'
import type { MotionDoc, PersonDoc } from '../../cloudfunctions/_kit/documents'
import type { MotionState } from '../../types/motion-life'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, newId, text } from './motion-helpers'

const { zhou, li, wang, qian, zhao, chen, feng } = WHO
const LI = 'person-li-xiuying'
const NAME = '李秀英'
const COPROPOSER = 'person-wang-haiyan'

// One cloud for each way of leaving: 李秀英 leaves once, with a motion at every stage.
let t: TestCloud
let d: ReturnType<typeof doing>
let ids: Record<'cosigning' | 'empty' | 'submitted' | 'returned' | 'filed' | 'handling' | 'replied' | 'case' | 'part' | 'invited', string>

const stored = async (id: string) => (await t.db.collection('motions').doc(id).get()).data[0] as MotionDoc
const person = async () => (await t.db.collection('people').doc(LI).get()).data[0] as PersonDoc
const timer = () => t.cloud.call('motions-timer', {}, {})
/** The rating period of a motion is over. */
const lapse = async (id: string) => {
  await t.db.collection('motions').where({ _id: id }).update({ rateBy: Date.now() - 1, wake: Date.now() - 1 })
  await timer()
  return d.get(id)
}
const file = async (by: string, invite: string[]) => {
  const id = newId('gone')
  await t.call(by, 'motions', 'file', { id, rev: 0, text, invite })
  return id
}

async function everyStage() {
  t = await startCloud()
  d = doing(t)
  const cosigning = await file(li, ['person-zhou-jianguo', COPROPOSER])
  await t.call(zhou, 'motions', 'answer', { id: cosigning, accept: true })
  await t.call(wang, 'motions', 'answer', { id: cosigning, accept: true })
  const returned = await d.submitted(li)
  await d.act(qian, returned, 'giveBack', { note: '请写明涉及的岗位' })
  const theCase = await d.filed(zhou)
  const part = await d.submitted(li)
  await d.act(qian, part, 'merge', { into: theCase })
  await d.act(zhao, theCase, 'assign', { lead: 'hj-dongli', assist: [] })
  await d.act(chen, theCase, 'signFor')
  await d.act(chen, theCase, 'reply', { code: 'C', text: '资金没有落实，暂缓办理。', promisedOn: null, files: [] })
  await d.act(feng, theCase, 'sign')
  await d.act(li, theCase, 'rate', { value: 'dissatisfied', note: '没有时间表' })
  ids = {
    cosigning, empty: await file(li, []), submitted: await d.submitted(li), returned, filed: await d.filed(li), handling: await d.handling(li),
    replied: await d.replied(li), case: theCase, part, invited: await file(wang, [LI, 'person-zhou-jianguo']),
  }
  await t.call(li, 'motions', 'answer', { id: ids.invited, accept: true })
}

const sound = async () => {
  for (const id of Object.values(ids)) {
    const m = await stored(id)
    expect([id, replays(m.events, m.state)]).toEqual([id, true])
  }
}

describe('whose membership has ended', () => {
  beforeAll(async () => {
    await everyStage()
    const { memberships } = await person()
    await t.db.collection('people').doc(LI).update({ memberships: memberships.map(m => ({ ...m, to: '2026-01-31' })) })
  })
  afterAll(() => t.stop())

  test('gathers no more co-signs, and hands in what was gathered as an opinion', async () => {
    expect(await t.refusal(li, 'motions', 'file', { id: newId(), rev: 0, text, invite: [] })).toBe('NOT_ALLOWED')
    expect(await t.refusal(li, 'motions', 'invite', { id: ids.cosigning, invite: ['person-qian-hong'] })).toBe('NOT_ALLOWED')
    expect(await t.refusal(li, 'motions', 'submit', { id: ids.empty })).toBe('TOO_FEW')
    const sent = await t.call(li, 'motions', 'submit', { id: ids.cosigning })
    expect(sent).toMatchObject({ state: 'opinion' })
    expect(sent.events.at(-1)).toMatchObject({ act: 'submit', note: '提案人已不是职工代表，转为意见建议' })
    expect((await t.call(zhao, 'motions', 'queue', { queue: 'opinions' })).items.map(m => m._id)).toContain(ids.cosigning)
    expect(await d.act(zhao, ids.cosigning, 'answerOpinion', { note: '已转设备部门，本月检修完毕。' })).toMatchObject({ state: 'closed' })
  })

  test('still completes and rates what was filed as a delegate, the merged case too', async () => {
    expect(await d.act(li, ids.returned, 'resubmit', { text })).toMatchObject({ state: 'submitted' })
    expect(await d.act(li, ids.replied, 'rate', { value: 'mostly', note: '' })).toMatchObject({ state: 'closed' })
    await d.act(zhou, ids.case, 'rate', { value: 'satisfied', note: '' })
    await d.act(chen, ids.case, 'reply', { code: 'A', text: '已经更换完毕，请职工监督。', promisedOn: null, files: [] })
    await d.act(feng, ids.case, 'sign')
    const waiting = (await t.call(li, 'motions', 'waiting', {})).items.filter(i => i.kind === 'rate').map(i => i.motion._id)
    expect(waiting).toContain(ids.case)
    expect((await t.call(li, 'motions', 'get', { id: ids.case })).motion.parts).toMatchObject([{ personId: LI }])
    await d.act(li, ids.case, 'rate', { value: 'satisfied', note: '' })
    expect(await d.act(zhou, ids.case, 'rate', { value: 'satisfied', note: '' })).toMatchObject({ state: 'closed', round: 2 })
    await sound()
  })
})

describe('who was unbound', () => {
  beforeAll(async () => {
    await everyStage()
    await t.call(zhao, 'members', 'unbind', { personId: LI })
  })
  afterAll(() => t.stop())

  test('is a visitor until bound again; the motions wait, and everybody else goes on', async () => {
    for (const [action, input] of [['submit', { id: ids.cosigning }], ['act', { act: 'rate', id: ids.replied, key: newId(), value: 'satisfied', note: '' }]] as const) {
      expect(await t.refusal(li, 'motions', action, input)).toBe('NOT_BOUND')
    }
    expect(await d.get(ids.cosigning)).toMatchObject({ state: 'cosigning', proposerName: NAME })
    await d.act(qian, ids.submitted, 'admit')
    await d.act(qian, ids.returned, 'toOpinion', { note: '提案人一时联系不上，先作为意见建议办理' })
    expect(await lapse(ids.replied)).toMatchObject({ state: 'closed', ratings: [] })
    expect(await lapse(ids.case)).toMatchObject({ state: 'handling', round: 2, ratings: [{ personId: LI, name: NAME, value: 'dissatisfied' }] })
    await t.db.collection('people').doc(LI).update({ wx: 'li-new-phone' })
    expect(await t.call('li-new-phone', 'motions', 'submit', { id: ids.cosigning })).toMatchObject({ state: 'submitted' })
    await sound()
  })
})

describe('who was erased', () => {
  beforeAll(everyStage)
  afterAll(() => t.stop())

  const settle = async () => {
    await t.call(li, 'members', 'askErasure', { reason: '已离职' })
    const { person: asked } = (await t.call(zhao, 'members', 'erasures', {})).items[0]!
    return t.call(zhao, 'members', 'settleErasure', { personId: LI, rev: asked.rev, erase: true, note: '' })
  }

  test('while others act on the same motions: every act is there, and the name is nowhere', async () => {
    const others = () => Promise.all([
      d.act(qian, ids.submitted, 'admit'),
      d.act(zhao, ids.filed, 'assign', { lead: 'hj-dongli', assist: [] }),
      d.act(chen, ids.handling, 'note', { kind: 'progress', text: '正在办理之中', files: [] }),
      d.act(zhou, ids.case, 'rate', { value: 'satisfied', note: '' }),
      t.call(zhou, 'motions', 'answer', { id: ids.invited, accept: true }),
    ])
    // The leaver rates on one phone while the union settles the erasure.
    const [, , rated] = await Promise.all([settle(), others(), t.ask(li, 'motions', 'act', { act: 'rate', id: ids.replied, key: newId(), value: 'satisfied', note: '' })])
    const all = (await t.db.collection('motions').where({ tenantId: 'ent-huajiang' }).limit(1000).get()).data as MotionDoc[]
    expect(all.filter(m => JSON.stringify(m).includes(NAME)).map(m => m._id)).toEqual([])
    const state = async (id: string): Promise<MotionState> => (await stored(id)).state
    expect(await state(ids.submitted)).toBe('filed')
    expect(await state(ids.filed)).toBe('assigned')
    expect((await stored(ids.handling)).notes).toHaveLength(1)
    expect((await stored(ids.replied)).ratings.map(r => r.name)).toEqual(rated.ok ? ['已注销'] : [])
    await sound()
  })

  test('leaves motions that go on: to the union as an opinion, or back to the committee', async () => {
    for (const id of [ids.cosigning, ids.empty]) {
      const m = await stored(id)
      expect(m).toMatchObject({ state: 'opinion', proposerName: '已注销', submittedAt: expect.any(Number), standing: 'o----' })
      expect(m.events.at(-1)).toMatchObject({ act: 'forsaken', by: '系统' })
    }
    expect((await t.call(zhao, 'motions', 'queue', { queue: 'opinions' })).items.map(m => m._id)).toEqual(expect.arrayContaining([ids.cosigning, ids.empty]))
    expect(await d.act(zhao, ids.cosigning, 'answerOpinion', { note: '已转设备部门，本月检修完毕。' })).toMatchObject({ state: 'closed' })
    expect((await t.call(qian, 'motions', 'queue', { queue: 'screening' })).items.map(m => m._id)).toContain(ids.returned)
    expect(await d.act(qian, ids.returned, 'admit')).toMatchObject({ state: 'filed' })
  })

  test('is a proposer of the merged case without a name; the rating given counts, a missing one is 未评价', async () => {
    const m = await d.get(ids.case)
    expect(m).toMatchObject({ state: 'handling', round: 2, parts: [{ personId: LI, name: '已注销' }] })
    expect(m.ratings.find(r => r.personId === LI)).toMatchObject({ name: '已注销', value: 'dissatisfied', note: '没有时间表' })
    await d.act(chen, ids.case, 'reply', { code: 'A', text: '已经更换完毕，请职工监督。', promisedOn: null, files: [] })
    await d.act(feng, ids.case, 'sign')
    expect(await d.act(zhou, ids.case, 'rate', { value: 'satisfied', note: '' })).toMatchObject({ state: 'replied' })
    expect(await lapse(ids.case)).toMatchObject({ state: 'closed' })
    await sound()
  })

  test('is counted in the statistics as before, and each change once', async () => {
    await timer()
    const all = (await t.db.collection('motions').where({ tenantId: 'ent-huajiang' }).limit(1000).get()).data as MotionDoc[]
    const { rows } = await t.call(zhao, 'motions', 'stats', { session: '6-2' })
    expect(rows.find(r => r.by === 'all')!.counts.received).toBe(all.filter(m => placeOf(m as never).length > 0).length)
    expect(t.faults()).toBe(0)
  })

  test('cannot be kept any more once the account is gone, even if the erasure broke off', async () => {
    await t.db.collection('people').doc('person-liu-yang').update({ live: false, erasure: t.db.command.set({ reason: '', askedAt: 1 }) })
    const { person: asked } = (await t.call(zhao, 'members', 'erasures', {})).items[0]!
    expect(asked._id).toBe('person-liu-yang')
    expect(await t.refusal(zhao, 'members', 'settleErasure', { personId: asked._id, rev: asked.rev, erase: false, note: '再想一想' })).toBe('WRONG_STATE')
    await t.call(zhao, 'members', 'settleErasure', { personId: asked._id, rev: asked.rev, erase: true, note: '' })
    expect((await t.call(zhao, 'members', 'erasures', {})).items).toEqual([])
  })
})
