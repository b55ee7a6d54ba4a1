import type { Term } from '../../types/congress-term'
import { startCloud, type TestCloud } from './cloud'
import { WHO, inDays, newId, noTerms, term, today } from './congress-helpers'

const { zhao, zhou, qian, tang, liu, ma, wu, zheng } = WHO
const id = 'term-huajiang-6'

let t: TestCloud
beforeAll(async () => {
  t = await startCloud()
  await noTerms(t)
})
afterAll(() => t.stop())

const person = async (_id: string) => (await t.db.collection('people').doc(_id).get()).data[0]
const seat = async (_id: string) => ((await person(_id)).memberships as { role: string; seat?: { term: string } }[]).filter(m => m.role === 'delegate')
const fresh = async (no: number, more: object = {}) => t.call(zhao, 'congress', 'termSave', {
  ...term({ id: newId('term'), no, name: `第${no}届`, from: inDays(-200), to: inDays(1200), districts: [{ id: 'district-test-1', name: `第${no}届一选区`, delegation: '一代表团', eligible: 90, seats: 2 }] }), ...more,
} as never)
const elect = (termId: string, votes: [string, number][], more: object = {}) => ({
  termId, id: newId('elect'), districtId: 'district-test-1', why: 'general', heldOn: today(), took: 80, votes: votes.map(([personId, yes]) => ({ personId, kind: 'worker', yes })), ...more,
})

test('a term: saved once however often it is sent, one of its number and name', async () => {
  const saved = await t.call(zhao, 'congress', 'termSave', term() as never)
  expect(await t.call(zhao, 'congress', 'termSave', term() as never)).toMatchObject({ rev: saved.rev })
  expect(await t.refusal(zhao, 'congress', 'termSave', { ...term(), id: 'term-another-06', name: '又一届' })).toBe('SAME_NO')
  expect(await t.refusal(zhao, 'congress', 'termSave', { ...term(), id: 'term-another-07', no: 7 })).toBe('SAME_NAME')
  const { items } = await t.call(zhou, 'congress', 'terms', {})
  expect(items).toEqual([expect.objectContaining({ _id: id, no: 6, name: '第六届', seats: 99, filled: 99 })])
})

test('the quota with its sentence, the mix with its articles, the seats with their units', async () => {
  const { seats, quota, findings } = await t.call(zhou, 'congress', 'term', { id })
  expect(seats).toHaveLength(99)
  expect(seats[0]).toMatchObject({ delegation: expect.stringContaining('代表团'), unitName: expect.stringContaining('分厂'), kind: expect.any(String) })
  expect(quota).toEqual({ needed: 60, sentence: '职工 1200 人，代表至少 60 人（企业民主管理规定第八条，未核实）' })
  expect(findings).toContainEqual(expect.objectContaining({ met: true, text: '代表 99 人，符合名额', verified: false }))
  expect(findings).toContainEqual(expect.objectContaining({ met: false, text: expect.stringContaining('名额合计 100 人') }))
})

test('a renamed term would lose its delegates; an old revision is refused', async () => {
  const { term: there } = await t.call(zhao, 'congress', 'term', { id })
  expect(await t.refusal(zhao, 'congress', 'termSave', { ...term(), rev: there.rev, name: '第六届改' })).toBe('SEATED')
  const saved = await t.call(zhao, 'congress', 'termSave', { ...term({ seats: 100 }), rev: there.rev } as never)
  expect(saved.seats).toBe(100)
  expect(await t.refusal(zhao, 'congress', 'termSave', { ...term({ seats: 88 }), rev: there.rev })).toBe('STALE')
})

describe('elections', () => {
  test('who has the majority of all workers gets a dated seat, once, and the old seat gives way', async () => {
    const { _id: termId } = await fresh(21)
    const input = elect(termId, [['person-liu-yang', 60], ['person-zhou-jianguo', 50], ['person-hj-0100', 45]])
    const reply = await t.ask(zhao, 'congress', 'elect', input as never)
    // Six, and one for each of the two who were elected.
    expect(reply).toMatchObject({ ok: true, trips: 8 })
    const saved = (reply as unknown as { data: Term }).data
    expect(saved.elections[0]).toMatchObject({ valid: true, eligible: 90, sentence: expect.stringContaining('选区职工 90 人，过半数须 46 票') })
    expect(saved.elections[0]!.votes.map(v => [v.name, v.elected])).toEqual([['刘洋', true], ['周建国', true], [expect.any(String), false]])
    await t.call(zhao, 'congress', 'elect', input as never)
    expect(await seat('person-liu-yang')).toMatchObject([{ from: today(), to: inDays(1200), seat: { term: '第21届', delegation: '一代表团', district: '第21届一选区', kind: 'worker' } }])
    expect(await seat('person-zhou-jianguo')).toMatchObject([{ to: inDays(-1), seat: { term: '第六届' } }, { from: today(), seat: { term: '第21届' } }])
    expect((await t.call(zhao, 'congress', 'term', { id: termId })).seats.map(s => s.name).sort()).toEqual(['刘洋', '周建国'])
    expect(await t.refusal(zhao, 'congress', 'elect', elect(termId, [['person-hj-0100', 60]]))).toBe('FULL')
  })

  test('too few took part: recorded as invalid, nobody is seated, and it may be held again', async () => {
    const { _id: termId } = await fresh(22)
    const saved = await t.call(zhao, 'congress', 'elect', elect(termId, [['person-hj-0101', 50]], { took: 59 }) as never)
    expect(saved.elections[0]).toMatchObject({ valid: false, sentence: expect.stringContaining('三分之二') })
    expect(await seat('person-hj-0101')).toEqual([])
    expect((await t.call(zhao, 'congress', 'elect', elect(termId, [['person-hj-0101', 50]]) as never)).elections).toHaveLength(2)
    expect(await seat('person-hj-0101')).toHaveLength(1)
  })

  test('figures that cannot be are refused beside their field', async () => {
    const { _id: termId } = await fresh(23)
    const refused = async (votes: [string, number][], more: object = {}) => t.ask(zhao, 'congress', 'elect', elect(termId, votes, more) as never)
    expect(await refused([['person-hj-0102', 10]], { took: 91 })).toMatchObject({ code: 'BAD_COUNT', field: 'took' })
    expect(await refused([['person-hj-0102', 81]])).toMatchObject({ code: 'BAD_COUNT', field: 'votes' })
    expect(await refused([['person-hj-0102', 70], ['person-hj-0103', 70], ['person-hj-0104', 70]])).toMatchObject({ code: 'BAD_COUNT', field: 'votes' })
    expect(await refused([['person-hj-0102', 50], ['person-hj-0102', 20]])).toMatchObject({ code: 'BAD_INPUT', field: 'votes' })
    expect(await refused([['person-he-ping', 50]])).toMatchObject({ code: 'NOT_FOUND', field: 'votes' })
    expect(await refused([['person-hj-0102', 50]], { districtId: 'district-none-1' })).toMatchObject({ code: 'NOT_FOUND', field: 'districtId' })
    expect(await refused([['person-hj-0102', 50]], { heldOn: inDays(1) })).toMatchObject({ code: 'BAD_DAY', field: 'heldOn' })
    expect(await refused([['person-hj-0102', 50]], { heldOn: '2026-02-30' })).toMatchObject({ code: 'BAD_DAY', field: 'heldOn' })
  })

  test('killed between the term and its people: the next act goes on, and nobody is seated twice', async () => {
    const { _id: termId } = await fresh(24)
    const input = elect(termId, [['person-hj-0105', 60], ['person-hj-0106', 50]])
    await t.call(zhao, 'congress', 'elect', input as never)
    // As it stands when the worker died after the term was written: one person seated, the other not.
    const [, keep] = [await person('person-hj-0105'), await seat('person-hj-0106')]
    await t.db.collection('people').doc('person-hj-0106').update({ memberships: ((await person('person-hj-0106')).memberships as { role: string }[]).filter(m => m.role !== 'delegate') })
    await t.db.collection('terms').doc(termId).update({ pending: [input.id] })
    expect((await t.call(zhao, 'congress', 'term', { id: termId })).findings[0]).toMatchObject({ met: false, text: expect.stringContaining('没有全部写进') })
    await t.call(zhao, 'congress', 'elect', input as never)
    expect(await seat('person-hj-0106')).toEqual(keep)
    expect(await seat('person-hj-0105')).toHaveLength(1)
    expect((await t.db.collection('terms').doc(termId).get()).data[0].pending).toEqual([])
  })

  test('two of the staff record at once: both stand, or one is told to look again', async () => {
    const { _id: termId } = await fresh(25)
    const both = await Promise.all([['person-hj-0107', 60], ['person-hj-0108', 60]].map(v => t.ask(zhao, 'congress', 'elect', elect(termId, [v as [string, number]]) as never)))
    const { term: there, seats } = await t.call(zhao, 'congress', 'term', { id: termId })
    expect(there.elections).toHaveLength(both.filter(r => r.ok).length)
    expect(seats).toHaveLength(both.filter(r => r.ok).length)
    for (const r of both) if (!r.ok) expect(r.code).toBe('STALE')
  })

  test('somebody in a roster import is left as he is, and the rest is finished afterwards', async () => {
    const { _id: termId } = await fresh(26)
    const input = elect(termId, [['person-hj-0109', 60]])
    await t.db.collection('people').doc('person-hj-0109').update({ settled: false })
    expect(await t.refusal(zhao, 'congress', 'elect', input)).toBe('IMPORTING')
    await t.db.collection('people').doc('person-hj-0109').update({ settled: true })
    await t.call(zhao, 'congress', 'elect', input as never)
    expect(await seat('person-hj-0109')).toHaveLength(1)
  })
})

describe('the end of a seat', () => {
  const end = (termId: string, personId: string, more: object = {}) => ({ termId, id: newId('end'), personId, why: 'resigned', on: today(), ...more })

  test('recalled by the majority of all workers of the electoral unit; else nothing changes', async () => {
    const { _id: termId } = await fresh(31)
    await t.call(zhao, 'congress', 'elect', elect(termId, [['person-hj-0110', 60]], { heldOn: inDays(-9) }) as never)
    expect(await t.ask(zhao, 'congress', 'endSeat', end(termId, 'person-hj-0110', { why: 'recalled', took: 80, yes: 45 }) as never)).toMatchObject({ code: 'NOT_CARRIED', message: expect.stringContaining('撤免未通过') })
    expect(await t.refusal(zhao, 'congress', 'endSeat', end(termId, 'person-hj-0110', { why: 'recalled' }))).toBe('BAD_INPUT')
    const input = end(termId, 'person-hj-0110', { why: 'recalled', took: 80, yes: 46 })
    const saved = await t.call(zhao, 'congress', 'endSeat', input as never)
    await t.call(zhao, 'congress', 'endSeat', input as never)
    expect(saved.ends).toMatchObject([{ why: 'recalled', sentence: expect.stringContaining('撤免通过') }])
    expect(await seat('person-hj-0110')).toMatchObject([{ to: inDays(-1) }])
    expect(await t.refusal(zhao, 'congress', 'endSeat', end(termId, 'person-hj-0110'))).toBe('NOT_SEATED')
    expect((await t.call(zhao, 'congress', 'elect', elect(termId, [['person-hj-0111', 60]], { why: 'by' }) as never)).elections.at(-1)!.votes[0]).toMatchObject({ elected: true })
  })

  test('resigned and moved away, with the article; history is only ever ended', async () => {
    const { _id: termId } = await fresh(32)
    await t.call(zhao, 'congress', 'elect', elect(termId, [['person-hj-0112', 60], ['person-hj-0113', 55]], { heldOn: inDays(-30) }) as never)
    await t.call(zhao, 'congress', 'endSeat', end(termId, 'person-hj-0112', { on: inDays(-3) }) as never)
    const { ends } = await t.call(zhao, 'congress', 'endSeat', end(termId, 'person-hj-0113', { why: 'left' }) as never)
    expect(ends.map(e => e.sentence)).toEqual([expect.stringContaining('辞去代表职务'), expect.stringContaining('企业民主管理规定')])
    expect(await seat('person-hj-0112')).toMatchObject([{ from: inDays(-30), to: inDays(-4) }])
    expect(await t.refusal(zhao, 'congress', 'endSeat', end(termId, 'person-hj-0113', { on: inDays(2) }))).toBe('BAD_DAY')
  })

  test('a longer term carries its seats with it', async () => {
    const made = await fresh(33)
    const saved = await t.call(zhao, 'congress', 'elect', elect(made._id, [['person-hj-0114', 60]]) as never)
    const { districts } = made
    await t.call(zhao, 'congress', 'termSave', { ...term({ id: made._id, no: 33, name: '第33届', from: made.from, to: inDays(1500), districts }), rev: saved.rev } as never)
    expect(await seat('person-hj-0114')).toMatchObject([{ to: inDays(1500) }])
    const { term: now } = await t.call(zhao, 'congress', 'term', { id: made._id })
    expect(await t.refusal(zhao, 'congress', 'termSave', { ...term({ id: made._id, no: 33, name: '第33届', from: made.from, to: inDays(1500), districts: [] }), rev: now.rev })).toBe('ELECTED')
  })
})

test('special committees by name; who is not on the roster is refused', async () => {
  const { _id: termId, rev } = await fresh(41)
  const committees = [{ id: 'committee-1', name: '提案审查小组', headId: 'person-zhou-jianguo', memberIds: ['person-li-xiuying', 'person-wang-haiyan'] }]
  const saved = await t.call(zhao, 'congress', 'committeesSave', { termId, rev, committees })
  expect(saved.committees[0]).toMatchObject({ head: { name: '周建国' }, members: [{ name: '李秀英' }, { name: '王海燕' }] })
  expect(await t.call(zhao, 'congress', 'committeesSave', { termId, rev, committees })).toEqual(saved)
  expect(await t.refusal(zhao, 'congress', 'committeesSave', { termId, rev, committees: [] })).toBe('STALE')
  expect(await t.refusal(zhao, 'congress', 'committeesSave', { termId, rev: saved.rev, committees: [{ ...committees[0]!, memberIds: ['person-he-ping'] }] })).toBe('NOT_FOUND')
})

test('the rules: a version for each save, the law as a floor', async () => {
  const first = await t.call(zhou, 'congress', 'rulesGet', {})
  expect(first).toMatchObject({ rev: 0, current: { version: 0, jurisdiction: 'national', kind: 'state' } })
  expect(first.packs).toHaveLength(15)
  const save = { rev: 0, jurisdiction: 'SH' as const, kind: 'state' as const, changes: { papersDays: { days: 10, working: false }, grades: ['优秀', '良好', '称职', '不称职'] } }
  const version = await t.call(zhao, 'congress', 'rulesSave', save)
  expect(version).toMatchObject({ version: 1, by: '赵敏', rules: { papersDays: { value: { days: 10 }, article: { law: expect.stringContaining('实施细则') } }, passing: { value: { strict: false } } } })
  expect(await t.call(zhao, 'congress', 'rulesSave', save)).toEqual(version)
  expect(await t.ask(zhao, 'congress', 'rulesSave', { ...save, rev: 1, changes: { papersDays: { days: 6, working: false } } })).toMatchObject({ code: 'BELOW_LAW', field: 'changes.papersDays', message: expect.stringContaining('上海市职工代表大会条例第三十条') })
  expect(await t.refusal(zhao, 'congress', 'rulesSave', { ...save, rev: 1, changes: { secret: ['elect'] } })).toBe('BELOW_LAW')
  expect(await t.refusal(zhao, 'congress', 'rulesSave', { ...save, changes: {} })).toBe('STALE')
  expect((await t.call(zhao, 'congress', 'rulesSave', { ...save, rev: 1, changes: { secret: ['approve', 'elect', 'appraise', 'advise'] } })).version).toBe(2)
  expect((await t.call(zhou, 'congress', 'rulesGet', {})).versions.map(v => v.version)).toEqual([1, 2])
})

test('terms and rules are the staff’s to write, the enterprise’s to read', async () => {
  const writes: [string, object][] = [
    ['termSave', term({ id: 'term-none-01' })], ['elect', elect(id, [['person-hj-0120', 60]])], ['endSeat', { termId: id, id: newId('end'), personId: 'person-hj-0120', why: 'left', on: today() }],
    ['committeesSave', { termId: id, rev: 1, committees: [] }], ['rulesSave', { rev: 0, jurisdiction: 'SH', kind: 'state', changes: {} }],
  ]
  for (const [action, input] of writes) {
    for (const who of [zhou, qian, tang, liu, wu]) expect([action, who, await t.refusal(who, 'congress', action, input)]).toEqual([action, who, 'NOT_ALLOWED'])
    expect(await t.refusal(undefined, 'congress', action, input)).toBe('NOT_BOUND')
  }
  for (const action of ['elect', 'endSeat', 'committeesSave']) expect(await t.refusal(ma, 'congress', action, writes.find(w => w[0] === action)![1])).toMatch(/NOT_FOUND|STALE/)
  expect(await t.refusal(ma, 'congress', 'term', { id })).toBe('NOT_FOUND')
  expect((await t.call(zheng, 'congress', 'terms', { tenant: 'ent-huajiang' })).items.length).toBeGreaterThan(0)
  expect((await t.call(wu, 'congress', 'term', { id, tenant: 'ent-huajiang' })).seats.length).toBeGreaterThan(0)
  expect(await t.refusal(undefined, 'congress', 'terms', {})).toBe('NOT_BOUND')
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
