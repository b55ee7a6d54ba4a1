import { replays } from '../../domain/motion-graph'
import { dayOf, addDays } from '../../domain/calendar'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, newId, text } from './motion-helpers'

const { zhou, li, wang, qian, tang, zhao, sun, chen, feng, jiang, liu } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(() => t.stop())

const answer = (code: 'A' | 'B' | 'C' | 'D', promisedOn: string | null = null) => ({ code, text: '经研究，答复如下，请予监督。', promisedOn, files: [] })
const future = addDays(dayOf(Date.now()), 40)

test('a whole life: six people from draft to a second 不满意, its resolution, and a promise kept', async () => {
  const id = await d.submitted()
  expect(await d.act(qian, id, 'admit')).toMatchObject({ state: 'filed', session: '6-2', number: expect.stringMatching(/^6-2-\d{3}$/) })
  await d.act(sun, id, 'assign', { lead: 'hj-dongli', assist: ['hj-jiguan'] })
  expect((await t.call(chen, 'motions', 'queue', { queue: 'department' })).items.map(m => m._id)).toContain(id)
  expect((await t.call(jiang, 'motions', 'queue', { queue: 'assisting' })).items.map(m => m._id)).toContain(id)
  await d.act(chen, id, 'signFor')
  await d.act(jiang, id, 'note', { kind: 'assist', text: '机关可以配合腾出场地。', files: [] })
  await d.act(chen, id, 'note', { kind: 'consult', text: '与提案人开了协商会。', files: [] })
  const before = (await d.get(id)).due!
  await d.act(chen, id, 'askExtension', { days: 15, note: '设备到货推迟' })
  expect((await t.call(zhao, 'motions', 'queue', { queue: 'extensions' })).items.map(m => m._id)).toContain(id)
  expect((await d.act(zhao, id, 'grantExtension')).due!).toBeGreaterThan(before)
  await d.act(chen, id, 'reply', answer('C'))
  expect((await t.call(feng, 'motions', 'queue', { queue: 'signing' })).items.map(m => m._id)).toContain(id)
  await d.act(feng, id, 'returnReply', { note: '请写明计划时间' })
  await d.act(chen, id, 'reply', answer('C'))
  expect(await d.act(feng, id, 'sign')).toMatchObject({ state: 'replied', onTime: true })
  expect((await t.call(zhou, 'motions', 'waiting', {})).items).toContainEqual(expect.objectContaining({ kind: 'rate', motion: expect.objectContaining({ _id: id }) }))
  expect(await d.act(zhou, id, 'rate', { value: 'dissatisfied', note: '没有时间表' })).toMatchObject({ state: 'handling', round: 2 })
  await d.act(chen, id, 'reply', answer('D'))
  await d.act(feng, id, 'sign')
  expect(await d.act(zhou, id, 'rate', { value: 'dissatisfied', note: '仍无实质办理' })).toMatchObject({ state: 'committee' })
  expect(await d.act(qian, id, 'settle', { how: 'redo', note: '请动力分厂重新研究并给出日期' })).toMatchObject({ state: 'handling', round: 3 })
  await d.act(chen, id, 'reply', answer('B', future))
  await d.act(feng, id, 'sign')
  expect(await d.act(zhou, id, 'rate', { value: 'mostly', note: '' })).toMatchObject({ state: 'closed', promise: { on: future, state: 'open' } })
  expect((await t.call(chen, 'motions', 'queue', { queue: 'followUps' })).items.map(m => m._id)).toContain(id)
  await d.act(chen, id, 'deliver', { how: 'kept', note: '新行车已投用', promisedOn: null })
  await d.act(zhao, id, 'publish', { title: text.title, proposal: text.proposal, reply: '已经更换。', named: false, unitIds: [] })
  expect((await t.call(liu, 'motions', 'published', {})).items).toContainEqual(expect.objectContaining({ _id: id, proposer: null }))
  const end = await d.act(zhao, id, 'archive')
  expect(replays(end.events, 'archived')).toBe(true)
  expect(end.events).toHaveLength(4 + 1 + 2 + 2 + 2 + 4 + 1 + 2 + 1 + 1 + 2 + 1 + 3)
})

test('merged: both proposers rate, silence of one waits, and the split is open until it is assigned', async () => {
  const [lead, other, third] = [await d.filed(zhou), await d.submitted(li), await d.submitted(wang)]
  await d.act(qian, other, 'merge', { into: lead })
  await d.act(qian, third, 'merge', { into: lead })
  await d.act(qian, third, 'split')
  expect(await d.refused(qian, third, 'merge', { into: other })).toBe('WRONG_STATE')
  expect((await d.get(lead)).parts.map(p => p.name)).toEqual(['李秀英'])
  await d.act(zhao, lead, 'assign', { lead: 'hj-dongli', assist: [] })
  expect(await d.refused(qian, other, 'split')).toBe('WRONG_STATE')
  await d.act(chen, lead, 'signFor')
  await d.act(chen, lead, 'reply', answer('A'))
  await d.act(feng, lead, 'sign')
  expect(await d.act(zhou, lead, 'rate', { value: 'satisfied', note: '' })).toMatchObject({ state: 'replied' })
  expect((await t.call(li, 'motions', 'waiting', {})).items).toContainEqual(expect.objectContaining({ kind: 'rate', motion: expect.objectContaining({ _id: lead }) }))
  expect(await d.refused(wang, lead, 'rate', { value: 'satisfied', note: '' })).toBe('NOT_ALLOWED')
  expect(await d.act(li, lead, 'rate', { value: 'satisfied', note: '' })).toMatchObject({ state: 'closed' })
})

test('refused with a reason, disputed by the proposer once, decided by the presidium', async () => {
  const id = await d.submitted()
  await d.act(qian, id, 'refuse', { reason: 'infeasible', note: '目前资金不具备条件' })
  await d.act(zhou, id, 'dispute', { note: '安全问题不能等' })
  expect(await d.refused(qian, id, 'admit')).toBe('NOT_ALLOWED')
  await d.act(tang, id, 'refuse', { reason: 'infeasible', note: '主席团审议后维持' })
  expect(await d.refused(zhou, id, 'dispute', { note: '再次提请审议' })).toBe('ALREADY_DONE')
})

test('given back, completed, made an opinion, answered', async () => {
  const id = await d.submitted()
  await d.act(qian, id, 'giveBack', { note: '请写明行车编号' })
  expect((await t.call(zhou, 'motions', 'waiting', {})).items).toContainEqual(expect.objectContaining({ kind: 'complete', motion: expect.objectContaining({ _id: id }) }))
  expect(await d.refused(li, id, 'resubmit', { text })).toBe('NOT_ALLOWED')
  expect(await d.act(zhou, id, 'resubmit', { text: { ...text, title: '关于更换三号旧行车的提案' } })).toMatchObject({ state: 'submitted', title: '关于更换三号旧行车的提案' })
  await d.act(qian, id, 'toOpinion', { note: '属日常管理' })
  expect(await d.act(zhao, id, 'answerOpinion', { note: '已转设备部门，本月检修完毕。' })).toMatchObject({ state: 'closed' })
})

test('sent back in the window, reassigned; a reply after the reassignment is refused', async () => {
  const id = await d.filed()
  await d.act(zhao, id, 'assign', { lead: 'hj-dongli', assist: [] })
  expect(await d.act(chen, id, 'sendBack', { note: '不属于动力分厂职责' })).toMatchObject({ state: 'filed', lead: null })
  await d.act(zhao, id, 'assign', { lead: 'hj-dongli', assist: [] })
  await d.act(chen, id, 'signFor')
  await d.act(zhao, id, 'reassign', { lead: 'hj-jiguan', assist: [], note: '改由机关办理' })
  expect(await d.refused(chen, id, 'reply', answer('A'))).toBe('WRONG_STATE')
  await d.act(jiang, id, 'signFor')
  expect(await d.refused(chen, id, 'reply', answer('A'))).toBe('NOT_ALLOWED')
  expect(await d.refused(zhao, id, 'assign', { lead: 'qy-yunxing', assist: [] })).toBe('WRONG_STATE')
  expect(await d.refused(zhao, id, 'reassign', { lead: 'qy-yunxing', assist: [], note: '别的单位的部门' })).toBe('NOT_FOUND')
})

test('from the open list every delegate may co-sign, by own will, until it is submitted', async () => {
  const id = newId()
  await t.call(zhou, 'motions', 'file', { id, rev: 0, text, invite: [], open: true })
  expect((await t.call(li, 'motions', 'queue', { queue: 'open' })).items.map(m => m._id)).toContain(id)
  await Promise.all([d.act(li, id, 'cosign'), d.act(wang, id, 'cosign')])
  expect((await d.get(id)).cosigners.map(c => c.answer)).toEqual(['accepted', 'accepted'])
  expect(await d.refused(zhou, id, 'cosign')).toBe('NOT_ALLOWED')
  expect(await d.refused(liu, id, 'cosign')).toBe('NOT_FOUND')
  await t.call(zhou, 'motions', 'submit', { id })
  expect(await d.act(li, id, 'cosign')).toMatchObject({ state: 'submitted' })
  const [other] = (await t.call(zhou, 'motions', 'delegates', {})).items.filter(p => p.personId.startsWith('person-hj-'))
  await t.db.collection('people').where({ _id: other!.personId }).update({ wx: 'tmp-cosigner' })
  expect(await d.refused('tmp-cosigner', id, 'cosign')).toBe('WRONG_STATE')
})

test('several are screened in one go; one that cannot be does not keep the others back', async () => {
  const ids = [await d.submitted(), await d.submitted(), await d.filed()]
  const { results } = await t.call(qian, 'motions', 'screenMany', { act: 'admit', ids, key: newId('key') })
  expect(results.map(r => r.done)).toEqual([true, true, false])
  expect(results[2]!.message).toContain('已立案')
})

test('several are merged into one case at once, each with its own answer; the same again changes nothing', async () => {
  const [lead, taken, mine, his] = [await d.filed(zhou), await d.filed(zhou), await d.submitted(li), await d.submitted(wang)]
  const input = { act: 'merge' as const, ids: [mine, taken, his], key: newId('key'), into: lead }
  const { results } = await t.call(qian, 'motions', 'screenMany', input)
  expect(results.map(r => [r.id, r.done])).toEqual([[mine, true], [taken, false], [his, true]])
  expect(results[1]!.message).toContain('已立案')
  expect((await d.get(lead)).parts.map(p => p.name).sort()).toEqual(['李秀英', '王海燕'])
  expect((await t.call(qian, 'motions', 'screenMany', input)).results.map(r => r.done)).toEqual([true, false, true])
  expect((await d.get(mine)).events.filter(e => e.act === 'merge')).toHaveLength(1)
  await d.act(zhao, lead, 'assign', { lead: 'hj-dongli', assist: [] })
  const late = await d.submitted(li)
  const [refused] = (await t.call(qian, 'motions', 'screenMany', { ...input, ids: [late], key: newId('key') })).results
  expect(refused).toMatchObject({ id: late, done: false, message: expect.stringContaining('尚未交办') })
  expect((await d.get(late)).state).toBe('submitted')
})

test('rules are versions: what was filed before keeps its own, late ones become opinions, a stale form is refused', async () => {
  const old = await d.submitted()
  const { rules, rev } = await t.call(zhao, 'motions', 'rulesGet', {})
  const { version: _v, by: _b, at: _a, ...edit } = rules
  const next = { ...edit, replyDays: 10, working: true, otherDelegation: true, opensOn: '2026-01-01', closesOn: '2026-02-01' }
  await t.call(zhao, 'motions', 'rulesSave', { rev, rules: next })
  expect(await t.refusal(zhao, 'motions', 'rulesSave', { rev, rules: next })).toBe('STALE')
  expect(await t.refusal(qian, 'motions', 'rulesSave', { rev, rules: next })).toBe('NOT_ALLOWED')
  const late = await d.submitted()
  expect(await d.get(late)).toMatchObject({ state: 'opinion', terms: { version: rules.version + 1 } })
  expect((await d.get(old)).terms).toMatchObject({ version: rules.version, replyDays: 30 })
  await t.call(zhao, 'motions', 'rulesSave', { rev: rev + 1, rules: { ...edit, filers: 'delegations' } })
  expect(await t.refusal(zhou, 'motions', 'file', { id: newId(), rev: 0, text, invite: [] })).toBe('NOT_ALLOWED')
  expect(await t.call(zhou, 'motions', 'file', { id: newId(), rev: 0, text, invite: [], asDelegation: true })).toMatchObject({ byDelegation: true, needed: 0 })
  await t.call(zhao, 'motions', 'rulesSave', { rev: rev + 2, rules: edit })
})

test('holidays are the staff’s to edit', async () => {
  const { holidays, rev } = await t.call(zhao, 'motions', 'rulesGet', {})
  const more = [...holidays, { day: '2027-01-01', kind: 'off' as const, name: '元旦' }]
  expect((await t.call(zhao, 'motions', 'holidaysSave', { rev, holidays: more })).holidays).toHaveLength(more.length)
  expect(await t.refusal(zhao, 'motions', 'holidaysSave', { rev: rev + 1, holidays: [...more, more[0]] })).toBe('BAD_DAY')
})

test('a like motion is shown while one is written', async () => {
  await d.submitted(zhou, { title: '关于夜班食堂延长供餐时间的提案', reason: '夜班零点交接，食堂二十三点停止供餐。' })
  const { items } = await t.call(li, 'motions', 'similar', { title: '关于夜班食堂供餐时间的建议', text: '夜班职工下班食堂已经停止供餐，只能吃冷饭。' })
  expect(items[0]!.title).toContain('食堂')
  expect(items.some(i => i.title === text.title)).toBe(false)
})

test('awards: from the enterprise’s jury over publicity to the station and the federation', async () => {
  const id = await d.replied()
  expect(await t.refusal(zhao, 'motions', 'nominate', { motionId: id, note: '推荐评优' })).toBe('WRONG_STATE')
  await d.act(zhou, id, 'rate', { value: 'satisfied', note: '' })
  const own = await t.call(zhao, 'motions', 'nominate', { motionId: id, note: '解决了多年的安全隐患' })
  expect((await t.call(zhao, 'motions', 'nominate', { motionId: id, note: '再点一次' }))._id).toBe(own._id)
  expect(await t.refusal(zhao, 'motions', 'score', { id: own._id, points: 90 })).toBe('NOT_ALLOWED')
  expect(await t.call(qian, 'motions', 'score', { id: own._id, points: 92 })).toMatchObject({ scored: 1, mean: null, myScore: 92 })
  expect(await t.call(zhao, 'motions', 'announce', { id: own._id, level: 'first' })).toMatchObject({ state: 'publicized', mean: 920 })
  expect(await t.refusal(qian, 'motions', 'score', { id: own._id, points: 10 })).toBe('WRONG_STATE')
  expect(await t.refusal(zhao, 'motions', 'award', { id: own._id })).toBe('WRONG_STATE')
  await t.db.collection('merits').where({ _id: own._id }).update({ publicUntil: Date.now() - 1 })
  expect(await t.call(zhao, 'motions', 'award', { id: own._id })).toMatchObject({ state: 'awarded', level: 'first' })
  await t.call(zhao, 'motions', 'recommend', { id: own._id, note: '推荐到指导站' })
  const [atStation] = (await t.call(WHO.wu, 'motions', 'merits', {})).items
  expect(atStation).toMatchObject({ motionId: id, fromName: '华江重工股份有限公司', state: 'nominated', scored: 0 })
  await t.call(WHO.wu, 'motions', 'recommend', { id: atStation!._id, note: '推荐到市总工会' })
  expect((await t.call(WHO.zheng, 'motions', 'merits', {})).items[0]).toMatchObject({ motionId: id, homeId: 'ent-huajiang', fromName: '东区企业民主管理指导站' })
  expect(await t.refusal(WHO.zheng, 'motions', 'recommend', { id: (await t.call(WHO.zheng, 'motions', 'merits', {})).items[0]!._id, note: '已到最上级' })).toBe('NOT_ALLOWED')
  expect(await t.refusal(WHO.ma, 'motions', 'merit', { id: own._id })).toBe('NOT_FOUND')
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
